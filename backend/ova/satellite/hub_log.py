"""What this program logs, sent to the hub so that it can be read there."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

KEPT = 200
"""Lines kept while the hub is away."""
AT_ONCE = 40
EVERY_S = 0.5
LONGEST = 500
_LEVELS = ((logging.ERROR, "error"), (logging.WARNING, "warning"), (logging.INFO, "info"))


class HubLog(logging.Handler):
    """Takes log records and lines of the report; ``flush_to`` sends them in batches."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives monotonic seconds."""
        super().__init__(logging.INFO)
        self._clock = clock
        self._changing = threading.Lock()
        self._waiting: deque[tuple[float, str, str]] = deque(maxlen=KEPT)
        self._next_at = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record of the logging module."""
        level = next((name for number, name in _LEVELS if record.levelno >= number), "debug")
        self.add(level, record.getMessage())

    def add(self, level: str, text: str) -> None:
        """Take a line."""
        with self._changing:
            self._waiting.append((self._clock(), level, text[:LONGEST]))

    def flush_to(self, send: Callable[[Sequence[Mapping[str, Any]]], bool]) -> None:
        """Send what waits, at most a few times a second; what cannot be sent goes on waiting."""
        now = self._clock()
        with self._changing:
            if not self._waiting or now < self._next_at:
                return
            self._next_at = now + EVERY_S
            batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        lines = [
            {"level": level, "text": text, "age_s": round(max(0.0, now - at), 3)}
            for at, level, text in batch
        ]
        if not send(lines):
            with self._changing:
                self._waiting.extendleft(reversed(batch[-(KEPT - len(self._waiting)) :]))
