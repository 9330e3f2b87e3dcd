"""What integrations told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy import delete as remove_from
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from ova.storage.connections import Connections
from ova.storage.tables import integration_events

KEEP_EVENTS = 20_000
_EVERY = 500
"""Old events are deleted after so many new ones."""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event, as it was told."""

    seq: int
    """Grows with every event."""
    entry: str
    type: str
    external_id: str | None
    payload: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    """``webhook``, ``poll`` or ``code``."""
    at: float = 0.0
    """Seconds since the epoch."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "seq": self.seq,
            "integration": self.entry,
            "type": self.type,
            "external_id": self.external_id,
            "payload": self.payload,
            "source": self.source,
            "at": self.at,
        }


class IntegrationEvents:
    """The events of all integrations; the oldest are forgotten."""

    def __init__(self, connections: Connections, keep: int = KEEP_EVENTS) -> None:
        self._connections = connections
        self._keep = keep
        self._added = 0

    def add(self, events: Sequence[StoredEvent]) -> list[StoredEvent]:
        """Store events and return the new ones, numbered: of each external id the first alone."""
        if not events:
            return []
        insert = sqlite_insert if self._connections.is_sqlite else postgresql_insert
        statement = insert(integration_events).on_conflict_do_nothing()
        rows = [
            {
                "entry": event.entry,
                "type": event.type,
                "external_id": event.external_id,
                "payload": event.payload,
                "source": event.source,
                "at": event.at,
            }
            for event in events
        ]
        with self._connections.write() as connection:
            stored = connection.execute(statement.returning(integration_events), rows)
            made = sorted((_event(row) for row in stored), key=lambda event: event.seq)
            self._added += len(made)
            if self._added >= _EVERY and made:
                self._added = 0
                old = made[-1].seq - self._keep
                connection.execute(
                    remove_from(integration_events).where(integration_events.c.seq <= old)
                )
        return made

    def recent(
        self,
        limit: int = 50,
        *,
        entry: str | None = None,
        type: str | None = None,  # noqa: A002 - the column's name
        before: int | None = None,
    ) -> list[StoredEvent]:
        """Return the newest events, those of an entry or a type when given."""
        query = select(integration_events).order_by(integration_events.c.seq.desc()).limit(limit)
        if entry is not None:
            query = query.where(integration_events.c.entry == entry)
        if type is not None:
            query = query.where(integration_events.c.type == type)
        if before is not None:
            query = query.where(integration_events.c.seq < before)
        with self._connections.read() as connection:
            return [_event(row) for row in connection.execute(query).all()]

    def forget(self, entry: str) -> None:
        """Delete the events of an entry."""
        with self._connections.write() as connection:
            connection.execute(
                remove_from(integration_events).where(integration_events.c.entry == entry)
            )


def _event(row: Row[Any]) -> StoredEvent:
    return StoredEvent(
        row.seq, row.entry, row.type, row.external_id, row.payload, row.source, row.at
    )
