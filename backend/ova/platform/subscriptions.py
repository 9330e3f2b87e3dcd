"""Events as skills and pages reach them: following what is told, and looking back."""

import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from ova.platform.events import EventLog
from ova.schedule import Jobs
from ova.storage import StoredEvent

_log = logging.getLogger(__name__)
MAX_BACKLOG = 10_000
"""Events that may wait for one follower; beyond that the oldest are left out."""


class Events:
    """What ``ova.events`` is. Followers are called in order, away from whoever tells an event."""

    def __init__(self, log: EventLog, jobs: Jobs) -> None:
        self._events = log
        self._jobs = jobs
        self._numbers = itertools.count(1)

    def subscribe(
        self,
        callback: Callable[[StoredEvent], object],
        type: str | None = None,  # noqa: A002 - the event's own word
    ) -> Callable[[], None]:
        """Call ``callback`` with every later event, or those of a type; returns what ends it.

        One call at a time, in the order the events were stored. What it raises is logged.
        """
        follower = _Follower(f"event:{next(self._numbers)}", callback, self._jobs)
        unsubscribe = self._events.subscribe(follower.hear, type)

        def end() -> None:
            unsubscribe()
            follower.close()

        return end

    def recent(
        self,
        limit: int = 50,
        *,
        integration: str | None = None,
        type: str | None = None,  # noqa: A002 - the event's own word
        before: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return stored events in wire form, newest first; those before the number ``before``."""
        found = self._events.recent(limit, entry=integration, type=type, before=before)
        return [event.to_json() for event in found]


class _Follower:
    def __init__(self, key: str, callback: Callable[[StoredEvent], object], jobs: Jobs) -> None:
        self._key = key
        self._callback = callback
        self._jobs = jobs
        self._waiting: deque[StoredEvent] = deque()
        self._lock = threading.Lock()
        self._planned = False
        self._closed = False

    def hear(self, event: StoredEvent) -> None:
        """Note an event and have it told soon."""
        with self._lock:
            if self._closed:
                return
            if len(self._waiting) >= MAX_BACKLOG:
                self._waiting.popleft()
                _log.warning("A follower of events is too slow; the oldest was left out")
            self._waiting.append(event)
            if self._planned:
                return
            self._planned = True
        self._jobs.plan(self._key, 0, self._tell_all)

    def close(self) -> None:
        """Tell nothing more; waits for a call under way unless it is the caller's own."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
        self._jobs.cancel(self._key)

    def _tell_all(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._planned = False
                    return
                event = self._waiting.popleft()
            try:
                self._callback(event)
            except Exception:  # noqa: BLE001 - a follower's fault is its own
                _log.exception("A follower failed on the event %s", event.type)
