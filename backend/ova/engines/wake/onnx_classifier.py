"""The last stage of an openWakeWord model in ONNX form, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.engines.errors import EngineMissing
from ova.engines.wake.errors import BadWakeModel

EMBEDDING = 96


class OnnxClassifier:
    """Does what pyopen-wakeword's model of the same name does, for the other file form."""

    def __init__(self, model: Path) -> None:
        """Load a model. Raises BadWakeModel, EngineMissing without onnxruntime."""
        try:
            import onnxruntime  # type: ignore[import-untyped,unused-ignore] # ships no types
        except ImportError as error:
            raise EngineMissing(
                "Models in ONNX form need onnxruntime, which is not installed.",
                cure="Upload the model's .tflite file, or install it with "
                '`pip install "openvoiceassistant[onnx]"`.',
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the library raises classes of its own, all plain Exceptions
            raise BadWakeModel(
                f"{model.name} is no ONNX model.", cure="Download it again."
            ) from error
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        shape: Any = inputs[0].shape if len(inputs) == 1 and len(outputs) == 1 else ()
        if len(shape) != 3 or shape[2] != EMBEDDING or not isinstance(shape[1], int):
            raise BadWakeModel(
                f"{model.name} is no openWakeWord model.", cure="Upload one made by openWakeWord."
            )
        self._input = str(inputs[0].name)
        self._window: NDArray[np.float32] = np.zeros((shape[1], EMBEDDING), np.float32)
        self._filled = 0

    def process_streaming(self, embeddings: NDArray[np.float32]) -> Iterator[float]:
        """Yield the probability after each embedding once enough of them were seen."""
        for one in embeddings.reshape(-1, EMBEDDING):
            self._window = np.concatenate((self._window[1:], one[None]))
            self._filled += 1
            if self._filled >= len(self._window):
                answer = self._session.run(None, {self._input: self._window[None]})[0]
                yield float(np.asarray(answer).reshape(-1)[0])

    def reset(self) -> None:
        """Forget what was heard."""
        self._filled = 0

    def close(self) -> None:
        """Free the model with this object."""
