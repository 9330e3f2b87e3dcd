"""Whether a device answers, and how quickly."""

import itertools
import math
import threading
import time
from collections import deque
from collections.abc import Callable

KEPT = 5
"""Pings whose answers still count: on a bad network they come late."""
SAMPLES = 8
"""So many answers tell the time of the device's clock; the quickest of them tells it best."""
SURE_S = 0.5
"""A message that took longer there and back tells nothing of the clock."""


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
        self._heard_at = clock()
        self._clocks: deque[tuple[float, float]] = deque(maxlen=SAMPLES)
        """How long an answer took, and how far the device's clock is ahead of this one, in seconds."""

    def beat(self) -> int:
        """Send a ping and return its number."""
        number = next(self._numbers)
        with self._answered:
            self._sent[number] = self._clock()
            for old in list(self._sent)[:-KEPT]:
                del self._sent[old]
        self._ping(number)
        return number

    def answered(self, number: object, clock: object = None) -> float | None:
        """Take a pong; return the milliseconds it took, None for one that was not asked for.

        ``clock`` is what the device's own clock said, in seconds since whenever.
        """
        with self._answered:
            if isinstance(number, bool) or not isinstance(number, int):
                return None
            sent = self._sent.pop(number, None)
            if sent is None:
                return None
            self._heard_at = self._clock()
            self._last = max(self._last, number)
            self._answered.notify_all()
            took_s = self._heard_at - sent
            there = _seconds(clock)
            if there is not None and took_s <= SURE_S:
                self._clocks.append((took_s, there - (sent + took_s / 2)))
            return took_s * 1000.0

    def heard(self) -> None:
        """Take note of another sign of life."""
        with self._answered:
            self._heard_at = self._clock()

    def silent_s(self) -> float:
        """Return the seconds since the last sign of life."""
        with self._answered:
            return self._clock() - self._heard_at

    def here(self, clock: object) -> float | None:
        """Return a time of the device's clock by the hub's; None where that cannot be told."""
        there = _seconds(clock)
        with self._answered:
            if there is None or not self._clocks:
                return None
            return there - min(self._clocks)[1]

    def alive(self, timeout_s: float) -> bool:
        """Ping, and tell whether the answer comes in time."""
        number = self.beat()
        with self._answered:
            return self._answered.wait_for(lambda: self._last >= number, timeout_s)


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None
