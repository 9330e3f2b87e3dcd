"""How loud it is at the microphone, told a few times a second while somebody watches."""

from collections.abc import Callable

import numpy as np

from ova.audio import SILENCE_DBFS
from ova.satellite.source import BLOCK_S

EVERY_S = 0.2
_FULL_SCALE = 32_768.0


class LevelMeter:
    """Gathers blocks of sound and tells their level."""

    def __init__(
        self, tell: Callable[[float, float], None], tell_closed: Callable[[], None] = lambda: None
    ) -> None:
        """``tell(rms_dbfs, peak_dbfs)`` is called while ``wanted``, ``tell_closed()`` for no sound."""
        self._tell = tell
        self._tell_closed = tell_closed
        self._wanted = False
        self._squares = 0.0
        self._peak = 0.0
        self._frames = 0
        self._blocks = 0

    def want(self, wanted: bool) -> None:
        """Begin or stop telling."""
        self._wanted = wanted
        self._squares, self._peak, self._frames, self._blocks = 0.0, 0.0, 0, 0

    def closed(self) -> None:
        """Take the microphone as closed."""
        if self._wanted:
            self._tell_closed()

    def hear(self, block: bytes) -> None:
        """Take a block of 16-bit sound."""
        if not self._wanted:
            return
        samples = np.frombuffer(block, dtype="<i2").astype(np.float64) / _FULL_SCALE
        self._squares += float(np.sum(samples**2))
        self._peak = max(self._peak, float(np.max(np.abs(samples), initial=0.0)))
        self._frames += samples.size
        self._blocks += 1
        if self._blocks * BLOCK_S >= EVERY_S and self._frames:
            rms = (self._squares / self._frames) ** 0.5
            told = _dbfs(rms), _dbfs(self._peak)
            self.want(True)
            self._tell(*told)


def _dbfs(value: float) -> float:
    return round(max(SILENCE_DBFS, 20 * float(np.log10(value))), 1) if value > 0 else SILENCE_DBFS
