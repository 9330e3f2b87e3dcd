"""microWakeWord models run by pymicro-wakeword; four come in its wheel."""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ova.engines.wake.probable import ProbableWakeWord
from ova.engines.wake.sensitivity import check_sensitivity, threshold
from ova.engines.wake.tensors import check_tensors
from ova.engines.wake.wheels import bundled_models, check_known, wheel

FEATURE_BINS = 40
"""Values per 10 ms that the library's front end makes and a model must take."""
_OPEN_FILES = Path("/proc/self/fd")


class MicroWakeWord(ProbableWakeWord):
    """One wake word. ``sensitivity`` 0.5 uses the model's own threshold, more wakes easier."""

    def __init__(
        self, name: str = "okay_nabu", sensitivity: float = 0.5, *, config: Path | None = None
    ) -> None:
        """Load a bundled model by its name, or the one that the JSON file ``config`` describes.

        Raises BadSpeechInput for an unknown name, EngineMissing without the library.
        """
        check_sensitivity(sensitivity)
        library = wheel("pymicro_wakeword")
        if config is None:
            check_known(name, available_wake_words())
            config = bundled_models(library) / f"{name}.json"
        self._model: Any = library.MicroWakeWord.from_config(config)
        self._release = _kept_open(self._model)
        check_tensors(self._model, values=FEATURE_BINS, output_bytes=1, wanted="microWakeWord")
        self.name = name
        self.phrase = str(self._model.wake_word)
        self._threshold = threshold(self._model.probability_cutoff, sensitivity)
        self._features: Any = library.MicroWakeWordFeatures()

    def probability(self, pcm: bytes) -> float:
        """Take PCM as ``feed`` does; return the highest probability in it, whatever it is."""
        best = 0.0
        for features in self._features.process_streaming(pcm):
            best = max(best, float(self._model.process_streaming_prob(features) or 0.0))
        return best

    def reset(self) -> None:
        """Forget what was heard."""
        self._heard = False
        self._features.reset()
        self._model.reset()

    def close(self) -> None:
        """Free the model."""
        self._model.close()
        self._release()


def available_wake_words() -> dict[str, str]:
    """Return the bundled models' names with what people say. Raises EngineMissing."""
    found = {}
    for file in sorted(bundled_models(wheel("pymicro_wakeword")).glob("*.json")):
        config = json.loads(file.read_text(encoding="utf-8"))
        found[file.stem] = str(config["wake_word"])
    return found


def _kept_open(model: Any) -> Callable[[], object]:
    """Have a model read from a file that is kept open; return what closes that.

    The library reads the file anew at each ``reset``, and ends the process when it is gone: a person
    may have deleted the model, or an update replaced the wheel.
    """
    if not _OPEN_FILES.is_dir():  # not Linux
        return lambda: None
    file = os.open(os.fsdecode(model.model_path), os.O_RDONLY)
    model.model_path = os.fsencode(_OPEN_FILES / str(file))
    return weakref.finalize(model, os.close, file)
