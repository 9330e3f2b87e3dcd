"""The bus of what integrations tell: stored once, then told to whoever listens."""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from ova.plugins import Entry
from ova.sdk import Event
from ova.storage import IntegrationEvents, StoredEvent

_log = logging.getLogger(__name__)
Listener = Callable[[StoredEvent], None]


class EventLog:
    """Stores events and tells them. A part; thread-safe."""

    def __init__(self, store: IntegrationEvents, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._listeners: list[tuple[str | None, Listener]] = []
        self._lock = threading.Lock()

    def tell(self, entry: Entry, event: Event, source: str = "code") -> bool:
        """Store and tell an event; False for one that was told before."""
        new = self.store(entry, [event], source)
        self.publish(new)
        return bool(new)

    def store(self, entry: Entry, events: Iterable[Event], source: str) -> list[StoredEvent]:
        """Store events without telling them; return the new ones. It joins an open transaction."""
        at = self._now()
        return self._store.add(
            [
                StoredEvent(0, entry.id, one.type, one.external_id, dict(one.payload), source, at)
                for one in events
            ]
        )

    def publish(self, events: Iterable[StoredEvent]) -> None:
        """Tell stored events to every listener; one that fails keeps no other from hearing them."""
        for event in events:
            for wanted, listener in list(self._listeners):
                if wanted is not None and wanted != event.type:
                    continue
                try:
                    listener(event)
                except Exception:  # noqa: BLE001 - a listener's fault is its own
                    _log.exception("A listener failed on the event %s", event.type)

    def subscribe(self, listener: Listener, type: str | None = None) -> Callable[[], None]:  # noqa: A002 - the event's own word
        """Call ``listener`` with every event, or those of a type; returns what ends it."""
        pair = type, listener
        with self._lock:
            self._listeners.append(pair)

        def unsubscribe() -> None:
            with self._lock:
                if pair in self._listeners:
                    self._listeners.remove(pair)

        return unsubscribe

    def recent(self, limit: int = 50, **filters: Any) -> list[StoredEvent]:
        """Return the newest events; see IntegrationEvents."""
        return self._store.recent(limit, **filters)

    def attach(self, entry: Entry) -> None:
        """Nothing is to be done: integrations tell by themselves."""

    def detach(self, entry: Entry) -> None:
        """Nothing is to be done."""

    def forget(self, entry_id: str) -> None:
        """Delete what an account told."""
        self._store.forget(entry_id)
