"""openWakeWord models, run by pyopen-wakeword; some come in its wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ova.core import SPEECH_RATE_HZ
from ova.engines.wake.probable import ProbableWakeWord
from ova.engines.wake.sensitivity import check_sensitivity, threshold
from ova.engines.wake.tensors import check_tensors
from ova.engines.wake.wheels import bundled_models, check_known, wheel

CHUNK_BYTES = 2560
"""The library's step: 80 ms."""
EMBEDDING = 96
"""Values that describe 0.76 s of sound to a model."""
USUAL_THRESHOLD = 0.5
WINDOW_S = 2.0
"""What a model looks at: 16 embeddings 80 ms apart, each of 0.76 s of sound."""
_FEATURE_MODELS = ("embedding_model", "melspectrogram")


class OpenWakeWord(ProbableWakeWord):
    """One wake word. ``sensitivity`` 0.5 asks for a probability of one half, more wakes easier."""

    def __init__(
        self,
        name: str = "hey_rhasspy",
        sensitivity: float = 0.5,
        *,
        model: Path | None = None,
        phrase: str | None = None,
    ) -> None:
        """Load a bundled model by its name, or the file ``model``.

        Raises BadSpeechInput for an unknown name, EngineMissing without the library.
        """
        check_sensitivity(sensitivity)
        library = wheel("pyopen_wakeword")
        if model is None:
            check_known(name, available_open_wake_words())
            model = bundled_models(library) / f"{name}.tflite"
        self.name = name
        self.phrase = phrase or spoken(name)
        self._threshold = threshold(USUAL_THRESHOLD, sensitivity)
        self._features: Any = library.OpenWakeWordFeatures.from_builtin()
        self._model = _classifier(library, model)
        self._pending = bytearray()
        self._restart(WINDOW_S)

    def probability(self, pcm: bytes) -> float:
        """Take PCM as ``feed`` does; return the highest probability in it, whatever it is."""
        self._pending += pcm
        best = 0.0
        while len(self._pending) >= CHUNK_BYTES:
            chunk = bytes(self._pending[:CHUNK_BYTES])
            del self._pending[:CHUNK_BYTES]
            for embedding in self._features.process_streaming(chunk):
                best = max(best, *self._model.process_streaming(embedding), 0.0)
        return best

    def judge(self, pcm: bytes) -> float:
        """Return the highest probability in a stretch of at least WINDOW_S, taken by itself."""
        self._restart(0.0)
        return self.probability(pcm)

    def reset(self) -> None:
        """Forget what was heard."""
        self._heard = False
        self._restart(WINDOW_S)

    def _restart(self, silence_s: float) -> None:
        self._pending.clear()
        self._features.reset()
        # The library puts eight seconds of silence before the first sound: a hundred steps at once.
        self._features.new_audio_samples = int(silence_s * SPEECH_RATE_HZ)
        self._model.reset()

    def close(self) -> None:
        """Free the models."""
        self._model.close()
        self._features.close()


def available_open_wake_words() -> dict[str, str]:
    """Return the bundled models' names with what people say. Raises EngineMissing."""
    names = sorted(file.stem for file in bundled_models(wheel("pyopen_wakeword")).glob("*.tflite"))
    return {name: spoken(name) for name in names if name not in _FEATURE_MODELS}


def spoken(name: str) -> str:
    """Return what people probably say to a model of this name."""
    return name.replace("_", " ").replace("-", " ").title()


def _classifier(library: Any, model: Path) -> Any:
    if model.suffix == ".onnx":
        from ova.engines.wake.onnx_classifier import OnnxClassifier

        return OnnxClassifier(model)
    loaded = library.OpenWakeWord.from_model(model)
    check_tensors(loaded, values=EMBEDDING, output_bytes=4, wanted="openWakeWord")
    return loaded
