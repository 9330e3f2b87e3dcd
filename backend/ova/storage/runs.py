"""Runs and their traces, written in the background."""

import logging
import threading
from collections import deque
from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import func, insert, select

from ova.core import InvalidInput, NotFound, OvaError, RunResult
from ova.storage.connections import Connections
from ova.storage.tables import runs

_log = logging.getLogger(__name__)

KEEP_RUNS = 10_000
_GATHER_S = 0.1  # runs that end within this time share one commit
_RETRY_S = 5.0
_MAX_WAITING = 1_000  # while the disk is full, the oldest beyond this are dropped


class Runs:
    """The history of runs, the newest ``keep`` of them.

    ``add`` returns at once; a thread stores what was added within moments. Readers see every run
    that was added, except while the disk is full: then the latest runs wait in memory.
    """

    def __init__(self, connections: Connections, *, keep: int = KEEP_RUNS) -> None:
        self._connections = connections
        self._keep = keep
        self._waiting: deque[RunResult] = deque()
        self._changed = threading.Condition()
        self._storing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._failing = False

    def add(self, result: RunResult) -> None:
        """Keep a finished run with its events."""
        with self._changed:
            self._waiting.append(result)
            if len(self._waiting) > _MAX_WAITING:
                self._waiting.popleft()
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="runs", daemon=True)
                self._thread.start()
            self._changed.notify()

    def recent(self, limit: int = 50, *, before: str | None = None) -> list[dict[str, Any]]:
        """Return runs in wire form without events, newest first; ``before`` is a run's id.

        Raises NotFound when there is no run ``before``.
        """
        self._store_quietly()
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
        self._store_quietly()
        with self._connections.read() as connection:
            row = connection.execute(
                select(runs.c.result, runs.c.events).where(runs.c.run_id == run_id)
            ).first()
        if row is None:
            raise _unknown(run_id)
        return {**row.result, "events": row.events}

    def count(self) -> int:
        """Return how many runs are kept."""
        self._store_quietly()
        with self._connections.read() as connection:
            return connection.execute(select(func.count()).select_from(runs)).scalar_one()

    def flush(self) -> None:
        """Store what waits, now. Raises StorageError; then it goes on waiting."""
        with self._storing:
            with self._changed:
                batch = list(self._waiting)
            if not batch:
                return
            try:
                self._insert(batch)
            except InvalidInput:
                self._insert_one_by_one(batch)
            with self._changed:
                done = set(map(id, batch))
                self._waiting = deque(run for run in self._waiting if id(run) not in done)
            self._failing = False

    def close(self) -> None:
        """Store what waits and end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        self._store_quietly()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                pause = _RETRY_S if self._failing else _GATHER_S
                self._changed.wait_for(lambda: self._closed, timeout=pause)
                if self._closed:
                    return
            self._store_quietly()

    def _store_quietly(self) -> None:
        try:
            self.flush()
        except OvaError as error:
            if not self._failing:
                _log.warning("Runs are kept in memory for now: %s", error)
            self._failing = True

    def _insert(self, batch: list[RunResult]) -> None:
        latest = {run.run_id: run for run in batch}
        with self._connections.write(durable=False) as connection:
            connection.execute(remove_from(runs).where(runs.c.run_id.in_(latest)))
            connection.execute(insert(runs), [_row(run) for run in latest.values()])
            newest = connection.execute(select(func.max(runs.c.seq))).scalar_one()
            connection.execute(remove_from(runs).where(runs.c.seq <= newest - self._keep))

    def _insert_one_by_one(self, batch: list[RunResult]) -> None:
        for run in batch:
            try:
                self._insert([run])
            except InvalidInput as error:
                _log.error("Run %s is not kept: %s", run.run_id, error)


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
