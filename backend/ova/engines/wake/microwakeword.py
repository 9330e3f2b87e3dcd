"""microWakeWord models run by pymicro-wakeword; four come in its wheel."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.wake.protocol import Detection

_MAX_SENSITIVITY = 1.0


class MicroWakeWord:
    """One wake word. ``sensitivity`` 0.5 uses the model's own threshold, more wakes easier."""

    def __init__(self, name: str = "okay_nabu", sensitivity: float = 0.5) -> None:
        if not 0.0 <= sensitivity <= _MAX_SENSITIVITY:
            raise BadSpeechInput(
                f"A sensitivity of {sensitivity} is not possible.", cure="Choose 0 to 1."
            )
        known = available_wake_words()
        if name not in known:
            raise BadSpeechInput(
                f"There is no wake word model “{name}”.",
                cure=f"Choose one of: {', '.join(sorted(known))}.",
                code="unknown_wake_word",
            )
        library = _library()
        self.name = name
        self.phrase = known[name]
        self._model: Any = library.MicroWakeWord.from_config(_folder(library) / f"{name}.json")
        self._threshold = _threshold(self._model.probability_cutoff, sensitivity)
        self._features: Any = library.MicroWakeWordFeatures()
        self._heard = False

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM of any length; return a detection inside it."""
        if self._heard:
            self.reset()
        best = 0.0
        for features in self._features.process_streaming(pcm):
            score = self._model.process_streaming_prob(features) or 0.0
            if score > self._threshold:
                self._heard = True
                best = max(best, float(score))
        return Detection(self.name, self.phrase, min(1.0, best)) if self._heard else None

    def reset(self) -> None:
        """Forget what was heard."""
        self._heard = False
        self._features.reset()
        self._model.reset()

    def close(self) -> None:
        """Free the model."""
        self._model.close()


def available_wake_words() -> dict[str, str]:
    """Return the bundled models' names with what people say. Raises EngineMissing."""
    found = {}
    for file in sorted(_folder(_library()).glob("*.json")):
        config = json.loads(file.read_text(encoding="utf-8"))
        found[file.stem] = str(config["wake_word"])
    return found


def _threshold(cutoff: float, sensitivity: float) -> float:
    # Linear on both sides of the model's own cutoff: 0 asks for near certainty, 1 for half of it.
    if sensitivity >= 0.5:
        return cutoff * (1.0 - (sensitivity - 0.5))
    return cutoff + (0.995 - cutoff) * (0.5 - sensitivity) * 2


def _folder(library: Any) -> Path:
    return Path(library.__file__).parent / "models"


def _library() -> Any:
    try:
        import pymicro_wakeword
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "The wake word engine pymicro-wakeword is not installed.",
            cure='Install it with `pip install "openvoiceassistant[satellite]"`.',
        ) from error
    return pymicro_wakeword
