"""What a skill does while nobody waits for an answer: events and times, one after the other."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from ova.plugins.flood import Bucket
from ova.plugins.hands import do

MOST_WAITING = 200
AT_ONCE = 300
A_SECOND = 20.0
NAMED_EVERY_S = 60.0

Work = tuple[str, Callable[..., object], tuple[Any, ...]]


class Background:
    """The calls of one skill, in a thread of its own that is there while there is work. Thread-safe.

    ``call`` runs one (what it does, the function, its arguments), fenced; it must not raise. What comes
    faster than it is taken is left out, and ``flooded`` is told how much, once a minute at most.
    """

    def __init__(
        self,
        call: Callable[..., None],
        flooded: Callable[[str], None],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._call = call
        self._flooded = flooded
        self._steady = steady
        self._bucket = Bucket(AT_ONCE, A_SECOND, steady)
        self._waiting: deque[Work] = deque()
        self._changed = threading.Condition()
        self._busy = False
        self._ended = False
        self._left_out = 0
        self._named_at: float | None = None

    def submit(self, doing: str, function: Callable[..., object], *args: Any) -> None:
        """Have a function called soon; returns at once."""
        named = 0
        with self._changed:
            if self._ended:
                return
            if not self._bucket.take() or len(self._waiting) >= MOST_WAITING:
                self._left_out += 1
                named = self._to_name()
            else:
                self._waiting.append((doing, function, args))
                if not self._busy:
                    self._busy = True
                    do(self._work)
        if named:
            self._flooded(f"it is called more often than it can take; {named} calls were left out")

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until nothing is to be done; False when that took too long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._busy, timeout_s)

    def end(self) -> None:
        """Begin nothing more."""
        with self._changed:
            self._ended = True
            self._waiting.clear()

    def _to_name(self) -> int:
        now = self._steady()
        if self._named_at is not None and now - self._named_at < NAMED_EVERY_S:
            return 0
        self._named_at = now
        named, self._left_out = self._left_out, 0
        return named

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._busy = False
                    self._changed.notify_all()
                    return
                doing, function, args = self._waiting.popleft()
            self._call(doing, function, *args)
