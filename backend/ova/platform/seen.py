"""What came lately, so that it is not taken twice."""

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST = 20_000


class SeenLately:
    """Remembers so many values for so long. Thread-safe."""

    def __init__(self, seconds: float, now: Callable[[], float], most: int = MOST) -> None:
        self._seconds = seconds
        self._now = now
        self._most = most
        self._until: OrderedDict[bytes, float] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, value: bytes) -> bool:
        with self._lock:
            return self._until.get(value, 0.0) > self._now()

    def add(self, value: bytes) -> None:
        """Remember a value from now on."""
        with self._lock:
            now = self._now()
            self._until[value] = now + self._seconds
            while self._until:
                oldest = next(iter(self._until))
                if self._until[oldest] > now and len(self._until) <= self._most:
                    break
                del self._until[oldest]
