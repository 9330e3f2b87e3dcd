"""What a TensorFlow Lite model takes and gives, asked of the libraries that run it."""

from ctypes import c_int32
from typing import Any

from ova.engines.wake.errors import BadWakeModel


def check_tensors(model: Any, *, values: int, output_bytes: int, wanted: str) -> None:
    """Check that a loaded model takes ``1 x any x values`` and gives ``output_bytes``.

    ``model`` is a wake word of pymicro-wakeword or pyopen-wakeword; ``wanted`` names the kind of
    model that was expected. Raises BadWakeModel.
    """
    library, tensor = model.lib, model.input_tensor
    shape = tuple(
        int(library.TfLiteTensorDim(tensor, c_int32(one)))
        for one in range(int(library.TfLiteTensorNumDims(tensor)))
    )
    given = int(library.TfLiteTensorByteSize(model.output_tensor))
    if len(shape) == 3 and shape[::2] == (1, values) and given == output_bytes:
        return
    raise BadWakeModel(
        f"This is no {wanted} model: it takes {' x '.join(map(str, shape)) or 'nothing'}.",
        cure="Upload a microWakeWord model together with its .json file, an openWakeWord model "
        "without one.",
    )
