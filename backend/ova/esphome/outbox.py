"""What goes to a device, in order; some of it not at once."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Mapping

from aioesphomeapi import VoiceAssistantEventType as Event
from aioesphomeapi.client import APIClient
from aioesphomeapi.core import APIConnectionError

log = logging.getLogger(__name__)


class Outbox:
    """Sends one thing after the other, none before its time. For the loop's thread."""

    def __init__(self, client: APIClient) -> None:
        self._client = client
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[float, Callable[[], object]]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def event(
        self, kind: Event, data: Mapping[str, str] | None = None, *, not_before: float = 0.0
    ) -> None:
        """Send an event of a run, not before a moment of the monotonic clock."""
        told = dict(data or {})
        self.call(lambda: self._client.send_voice_assistant_event(kind, told), not_before)

    def call(self, send: Callable[[], object], not_before: float = 0.0) -> None:
        """Do what sends something; a connection that is gone takes nothing."""
        self._waiting.append((not_before, send))
        self._pump()

    def close(self) -> None:
        """Send nothing more. May be called twice."""
        self._waiting.clear()
        if self._timer is not None:
            self._timer.cancel()

    def _pump(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            moment, send = self._waiting[0]
            wait_s = moment - time.monotonic()
            if wait_s > 0:
                self._timer = self._loop.call_later(wait_s, self._pump)
                return
            self._waiting.popleft()
            try:
                send()
            except APIConnectionError as error:
                log.debug("A device was not told something: %s", error)
