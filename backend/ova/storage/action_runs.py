"""The log of actions: who ordered what of which integration, and how it ended."""

import threading
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy import delete as remove_from

from ova.storage.behind import WriteBehind
from ova.storage.connections import Connections
from ova.storage.tables import action_runs

KEEP_ACTION_RUNS = 10_000


@dataclass(frozen=True, slots=True)
class StoredActionRun:
    """One order, as it ended. Secrets are blotted out before it is made."""

    seq: int
    """Grows with every run."""
    entry: str
    action: str
    source: str
    """Who ordered it: ``rest``, ``voice``, ``code`` ..."""
    at: float
    """When it began, in seconds since the epoch."""
    duration_ms: float
    input: Any
    output: Any = None
    code: str = ""
    """Empty when it went well, else the stable code of the error."""
    message: str = ""
    """What the action said, or what went wrong."""
    cost_usd: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "seq": self.seq,
            "integration": self.entry,
            "action": self.action,
            "source": self.source,
            "at": self.at,
            "duration_ms": self.duration_ms,
            "input": self.input,
            "output": self.output,
            "code": self.code,
            "message": self.message,
            "cost_usd": self.cost_usd,
        }


@dataclass(frozen=True, slots=True)
class ActionUsage:
    """How often an action ran, and what that cost."""

    entry: str
    action: str
    runs: int
    failures: int
    cost_usd: float

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "integration": self.entry,
            "action": self.action,
            "runs": self.runs,
            "failures": self.failures,
            "cost_usd": self.cost_usd,
        }


class ActionRuns:
    """The newest ``keep`` runs of all actions.

    ``add`` returns at once; a thread stores what was added within moments. Readers see every run
    that was added, except while the disk is full: then the latest wait in memory.
    """

    def __init__(self, connections: Connections, *, keep: int = KEEP_ACTION_RUNS) -> None:
        self._connections = connections
        self._keep = keep
        self._numbering = threading.Lock()
        self._last: int | None = None
        self._durable = False
        self._behind = WriteBehind("action run", self._insert, lambda run: run.seq)

    def next_seq(self) -> int:
        """Return the number of the next run."""
        with self._numbering:
            if self._last is None:
                with self._connections.read() as connection:
                    newest = connection.execute(select(func.max(action_runs.c.seq))).scalar_one()
                self._last = newest or 0
            self._last += 1
            return self._last

    def add(self, run: StoredActionRun) -> None:
        """Keep a run that has a number from ``next_seq``."""
        self._behind.add(run)

    def recent(
        self,
        limit: int = 50,
        *,
        entry: str | None = None,
        action: str | None = None,
        failed: bool | None = None,
        before: int | None = None,
    ) -> list[StoredActionRun]:
        """Return the newest runs that fit, newest first; ``failed`` picks those that did or did not."""
        self._behind.flush_quietly()
        query = select(action_runs).order_by(action_runs.c.seq.desc()).limit(max(1, limit))
        query = _of(query, entry, action)
        if failed is not None:
            query = query.where(action_runs.c.code != "" if failed else action_runs.c.code == "")
        if before is not None:
            query = query.where(action_runs.c.seq < before)
        with self._connections.read() as connection:
            return [_run(row) for row in connection.execute(query).all()]

    def usage(self, *, entry: str | None = None, since: float = 0.0) -> list[ActionUsage]:
        """Return what the kept runs that began at ``since`` or later add up to, by action."""
        self._behind.flush_quietly()
        run = action_runs.c
        query = select(
            run.entry,
            run.action,
            func.count().label("runs"),
            func.count(func.nullif(run.code, "")).label("failures"),
            func.coalesce(func.sum(run.cost_usd), 0.0).label("cost_usd"),
        )
        query = _of(query.where(run.at >= since), entry, None)
        query = query.group_by(run.entry, run.action).order_by(run.entry, run.action)
        with self._connections.read() as connection:
            return [
                ActionUsage(row.entry, row.action, row.runs, row.failures, row.cost_usd)
                for row in connection.execute(query).all()
            ]

    def forget(self, entry: str) -> None:
        """Delete the runs of an entry."""
        self._behind.flush_quietly()
        with self._connections.write() as connection:
            connection.execute(remove_from(action_runs).where(action_runs.c.entry == entry))

    def flush(self) -> None:
        """Store what waits, now. Raises StorageError; then it goes on waiting."""
        self._behind.flush()

    def close(self) -> None:
        """Store what waits, for good, and end the thread."""
        self._durable = True
        self._behind.close()

    def _insert(self, batch: list[StoredActionRun]) -> None:
        with self._connections.write(durable=self._durable) as connection:
            connection.execute(insert(action_runs), [_row(run) for run in batch])
            newest = max(run.seq for run in batch)
            connection.execute(
                remove_from(action_runs).where(action_runs.c.seq <= newest - self._keep)
            )


def _of(query: Select[Any], entry: str | None, action: str | None) -> Select[Any]:
    if entry is not None:
        query = query.where(action_runs.c.entry == entry)
    if action is not None:
        query = query.where(action_runs.c.action == action)
    return query


def _row(run: StoredActionRun) -> dict[str, Any]:
    return {
        "seq": run.seq,
        "entry": run.entry,
        "action": run.action,
        "source": run.source,
        "at": run.at,
        "duration_ms": run.duration_ms,
        "input": run.input,
        "output": run.output,
        "code": run.code,
        "message": run.message,
        "cost_usd": run.cost_usd,
    }


def _run(row: Row[Any]) -> StoredActionRun:
    return StoredActionRun(**row._asdict())
