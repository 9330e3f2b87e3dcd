"""The bus of what integrations tell: stored once, then told to whoever listens."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ova.platform.group_commit import GroupCommit
from ova.plugins import Entry
from ova.sdk import Event, InputInvalid
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
        self._group = GroupCommit(lambda events: self.publish(self._store.add(events)))

    def tell(self, entry: Entry, event: Event, source: str = "code") -> bool:
        """Store and tell an event; False for one that was told before."""
        new = self.store(entry, [event], source)
        self.publish(new)
        return bool(new)

    def store(self, entry: Entry, events: Iterable[Event], source: str) -> list[StoredEvent]:
        """Store events without telling them; return the new ones. It joins an open transaction."""
        return self._store.add(self._to_store(entry, events, source))

    def tell_together(self, entry: Entry, events: Iterable[Event], source: str) -> None:
        """Store and tell events, in one commit with those of other threads that do so now.

        Not for use inside a transaction. Raises InvalidInput for what cannot be stored.
        """
        self._group.add(self._to_store(entry, events, source))

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

    def _to_store(self, entry: Entry, events: Iterable[Event], source: str) -> list[StoredEvent]:
        at = self._now()
        return [
            StoredEvent(0, entry.id, one.type, _id_of(one), _payload_of(one), source, at)
            for one in events
        ]

    def summary(self, entry_id: str) -> list[dict[str, Any]]:
        """Return the newest events of an account, for whoever looks for a fault."""
        return [event.to_json() for event in self._store.recent(20, entry=entry_id)]

    def attach(self, entry: Entry) -> None:
        """Nothing is to be done: integrations tell by themselves."""

    def detach(self, entry: Entry) -> None:
        """Nothing is to be done."""

    def forget(self, entry_id: str) -> None:
        """Delete what an account told."""
        self._store.forget(entry_id)


def _id_of(event: Event) -> str | None:
    """Return the external id as text; services number things as often as they name them."""
    given: Any = event.external_id
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    raise InputInvalid(
        f"The external_id of an event is a {type(given).__name__}.", cure="Give a text or None."
    )


def _payload_of(event: Event) -> dict[str, Any]:
    given: Any = event.payload
    if not isinstance(given, Mapping):
        raise InputInvalid(
            f"The payload of an event is a {type(given).__name__}.", cure="Give a dict."
        )
    return dict(given)
