"""Runs and their traces, written in the background."""

from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import func, insert, select

from ova.core import NotFound, RunResult
from ova.storage.behind import WriteBehind
from ova.storage.connections import Connections
from ova.storage.tables import runs

KEEP_RUNS = 10_000


class Runs:
    """The history of runs, the newest ``keep`` of them.

    ``add`` returns at once; a thread stores what was added within moments. Readers see every run
    that was added, except while the disk is full: then the latest runs wait in memory.
    """

    def __init__(self, connections: Connections, *, keep: int = KEEP_RUNS) -> None:
        self._connections = connections
        self._keep = keep
        self._behind = WriteBehind("run", self._insert, lambda run: run.run_id)

    def add(self, result: RunResult) -> None:
        """Keep a finished run with its events."""
        self._behind.add(result)

    def recent(self, limit: int = 50, *, before: str | None = None) -> list[dict[str, Any]]:
        """Return runs in wire form without events, newest first; ``before`` is a run's id.

        Raises NotFound when there is no run ``before``.
        """
        self._behind.flush_quietly()
        query = select(runs.c.result).order_by(runs.c.seq.desc()).limit(max(1, limit))
        with self._connections.read() as connection:
            if before is not None:
                seq = connection.execute(
                    select(runs.c.seq).where(runs.c.run_id == before)
                ).scalar_one_or_none()
                if seq is None:
                    raise _unknown(before)
                query = query.where(runs.c.seq < seq)
            return list(connection.execute(query).scalars())

    def get(self, run_id: str) -> dict[str, Any]:
        """Return a run in wire form with its ``events``. Raises NotFound."""
        self._behind.flush_quietly()
        with self._connections.read() as connection:
            row = connection.execute(
                select(runs.c.result, runs.c.events).where(runs.c.run_id == run_id)
            ).first()
        if row is None:
            raise _unknown(run_id)
        return {**row.result, "events": row.events}

    def count(self) -> int:
        """Return how many runs are kept."""
        self._behind.flush_quietly()
        with self._connections.read() as connection:
            return connection.execute(select(func.count()).select_from(runs)).scalar_one()

    def flush(self) -> None:
        """Store what waits, now. Raises StorageError; then it goes on waiting."""
        self._behind.flush()

    def close(self) -> None:
        """Store what waits and end the thread."""
        self._behind.close()

    def _insert(self, batch: list[RunResult]) -> None:
        latest = {run.run_id: run for run in batch}
        with self._connections.write(durable=False) as connection:
            connection.execute(remove_from(runs).where(runs.c.run_id.in_(latest)))
            connection.execute(insert(runs), [_row(run) for run in latest.values()])
            newest = connection.execute(select(func.max(runs.c.seq))).scalar_one()
            connection.execute(remove_from(runs).where(runs.c.seq <= newest - self._keep))


def _row(run: RunResult) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "started_at": run.started_at,
        "satellite_id": run.satellite_id,
        "text": run.text,
        "intent": run.intent.name if run.intent else None,
        "error": run.error,
        "result": run.to_json(),
        "events": [event.to_json() for event in run.events],
    }


def _unknown(run_id: str) -> NotFound:
    return NotFound(f"There is no run {run_id!r}.", cure="It may be too old to be kept.")
