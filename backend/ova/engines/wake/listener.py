"""Waits for wake words in a stream, and knows where the command begins."""

from dataclasses import asdict
from typing import Any

import numpy as np

from ova.audio import RingBuffer
from ova.core import SPEECH_RATE_HZ
from ova.engines.wake.preroll import WINDOW_S, after_wake_word
from ova.engines.wake.several import WakeWords

PREROLL_S = 0.5


class WakeListener:
    """Listens for all wake words, and keeps the last moments so that no first word is lost."""

    def __init__(self, words: WakeWords) -> None:
        """Own ``words``; ``close`` frees them."""
        self._words = words
        self._age_s: float | None = None
        self._heard = RingBuffer(int(max(PREROLL_S, WINDOW_S) * SPEECH_RATE_HZ))

    @property
    def phrases(self) -> tuple[str, ...]:
        """What people say to it."""
        return self._words.phrases

    def feed(self, pcm: bytes) -> dict[str, Any] | None:
        """Take a block of 16 kHz mono PCM; return what is known of a wake word in it.

        That is ``name``, ``phrase`` and what the engines can tell of ``score``, ``length_s``,
        ``age_s``, ``level_dbfs`` and ``snr_db``.
        """
        self._heard.write(np.frombuffer(pcm, dtype="<i2").astype(np.int16, copy=False))
        found = self._words.feed(pcm)
        if found is None:
            return None
        self._age_s = found.age_s
        return {name: value for name, value in asdict(found).items() if value is not None}

    def near(self) -> dict[str, float] | None:
        """Return ``level_dbfs`` and ``snr_db`` once when a wake word is perhaps being said, before it is sure."""
        return self._words.near()

    def after_wake_word(self) -> bytes:
        """Return what was heard since the end of the wake word that was just found."""
        heard = self._heard.read()
        if self._age_s is not None:
            heard = heard[max(0, heard.size - int(self._age_s * SPEECH_RATE_HZ)) :]
            return heard.astype("<i2").tobytes()
        return after_wake_word(heard).astype("<i2").tobytes()

    def change(self, words: WakeWords) -> None:
        """Listen for other wake words from now on; those until now are freed."""
        before, self._words = self._words, words
        before.close()
        self._heard.clear()

    def reset(self) -> None:
        """Start afresh after a command."""
        self._heard.clear()
        self._words.reset()

    def close(self) -> None:
        """Free the models."""
        self._words.close()
