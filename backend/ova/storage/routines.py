"""Routines people made, and every time one was run."""

from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy import delete as remove_from

from ova.core import Routine, RoutineRun, RoutineRunState, recurrence_of, results_of, steps_of
from ova.storage.connections import Connections
from ova.storage.tables import routine_runs, routines

KEPT_RUNS = 20
"""Runs that are kept of one routine."""


class Routines:
    """Stored routines and runs; every write survives a power cut once it returned."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Routine]:
        """Return every routine, oldest first."""
        query = select(routines).order_by(routines.c.created_at, routines.c.id)
        with self._connections.read() as connection:
            return [_routine(row) for row in connection.execute(query)]

    def put(self, routine: Routine) -> None:
        """Add a routine or replace the one with its id."""
        with self._connections.write() as connection:
            self._connections.upsert(connection, routines, _routine_row(routine))

    def remove(self, routine_id: str) -> None:
        """Forget a routine and its runs."""
        with self._connections.write() as connection:
            connection.execute(remove_from(routines).where(routines.c.id == routine_id))
            connection.execute(
                remove_from(routine_runs).where(
                    routine_runs.c.routine_id == routine_id, routine_runs.c.ended_at.is_not(None)
                )
            )

    def run(self, run_id: str) -> RoutineRun | None:
        """Return one run."""
        query = select(routine_runs).where(routine_runs.c.id == run_id)
        with self._connections.read() as connection:
            row = connection.execute(query).first()
        return _run(row) if row else None

    def runs(self, routine_id: str, limit: int = KEPT_RUNS) -> list[RoutineRun]:
        """Return runs of a routine, newest first."""
        query = (
            select(routine_runs)
            .where(routine_runs.c.routine_id == routine_id)
            .order_by(routine_runs.c.started_at.desc())
            .limit(limit)
        )
        with self._connections.read() as connection:
            return [_run(row) for row in connection.execute(query)]

    def unfinished(self) -> list[RoutineRun]:
        """Return the runs that are not over, or that nobody knows the outcome of; oldest first."""
        query = (
            select(routine_runs)
            .where(or_(routine_runs.c.ended_at.is_(None), routine_runs.c.told.is_(False)))
            .order_by(routine_runs.c.started_at)
        )
        with self._connections.read() as connection:
            return [_run(row) for row in connection.execute(query)]

    def put_run(self, run: RoutineRun) -> None:
        """Add a run or replace the one with its id."""
        with self._connections.write() as connection:
            self._connections.upsert(connection, routine_runs, _run_row(run))

    def prune(self, routine_id: str, keep: int = KEPT_RUNS) -> None:
        """Forget all but the newest runs of a routine; one that goes on is kept."""
        newest = (
            select(routine_runs.c.id)
            .where(routine_runs.c.routine_id == routine_id)
            .order_by(routine_runs.c.started_at.desc())
            .limit(keep)
        )
        with self._connections.write() as connection:
            connection.execute(
                remove_from(routine_runs).where(
                    routine_runs.c.routine_id == routine_id,
                    routine_runs.c.ended_at.is_not(None),
                    routine_runs.c.id.not_in(newest),
                )
            )


def _routine_row(routine: Routine) -> dict[str, Any]:
    data = routine.to_json()
    names = ("id", "name", "enabled", "created_at")
    return {
        **{name: data[name] for name in names},
        "data": {name: value for name, value in data.items() if name not in (*names, "file")},
    }


def _routine(row: Row[Any]) -> Routine:
    data = row.data
    return Routine(
        id=row.id,
        name=row.name,
        icon=data["icon"],
        phrases=tuple(data["phrases"]),
        steps=steps_of(data["steps"]),
        repeat=recurrence_of(data["repeat"]) if data["repeat"] else None,
        satellite_id=data["satellite_id"],
        group_id=data.get("group_id"),
        enabled=row.enabled,
        created_at=row.created_at,
    )


def _run_row(run: RoutineRun) -> dict[str, Any]:
    data = {
        "name": run.name,
        "steps": [step.to_json() for step in run.steps],
        "source": run.source,
        "satellite_id": run.satellite_id,
        "group_id": run.group_id,
        "area_id": run.area_id,
        "language": run.language,
        "state": run.state.value,
        "results": [result.to_json() for result in run.results],
        "resume_at": run.resume_at,
        "changed_at": run.changed_at,
        "limit": None if run.limit is None else dict(run.limit),
    }
    return {
        "id": run.id,
        "routine_id": run.routine_id,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "told": run.told,
        "data": data,
    }


def _run(row: Row[Any]) -> RoutineRun:
    data = row.data
    return RoutineRun(
        id=row.id,
        routine_id=row.routine_id,
        name=data["name"],
        steps=steps_of(data["steps"]),
        source=data["source"],
        started_at=row.started_at,
        satellite_id=data["satellite_id"],
        group_id=data.get("group_id"),
        area_id=data["area_id"],
        language=data["language"],
        state=RoutineRunState(data["state"]),
        results=results_of(data["results"]),
        resume_at=data["resume_at"],
        changed_at=data["changed_at"],
        ended_at=row.ended_at,
        told=row.told,
        limit=data.get("limit"),
    )
