"""How loud a wake word was, and how far it stood out."""

import numpy as np

from ova.audio import SILENCE_DBFS, RingBuffer, level_dbfs
from ova.core import SPEECH_RATE_HZ

MEMORY_S = 6.0
_FRAME = SPEECH_RATE_HZ // 50
_USUAL_LENGTH_S = 0.8
"""Taken as a wake word's length when its engine does not tell."""
_QUIET_PERCENTILE = 10


class Loudness:
    """Remembers the last seconds of 16 kHz sound to measure a detection in them."""

    def __init__(self) -> None:
        self._heard = RingBuffer(int(MEMORY_S * SPEECH_RATE_HZ))

    def feed(self, pcm: bytes) -> None:
        """Take 16 kHz mono int16 PCM."""
        self._heard.write(np.frombuffer(pcm, dtype="<i2").astype(np.int16, copy=False))

    def measure(self, length_s: float | None, age_s: float | None) -> tuple[float, float]:
        """Return level in dBFS and SNR in dB of a phrase that ended ``age_s`` ago.

        The level is the RMS of the phrase; the noise is the level that a tenth of the 20 ms frames
        of the last seconds does not exceed, as in minimum statistics.
        """
        heard = self._heard.read()
        end = heard.size - int((age_s or 0.0) * SPEECH_RATE_HZ)
        start = max(0, end - int((length_s or _USUAL_LENGTH_S) * SPEECH_RATE_HZ))
        level = level_dbfs(heard[start:end])
        frames = heard[heard.size % _FRAME :].reshape(-1, _FRAME)
        if not len(frames):
            return level, 0.0
        power = np.square(frames.astype(np.float64) / 32768.0).mean(axis=1)
        quiet = float(np.percentile(power, _QUIET_PERCENTILE))
        noise = 10 * np.log10(quiet) if quiet > 0 else SILENCE_DBFS
        return level, float(max(0.0, level - max(noise, SILENCE_DBFS)))

    def clear(self) -> None:
        """Forget what was heard."""
        self._heard.clear()
