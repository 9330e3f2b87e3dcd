"""How much a plugin may do at once: what comes faster than that is a flood, and is named."""

import logging
import threading
import time
from collections.abc import Callable

LOG_AT_ONCE = 300
LOG_A_SECOND = 20.0


class Bucket:
    """Lets so many things pass at once, and so many a second from then on. Thread-safe."""

    def __init__(
        self, at_once: int, a_second: float, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = float(at_once)
        self._a_second = a_second
        self._steady = steady
        self._left = self._most
        self._at = steady()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Tell whether one more may pass, and count it."""
        with self._lock:
            now = self._steady()
            self._left = min(self._most, self._left + (now - self._at) * self._a_second)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


class LogGate(logging.Handler):
    """Stands between a plugin's loggers and the hub's log, and lets no flood through.

    ``told`` is called at the first line that is left out, and with the number of those that were,
    when lines pass again.
    """

    def __init__(self, told: Callable[[int], None], bucket: Bucket | None = None) -> None:
        super().__init__(logging.NOTSET)
        self._told = told
        self._bucket = bucket or Bucket(LOG_AT_ONCE, LOG_A_SECOND)
        self._cut = 0

    @classmethod
    def before(cls, logger_name: str, told: Callable[[int], None]) -> None:
        """Put a gate before a plugin's loggers, in place of the one that was there."""
        logger = logging.getLogger(logger_name)
        for handler in [one for one in logger.handlers if isinstance(one, cls)]:
            logger.removeHandler(handler)
        logger.addHandler(cls(told))
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Hand a line on, or count it."""
        if not self._bucket.take():
            self._cut += 1
            if self._cut == 1:
                self._told(1)
            return
        cut, self._cut = self._cut, 0
        logging.getLogger().handle(record)
        if cut:
            self._told(cut)
