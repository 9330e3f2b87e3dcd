"""Engine.IO's own pings of all connections, by one thread."""

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from engineio.packet import PING, Packet

log = logging.getLogger(__name__)


class Pinger:
    """Sends each connection's next ping at its time.

    The library sleeps in a thread per connection, which outlives the connection by up to 25 s: where
    satellites come and go, threads pile up.
    """

    def __init__(self, engine: Any) -> None:
        """Take over the pings of an Engine.IO server. There is no public hook for that."""
        self._interval_s = float(engine.ping_interval)
        self._changed = threading.Condition()
        self._due: list[tuple[float, int, Any]] = []
        self._numbers = itertools.count()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="ova-web-pinger", daemon=True)
        self._start = engine.start_background_task
        engine.start_background_task = self._start_task
        self._thread.start()

    def close(self) -> None:
        """Ping no more."""
        with self._changed:
            self._closed = True
            self._due.clear()
            self._changed.notify_all()
        self._thread.join(2.0)

    def _start_task(self, target: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Start a task as the library does, but for a ping, which is planned."""
        if getattr(target, "__name__", "") != "_send_ping":
            return self._start(target, *args, **kwargs)
        connection = target.__self__  # type: ignore[attr-defined]  # a bound method
        with self._changed:
            due = time.monotonic() + self._interval_s
            heapq.heappush(self._due, (due, next(self._numbers), connection))
            self._changed.notify_all()
        return None

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (not self._due or self._due[0][0] > time.monotonic()):
                    left_s = self._due[0][0] - time.monotonic() if self._due else None
                    self._changed.wait(left_s)
                if self._closed:
                    return
                connection = heapq.heappop(self._due)[2]
            if connection.closing or connection.closed:
                continue
            try:
                connection.last_ping = time.time()
                connection.send(Packet(PING))
            except Exception:
                log.exception("A connection could not be pinged")
