"""The history of runs: what people look through, and what becomes of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ova.core import NotFound, RunResult
from ova.hub.history.recordings import Recordings
from ova.hub.settings import HomeSettings
from ova.storage import Database, RunFilter

Told = Callable[[dict[str, Any]], None]
HISTORY_SETTINGS = frozenset({"history_runs", "history_days"})
_DAY_S = 86_400
_COUNTED = ("outcome", "satellite_id", "area_id", "intents", "skills", "source", "error")


class RunHistory:
    """Every finished run the settings allow to keep, in wire form, and which of them have a recording."""

    def __init__(
        self,
        database: Database,
        recordings: Recordings,
        settings: Callable[[], HomeSettings],
        clock: Callable[[], float],
        *,
        changed: Told,
        removed: Told,
    ) -> None:
        """``clock`` gives seconds since the epoch; ``changed`` is told of runs that were added or
        changed, ``removed`` of ``{"run_ids": [...]}``, with null for all.
        """
        self._runs = database.runs
        self._recordings = recordings
        self._settings = settings
        self._clock = clock
        self._changed = changed
        self._removed = removed
        recordings.kept = self._was_recorded

    def add(self, result: RunResult) -> None:
        """Keep a run that has ended."""
        if not self._settings().history_runs:
            return
        self._limit()
        self._runs.add(result)
        self._changed({**result.to_json(), "seq": None, "recording": False})

    def recent(
        self,
        limit: int,
        before: str | None = None,
        *,
        before_seq: int | None = None,
        wanted: Mapping[str, Any] | None = None,
    ) -> list[dict[str, Any]]:
        """Return runs, newest first: those before the run ``before``, or with a lesser number.

        ``wanted`` has fields of RunFilter, and ``from_day`` and ``to_day`` (dates, both included)
        in the home's time zone. Raises NotFound.
        """
        kept = self._recordings.names()
        found = self._runs.recent(
            limit, before=before, before_seq=before_seq, wanted=self._filter(wanted)
        )
        return [{**run, "recording": run["run_id"] in kept} for run in found]

    def get(self, run_id: str) -> dict[str, Any]:
        """Return one run with its events and the runs that tried it again. Raises NotFound."""
        run = self._runs.get(run_id)
        again = self._runs.recent(20, wanted=RunFilter(again_of=run_id))
        tried = [{"run_id": one["run_id"], "outcome": one["outcome"]} for one in again]
        return {**run, "recording": self._recordings.has(run_id), "tried_again": tried}

    def summary(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return how many runs there are, and what there is to choose from."""
        chosen = self._filter(wanted)
        counts = {name: self._runs.tally(name) for name in _COUNTED}
        return {
            "count": self._runs.count(chosen),
            "kept": self._runs.count(),
            "outcomes": self._runs.tally("outcome", chosen),
            **{
                f"of_{name.removesuffix('_id').removesuffix('s')}": counts[name]
                for name in _COUNTED
            },
        }

    def export(self, wanted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the runs with their events, newest first."""
        return self._runs.each(self._filter(wanted))

    def remove(self, run_id: str) -> None:
        """Delete a run and its recording for good. Raises NotFound, Unavailable."""
        self._runs.remove(run_id)
        if self._recordings.has(run_id):
            self._recordings.delete(run_id)
        self._removed({"run_ids": [run_id]})

    def clear(self) -> int:
        """Delete all runs and recordings for good; return how many runs. Raises Unavailable."""
        self._recordings.clear()
        count = self._runs.clear()
        self._removed({"run_ids": None})
        return count

    def forget_sound(self, run_id: str) -> None:
        """Delete the sound of a run. Raises NotFound, Unavailable."""
        self._recordings.delete(run_id)
        self.tell(run_id)

    def forget_all_sound(self) -> int:
        """Delete the sound of all runs; return of how many. Raises Unavailable."""
        had = self._recordings.names()
        count = self._recordings.clear()
        for run_id in had:
            self.tell(run_id)
        return count

    def prune(self) -> None:
        """Delete what the settings do not allow any more, and what goes with it."""
        self._limit()
        gone = self._runs.prune()
        for run_id in gone:
            if self._recordings.has(run_id):
                self._recordings.delete(run_id)
        if gone:
            self._removed({"run_ids": gone})

    def tell(self, run_id: str) -> None:
        """Tell whoever watches that a run is another one now; one that is not kept is no news."""
        try:
            run = self._runs.get(run_id)
        except NotFound:
            return
        run.pop("events")
        self._changed({**run, "recording": self._recordings.is_there(run_id)})

    def _was_recorded(self, run_id: str) -> None:
        self.tell(run_id)

    def _limit(self) -> None:
        settings = self._settings()
        self._runs.keep = settings.history_runs
        self._runs.oldest = self._clock() - settings.history_days * _DAY_S

    def _filter(self, wanted: Mapping[str, Any] | None) -> RunFilter:
        fields = {name: value for name, value in (wanted or {}).items() if value is not None}
        from_day, to_day = fields.pop("from_day", None), fields.pop("to_day", None)
        since, until = fields.pop("since", None), fields.pop("until", None)
        if from_day is not None:
            since = max(since or 0.0, self._midnight(from_day))
        if to_day is not None:
            end = self._midnight(to_day + timedelta(days=1))
            until = end if until is None else min(until, end)
        return RunFilter(**fields, since=since, until=until)

    def _midnight(self, day: date) -> float:
        zone = ZoneInfo(self._settings().time_zone)
        return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
