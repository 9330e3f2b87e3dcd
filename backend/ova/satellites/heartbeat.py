"""Whether a device answers, and how quickly."""

import itertools
import threading
import time
from collections.abc import Callable


class Heartbeat:
    """Pings one connection and times the answers. Safe from any thread."""

    def __init__(
        self, ping: Callable[[int], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``ping(number)`` sends one; ``clock`` gives monotonic seconds."""
        self._ping = ping
        self._clock = clock
        self._numbers = itertools.count(1)
        self._sent: dict[int, float] = {}
        self._answered = threading.Condition()
        self._last = 0

    def beat(self) -> int:
        """Send a ping and return its number."""
        number = next(self._numbers)
        with self._answered:
            self._sent = {number: self._clock()}  # an answer that is still due counts no more
        self._ping(number)
        return number

    def answered(self, number: object) -> float | None:
        """Take a pong; return the milliseconds it took, None for one that was not asked for."""
        with self._answered:
            if isinstance(number, bool) or not isinstance(number, int):
                return None
            sent = self._sent.pop(number, None)
            if sent is None:
                return None
            self._last = number
            self._answered.notify_all()
            return (self._clock() - sent) * 1000.0

    def alive(self, timeout_s: float) -> bool:
        """Ping, and tell whether the answer comes in time."""
        number = self.beat()
        with self._answered:
            return self._answered.wait_for(lambda: self._last >= number, timeout_s)
