"""When a worker that cannot start is tried again."""

import logging

from ova.core import OvaError

_LOG = logging.getLogger(__name__)
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0


class Restarts:
    """Longer pauses after every failed start: trying at once would only burn CPU.

    Not thread-safe: the pool's lock guards it. Times are on the monotonic clock.
    """

    def __init__(self) -> None:
        self.count = 0
        """Workers replaced so far."""
        self.error: OvaError | None = None
        """Why the last start failed, until one succeeds."""
        self._failures = 0
        self._due: list[float] = []

    @property
    def next(self) -> float | None:
        """When the next start is due."""
        return min(self._due, default=None)

    def failed(self, error: OvaError, now: float) -> None:
        """Note a failed start and plan the next."""
        self.error = error
        pause = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2.0**self._failures)
        self._failures += 1
        self._due.append(now + pause)
        _LOG.error("A speech worker cannot start: %s", error)

    def succeeded(self) -> None:
        """Note that a worker runs."""
        self.error = None
        self._failures = 0

    def take_due(self, now: float) -> int:
        """Return how many workers to start now; they are no longer planned."""
        due = sum(moment <= now for moment in self._due)
        self._due = [moment for moment in self._due if moment > now]
        return due
