"""Schedules: what must happen later."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy import delete as remove_from

from ova.core import Schedule, ScheduleState
from ova.storage.connections import Connections
from ova.storage.tables import schedules


class Schedules:
    """Stored schedules; every write survives a power cut once it returned."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, schedule_id: str) -> Schedule | None:
        """Return one schedule."""
        with self._connections.read() as connection:
            row = connection.execute(select(schedules).where(schedules.c.id == schedule_id)).first()
        return _schedule(row) if row else None

    def all(
        self, states: Iterable[ScheduleState] | None = None, *, kinds: Iterable[str] | None = None
    ) -> list[Schedule]:
        """Return the schedules in these states and of these kinds, first due first."""
        query = select(schedules).order_by(schedules.c.due_at, schedules.c.id)
        if states is not None:
            query = query.where(schedules.c.state.in_([state.value for state in states]))
        if kinds is not None:
            query = query.where(schedules.c.kind.in_(list(kinds)))
        with self._connections.read() as connection:
            rows = connection.execute(query).all()
        return [_schedule(row) for row in rows]

    def put(self, *changed: Schedule) -> None:
        """Add schedules or replace those with the same id, all or none."""
        rows = [_row(item) for item in changed]
        with self._connections.write() as connection:
            self._connections.upsert(connection, schedules, *rows)

    def prune(self, before: float) -> int:
        """Delete finished and cancelled ones due before ``before`` (seconds since the epoch)."""
        over = (ScheduleState.FINISHED.value, ScheduleState.CANCELLED.value)
        with self._connections.write() as connection:
            return connection.execute(
                remove_from(schedules).where(
                    schedules.c.state.in_(over), schedules.c.due_at < before
                )
            ).rowcount


def _row(item: Schedule) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "due_at": item.due_at,
        "created_at": item.created_at,
        "duration_s": item.duration_s,
        "name": item.name,
        "satellite_id": item.satellite_id,
        "area_id": item.area_id,
        "state": item.state.value,
        "late": item.late,
        "data": item.data,
    }


def _schedule(row: Row[Any]) -> Schedule:
    return Schedule(
        id=row.id,
        kind=row.kind,
        due_at=row.due_at,
        created_at=row.created_at,
        duration_s=row.duration_s,
        name=row.name,
        satellite_id=row.satellite_id,
        area_id=row.area_id,
        state=ScheduleState(row.state),
        late=row.late,
        data=row.data,
    )
