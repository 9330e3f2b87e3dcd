"""Whether the hub is still there, from what comes from it."""

import threading
import time
from collections.abc import Callable, Mapping

MISSED = 2
"""So many pings may be missing before the connection counts as dead."""
SPARE_S = 1.0
LONGEST_EVERY_S = 60.0


class HubPulse:
    """Takes signs of life on one connection. A hub that does not tell how often it pings is never taken as dead."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives monotonic seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._heard_at = clock()
        self._silence_s = float("inf")

    def heard(self) -> None:
        """Take note that something came."""
        with self._lock:
            self._heard_at = self._clock()

    def pinged(self, told: object) -> None:
        """Take a ping; it tells in how many seconds the next is due."""
        every_s = told.get("every_s") if isinstance(told, Mapping) else None
        with self._lock:
            self._heard_at = self._clock()
            if isinstance(every_s, int | float) and 0 < every_s <= LONGEST_EVERY_S:
                self._silence_s = MISSED * every_s + SPARE_S

    def dead(self) -> bool:
        """Tell whether the hub has been silent for too long."""
        with self._lock:
            return self._clock() - self._heard_at > self._silence_s
