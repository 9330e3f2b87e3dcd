"""Past runs: kept, shown, and heard again."""

from typing import Any

from ova.core import RunResult
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.recordings import Recordings
from ova.hub.replaying import replay
from ova.hub.speech import Speech
from ova.hub.whereabouts import Whereabouts
from ova.storage import Database


class RunHistory:
    """Every finished run, in wire form, and which of them have a recording."""

    def __init__(
        self,
        database: Database,
        recordings: Recordings,
        speech: Speech,
        grammar: GrammarKeeper,
        whereabouts: Whereabouts,
    ) -> None:
        self._runs = database.runs
        self._recordings = recordings
        self._speech = speech
        self._grammar = grammar
        self._whereabouts = whereabouts

    def add(self, result: RunResult) -> None:
        """Keep a run that has ended."""
        self._runs.add(result)

    def recent(self, limit: int, before: str | None) -> list[dict[str, Any]]:
        """Return runs, newest first; those before the run ``before``."""
        kept = self._recordings.names()
        found = self._runs.recent(limit, before=before)
        return [{**run, "recording": run["run_id"] in kept} for run in found]

    def get(self, run_id: str) -> dict[str, Any]:
        """Return one run with its events. Raises NotFound."""
        run = self._runs.get(run_id)
        return {**run, "recording": self._recordings.has(run_id)}

    def replay(self, run_id: str) -> dict[str, Any]:
        """Hear a run's sound again and compare. Raises NotFound, Unavailable."""
        run = self._runs.get(run_id)
        clip = self._speech.read(self._recordings.flac(run_id))
        area = self._whereabouts.area_name(run["satellite_id"])
        return replay(run, clip, self._speech.pool, self._grammar.grammar, area)
