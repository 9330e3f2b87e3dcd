"""Waits for a wake word in what the microphone hears."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ova.audio import RingBuffer
from ova.core import SPEECH_RATE_HZ, OvaError
from ova.satellite.errors import BadInput
from ova.satellite.preroll import WINDOW_S, after_wake_word

if TYPE_CHECKING:
    from ova.engines import WakeWord

PREROLL_S = 0.5


class WakeListener:
    """Feeds every model, and keeps the last moments so that no first word is lost."""

    def __init__(self, models: Sequence["WakeWord"]) -> None:
        """``models`` are asked in this order."""
        self._models = tuple(models)
        self._heard = RingBuffer(int(max(PREROLL_S, WINDOW_S) * SPEECH_RATE_HZ))

    def feed(self, pcm: bytes) -> dict[str, Any] | None:
        """Take a block of 16 kHz mono PCM; return ``name``, ``phrase`` and ``score`` of a wake word."""
        self._heard.write(np.frombuffer(pcm, dtype="<i2").astype(np.int16, copy=False))
        found = [hit for model in self._models if (hit := model.feed(pcm)) is not None]
        if not found:
            return None
        return {"name": found[0].name, "phrase": found[0].phrase, "score": found[0].score}

    def after_wake_word(self) -> bytes:
        """Return what was heard since the end of the wake word that was just found."""
        return after_wake_word(self._heard.read()).astype("<i2").tobytes()

    def reset(self) -> None:
        """Start afresh after a command."""
        self._heard.clear()
        for model in self._models:
            model.reset()

    def close(self) -> None:
        """Free the models."""
        for model in self._models:
            model.close()


def load_wake_words(names: Sequence[str]) -> WakeListener:
    """Load the models of these names. Raises BadInput naming the ones there are."""
    from ova.engines import MicroWakeWord

    try:
        return WakeListener([MicroWakeWord(name) for name in names])
    except OvaError as error:
        raise BadInput(error.message, cure=error.cure) from error
