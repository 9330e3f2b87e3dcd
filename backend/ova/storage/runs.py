"""Runs and their traces, written in the background."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy import delete as remove_from

from ova.core import NotFound, RunResult
from ova.storage.behind import WriteBehind
from ova.storage.connections import Connections
from ova.storage.run_filter import RunFilter, folded
from ova.storage.tables import run_facts, runs

KEEP_RUNS = 10_000
ALL_RUNS = RunFilter()
_AT_ONCE = 200


class Runs:
    """The history of runs, the newest ``keep`` of them.

    ``add`` returns at once; a thread stores what was added within moments. Readers see every run
    that was added, except while the disk is full: then the latest runs wait in memory.
    """

    def __init__(self, connections: Connections, *, keep: int = KEEP_RUNS) -> None:
        self._connections = connections
        self.keep = keep
        """How many; more than that goes with the next run, or with ``prune``."""
        self.oldest = 0.0
        """Runs that began before this moment go then, too: seconds since the epoch."""
        self._behind = WriteBehind("run", self._insert, lambda run: run.run_id)

    def add(self, result: RunResult) -> None:
        """Keep a finished run with its events."""
        self._behind.add(result)

    def recent(
        self,
        limit: int = 50,
        *,
        before: str | None = None,
        before_seq: int | None = None,
        wanted: RunFilter = ALL_RUNS,
    ) -> list[dict[str, Any]]:
        """Return runs in wire form without events, newest first.

        ``before`` is a run's id; ``before_seq`` its number, which stays right when that run is
        deleted meanwhile. Raises NotFound when there is no run ``before``.
        """
        self._behind.flush_quietly()
        query = wanted.on(
            select(run_facts.c.seq).order_by(run_facts.c.seq.desc()).limit(max(1, limit))
        )
        with self._connections.read() as connection:
            if before is not None:
                found = connection.execute(
                    select(run_facts.c.seq).where(run_facts.c.run_id == before)
                ).scalar_one_or_none()
                if found is None:
                    raise _unknown(before)
                query = query.where(run_facts.c.seq < found)
            if before_seq is not None:
                query = query.where(run_facts.c.seq < before_seq)
            seqs = list(connection.execute(query).scalars())
            rows = connection.execute(
                _whole(runs.c.seq.in_(seqs)).order_by(runs.c.seq.desc())
            ).all()
        return [_wire(row) for row in rows]

    def each(self, wanted: RunFilter = ALL_RUNS) -> Iterator[dict[str, Any]]:
        """Yield all runs that fit with their ``events``, newest first; what goes meanwhile is left out."""
        self._behind.flush_quietly()
        query = wanted.on(select(run_facts.c.seq).order_by(run_facts.c.seq.desc()))
        with self._connections.read() as connection:
            seqs = list(connection.execute(query).scalars())
        for start in range(0, len(seqs), _AT_ONCE):
            part = seqs[start : start + _AT_ONCE]
            with self._connections.read() as connection:
                rows = connection.execute(
                    _whole(runs.c.seq.in_(part), runs.c.events).order_by(runs.c.seq.desc())
                ).all()
            yield from ({**_wire(row), "events": row.events} for row in rows)

    def get(self, run_id: str) -> dict[str, Any]:
        """Return a run in wire form with its ``events``. Raises NotFound."""
        self._behind.flush_quietly()
        with self._connections.read() as connection:
            row = connection.execute(_whole(runs.c.run_id == run_id, runs.c.events)).first()
        if row is None:
            raise _unknown(run_id)
        return {**_wire(row), "events": row.events}

    def count(self, wanted: RunFilter = ALL_RUNS) -> int:
        """Return how many runs are kept that fit."""
        self._behind.flush_quietly()
        query = wanted.on(select(func.count()).select_from(run_facts))
        with self._connections.read() as connection:
            return int(connection.execute(query).scalar_one())

    def tally(self, column: str, wanted: RunFilter = ALL_RUNS) -> dict[str, int]:
        """Return how many runs there are of each ``outcome``, ``intents``, ``skills`` ...

        ``column`` is one of ``run_facts``; of those that list several names, each counts.
        """
        self._behind.flush_quietly()
        of = run_facts.c[column]
        query = wanted.on(select(of, func.count())).group_by(of)
        counts: dict[str, int] = {}
        with self._connections.read() as connection:
            for value, count in connection.execute(query).tuples():
                for name in value.strip("|").split("|"):
                    if name:
                        counts[name] = counts.get(name, 0) + count
        return counts

    def remove(self, run_id: str) -> None:
        """Delete a run for good. Raises NotFound."""
        self._behind.flush()
        with self._connections.write() as connection:
            gone = connection.execute(remove_from(runs).where(runs.c.run_id == run_id))
            connection.execute(remove_from(run_facts).where(run_facts.c.run_id == run_id))
        if not gone.rowcount:
            raise _unknown(run_id)

    def clear(self) -> int:
        """Delete all runs for good; return how many."""
        self._behind.flush()
        with self._connections.write() as connection:
            gone = connection.execute(remove_from(runs))
            connection.execute(remove_from(run_facts))
        return int(gone.rowcount)

    def prune(self) -> list[str]:
        """Delete what is too much or too old; return the ids."""
        self._behind.flush_quietly()
        with self._connections.write() as connection:
            newest = connection.execute(select(func.max(run_facts.c.seq))).scalar_one() or 0
            too_much = run_facts.c.seq <= newest - self.keep
            gone = connection.execute(
                select(run_facts.c.seq, run_facts.c.run_id).where(
                    too_much | (run_facts.c.started_at < self.oldest)
                )
            ).all()
            if gone:
                seqs = [row.seq for row in gone]
                for start in range(0, len(seqs), _AT_ONCE):
                    part = seqs[start : start + _AT_ONCE]
                    connection.execute(remove_from(runs).where(runs.c.seq.in_(part)))
                    connection.execute(remove_from(run_facts).where(run_facts.c.seq.in_(part)))
        return [row.run_id for row in gone]

    def flush(self) -> None:
        """Store what waits, now. Raises StorageError; then it goes on waiting."""
        self._behind.flush()

    def close(self) -> None:
        """Store what waits and end the thread."""
        self._behind.close()

    def _insert(self, batch: Sequence[RunResult]) -> None:
        latest = {run.run_id: run for run in batch}
        with self._connections.write(durable=False) as connection:
            connection.execute(remove_from(runs).where(runs.c.run_id.in_(latest)))
            connection.execute(remove_from(run_facts).where(run_facts.c.run_id.in_(latest)))
            connection.execute(insert(runs), [_row(run) for run in latest.values()])
            numbers = connection.execute(
                select(runs.c.run_id, runs.c.seq).where(runs.c.run_id.in_(latest))
            ).all()
            connection.execute(
                insert(run_facts), [_facts(latest[row.run_id], row.seq) for row in numbers]
            )
            least = max(row.seq for row in numbers) - self.keep
            if least > 0:
                connection.execute(remove_from(runs).where(runs.c.seq <= least))
                connection.execute(remove_from(run_facts).where(run_facts.c.seq <= least))


def _whole(condition: Any, *more: Any) -> Select[Any]:
    return (
        select(runs.c.seq, runs.c.result, run_facts.c.outcome, run_facts.c.area_id, *more)
        .join(run_facts, run_facts.c.seq == runs.c.seq)
        .where(condition)
    )


def _wire(row: Row[Any]) -> dict[str, Any]:
    known = {"outcome": row.outcome, "area_id": row.area_id or None}  # earlier hubs kept neither
    return {**known, **row.result, "seq": row.seq}


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


def _facts(run: RunResult, seq: int) -> dict[str, Any]:
    said = (run.text, run.reply, *(one.text for one in run.alternatives))
    return {
        "seq": seq,
        "run_id": run.run_id,
        "started_at": run.started_at,
        "outcome": run.outcome.value,
        "error": run.error or "",
        "source": run.source,
        "satellite_id": run.satellite_id or "",
        "area_id": run.area_id or "",
        "intents": _listed([one.intent.name for one in run.commands]),
        "skills": _listed([one.intent.skill for one in run.commands]),
        "again_of": run.again_of or "",
        "words": folded("\n".join(said)),
    }


def _listed(names: Sequence[str]) -> str:
    found = list(dict.fromkeys(name for name in names if name))
    return f"|{'|'.join(found)}|" if found else ""


def _unknown(run_id: str) -> NotFound:
    return NotFound(
        f"There is no run {run_id!r}.", cure="It may be too old to be kept, or was deleted."
    )
