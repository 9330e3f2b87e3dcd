"""Several wake words that listen to one microphone."""

from collections.abc import Sequence
from dataclasses import replace

from ova.engines.wake.loudness import Loudness
from ova.engines.wake.protocol import Detection, WakeWord


class WakeWords:
    """Feeds every model and adds to a detection how loud it was. Used by one thread."""

    def __init__(self, words: Sequence[WakeWord]) -> None:
        """Own these; ``close`` frees them."""
        self._words = tuple(words)
        self._loudness = Loudness()
        self._rising = False

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of what is listened for."""
        return tuple(word.name for word in self._words)

    @property
    def phrases(self) -> tuple[str, ...]:
        """What people say to it."""
        return tuple(word.phrase for word in self._words)

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM; return the surest detection inside it."""
        self._loudness.feed(pcm)
        found = [hit for word in self._words if (hit := word.feed(pcm)) is not None]
        if not found:
            return None
        best = max(found, key=lambda hit: hit.score or 0.0)
        level, snr = self._loudness.measure(best.length_s, best.age_s)
        return replace(best, level_dbfs=round(level, 1), snr_db=round(snr, 1))

    def near(self) -> dict[str, float] | None:
        """Return ``level_dbfs`` and ``snr_db`` once when a wake word is perhaps being said, before it is sure."""
        was_rising, self._rising = self._rising, any(word.rising for word in self._words)
        if was_rising or not self._rising:
            return None
        level, snr = self._loudness.measure(None, None)
        return {"level_dbfs": round(level, 1), "snr_db": round(snr, 1)}

    def reset(self) -> None:
        """Forget what was heard."""
        self._rising = False
        self._loudness.clear()
        for word in self._words:
            word.reset()

    def close(self) -> None:
        """Free the models."""
        for word in self._words:
            word.close()
