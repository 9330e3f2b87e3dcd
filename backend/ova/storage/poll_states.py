"""Where the polling triggers of integrations are, and which records they told before."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from ova.storage.connections import Connections
from ova.storage.tables import poll_records, poll_states

KEEP_S = 90 * 86_400.0
KEEP_RECORDS = 20_000
_TOUCH_S = 86_400.0
"""How old a note of having seen a record gets before it is written anew."""
_PIECE = 5_000
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class PollState:
    """One polling trigger of one account: what a person wants of it, and how far it is."""

    entry: str
    name: str
    inputs: dict[str, Any] = field(default_factory=dict)
    """What a person set."""
    every_s: float | None = None
    """The pause a person wants; None for the author's."""
    enabled: bool = True
    last_poll_ts: str | None = None
    """When the last successful poll began, in seconds since the epoch."""
    last_run_at: float | None = None
    failures: int = 0
    """In a row."""
    error: str = ""
    not_before: float | None = None
    """Until then the other side does not want to be asked."""


class PollStates:
    """The polling triggers of all integrations."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, entry: str, name: str) -> PollState:
        """Return a trigger's state; a new one when it never ran."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(poll_states).where(poll_states.c.entry == entry, poll_states.c.name == name)
            ).first()
        return PollState(entry, name) if row is None else PollState(**row._mapping)

    def put(self, state: PollState) -> None:
        """Store a trigger's state."""
        with self._connections.write() as connection:
            self._connections.upsert(connection, poll_states, asdict(state))

    def mark(self, entry: str, name: str, record_ids: Sequence[str], at: float) -> set[str]:
        """Note that these records were told; return those that never were before."""
        if not record_ids:
            return set()
        insert = sqlite_insert if self._connections.is_sqlite else postgresql_insert
        statement = insert(poll_records).on_conflict_do_nothing()
        mine = poll_records.c.entry == entry, poll_records.c.name == name
        new: set[str] = set()
        with self._connections.write() as connection:
            for piece in _pieces(record_ids):
                rows = [
                    {"entry": entry, "name": name, "record_id": one, "seen_at": at} for one in piece
                ]
                made = connection.execute(statement.returning(poll_records.c.record_id), rows)
                new.update(made.scalars())
            for piece in _pieces([one for one in record_ids if one not in new]):
                connection.execute(
                    update(poll_records)
                    .where(
                        *mine,
                        poll_records.c.record_id.in_(piece),
                        poll_records.c.seen_at < at - _TOUCH_S,
                    )
                    .values(seen_at=at)
                )
        return new

    def prune(self, entry: str, name: str, now: float) -> None:
        """Forget records that were not met for 90 days, but never the 20,000 met last."""
        mine = poll_records.c.entry == entry, poll_records.c.name == name
        kept = (
            select(poll_records.c.seen_at)
            .where(*mine)
            .order_by(poll_records.c.seen_at.desc())
            .offset(KEEP_RECORDS)
            .limit(1)
            .scalar_subquery()
        )
        with self._connections.write() as connection:
            connection.execute(
                remove_from(poll_records).where(
                    *mine, poll_records.c.seen_at < now - KEEP_S, poll_records.c.seen_at < kept
                )
            )

    def forget(self, entry: str) -> None:
        """Delete what is known of an account's triggers."""
        with self._connections.write() as connection:
            for table in (poll_states, poll_records):
                connection.execute(remove_from(table).where(table.c.entry == entry))


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _PIECE):
        yield ids[start : start + _PIECE]
