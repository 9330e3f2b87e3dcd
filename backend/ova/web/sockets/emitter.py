"""The one thread that sends, so that whoever has news need not wait for a slow client."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from ova.web.sockets.transport import Transport

log = logging.getLogger(__name__)

MAX_BACKLOG = 20_000
"""Packets that may wait for one client: many minutes of audio, thousands of events."""
STALLED_BACKLOG = 1_000
STALLED_S = 20.0
"""A client with this backlog that takes nothing for so long is gone, though its network is not."""
SIGN_IN_WITHIN_S = 5.0
GOODBYE_S = 1.0
_CHECK_EVERY_S = 2.0

_Job = Callable[[], None]


class Emitter:
    """Sends events in the order they are given, and ends connections that misbehave."""

    def __init__(self, transport: Transport, namespaces: tuple[str, ...]) -> None:
        """Send through ``transport``; a connection must join one of ``namespaces`` in time."""
        self._transport = transport
        self._namespaces = namespaces
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._strangers: dict[str, float] = {}
        self._leaving: dict[str, float] = {}
        self._lagging: dict[str, tuple[int, float]] = {}
        self.on_check: Callable[[], None] = lambda: None
        """Called every few seconds in the sending thread."""
        self._thread = threading.Thread(target=self._run, name="ova-web-emitter", daemon=True)
        self._thread.start()

    def emit(self, namespace: str, to: str | None, event: str, args: tuple[Any, ...]) -> None:
        """Queue an event for one client (``to``), or for all of a namespace. Never blocks."""
        self._jobs.put(lambda: self._emit(namespace, to, event, args))

    def dismiss(self, namespace: str, to: str) -> None:
        """Queue the end of a client's connection, behind what is queued for it."""
        self._jobs.put(lambda: self._dismiss(namespace, to))

    def check_soon(self) -> None:
        """Queue a check, behind what is queued. Never blocks."""
        self._jobs.put(lambda: self.on_check())

    def close(self) -> None:
        """Send what is queued, then stop."""
        self._jobs.put(None)
        self._thread.join(timeout=2)

    def _run(self) -> None:
        check_at = time.monotonic() + _CHECK_EVERY_S
        while True:
            try:
                job = self._jobs.get(timeout=max(0.0, check_at - time.monotonic()))
                if job is None:
                    return
            except queue.Empty:
                check_at = time.monotonic() + _CHECK_EVERY_S
                job = self._check
            try:
                job()
            except Exception:
                log.exception("A live event could not be sent")

    def _emit(self, namespace: str, to: str | None, event: str, args: tuple[Any, ...]) -> None:
        server = self._transport.server
        for _, connection_id in server.manager.get_participants(namespace, to):
            if self._transport.backlog(connection_id) > MAX_BACKLOG:
                self._cut_slow(connection_id)
        with self._transport.sending:
            server.emit(event, args if args else None, namespace=namespace, to=to)

    def _dismiss(self, namespace: str, to: str) -> None:
        server = self._transport.server
        connection_id = server.manager.eio_sid_from_sid(to, namespace)
        server.disconnect(to, namespace=namespace)
        if connection_id is not None:
            self._leaving[connection_id] = time.monotonic() + GOODBYE_S

    def _cut_slow(self, connection_id: str) -> None:
        log.warning("A client does not read what it is sent; it is disconnected")
        self._transport.cut(connection_id)

    def _check(self) -> None:
        """Cut those that were dismissed and stay, that never signed in, or that take nothing."""
        self.on_check()
        now = time.monotonic()
        manager = self._transport.server.manager
        present = set(self._transport.connections())
        for connection_id in [one for one, at in self._leaving.items() if at <= now]:
            del self._leaving[connection_id]
            self._transport.cut(connection_id)
        lagging = {}
        for connection_id in present:
            backlog = self._transport.backlog(connection_id)
            if backlog > STALLED_BACKLOG:
                before, since = self._lagging.get(connection_id, (backlog, now))
                lagging[connection_id] = (backlog, since if backlog >= before else now)
                if now - lagging[connection_id][1] > STALLED_S:
                    self._cut_slow(connection_id)
        self._lagging = lagging
        strangers = {
            one
            for one in present
            if all(manager.sid_from_eio_sid(one, name) is None for name in self._namespaces)
        }
        self._strangers = {one: self._strangers.get(one, now) for one in strangers}
        for connection_id, since in self._strangers.items():
            if now - since > SIGN_IN_WITHIN_S:
                self._transport.cut(connection_id)
