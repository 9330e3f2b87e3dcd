"""How fast a client may send."""

from collections.abc import Callable


class RateGate:
    """A token bucket: ``per_second`` units on average, ``burst`` at once."""

    def __init__(self, per_second: float, burst: float, clock: Callable[[], float]) -> None:
        """Start with a full bucket; ``clock`` gives monotonic seconds."""
        self._clock = clock
        self._at = clock()
        self.reset(per_second, burst)

    def reset(self, per_second: float, burst: float) -> None:
        """Take new limits and fill the bucket."""
        self._per_second = per_second
        self._burst = burst
        self._left = burst

    def take(self, units: float) -> bool:
        """Take ``units``; return False when that is too fast."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if units > self._left:
            return False
        self._left -= units
        return True
