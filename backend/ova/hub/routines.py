"""Routines: made on pages or in files, started by a phrase, at a time, or by a click."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ova.core import (
    Actor,
    Intent,
    NotFound,
    OvaError,
    Reply,
    Routine,
    RoutineRun,
    Schedule,
    Utterance,
    check_was,
    who_acts,
)
from ova.hub.routine_check import (
    form_faults,
    named_fields,
    phrase_trials,
    refuse,
    step_faults,
)
from ova.hub.routine_deeds import RoutineDeeds, place_of, reply_words, under_way
from ova.hub.routine_phrases import routine_id_of, source_of
from ova.hub.routine_places import speaking_place
from ova.hub.routine_runs import RoutineRuns
from ova.hub.routine_shelf import RoutineShelf
from ova.hub.routine_times import RoutineTimes
from ova.hub.texts import hub_texts
from ova.language import SentenceSource
from ova.pipeline import RunRequest
from ova.schedule import Jobs, kept_reach
from ova.storage import ChangeFeed, Database

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0
"""So often the folder of files is looked at."""
MOST_NESTED = 5


class Routines:
    """Every routine of the home. Thread-safe."""

    def __init__(
        self, hub: "OpenVoiceAssistant", database: Database, folder: Path, jobs: Jobs
    ) -> None:
        """``folder`` holds those that are written in files."""
        self._hub = hub
        self._store = database.routines
        self._shelf = RoutineShelf(database, folder)
        self._jobs = jobs
        self._feed: ChangeFeed[dict[str, Any]] = ChangeFeed("routine")
        self._times = RoutineTimes(hub.schedules, jobs)
        self.runs = RoutineRuns(self._store, RoutineDeeds(hub), jobs, self._now, self._run_changed)

    def _now(self) -> float:
        return self._hub.now().timestamp()

    def start(self) -> None:
        """Read the files, see that each runs at its times, and go on with what was begun."""
        self._shelf.read_files(self._hub.language)
        self._times.keep(self._shelf.all())
        self.runs.start()
        self._jobs.plan("routine files", LOOK_EVERY_S, self._look)

    def subscribe(self, callback: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
        """Call back with every routine that changes or runs, in wire form; ``removed`` when it is gone."""
        return self._feed.subscribe(callback)

    def all(self) -> list[dict[str, Any]]:
        """Return every routine in wire form, by name."""
        found = sorted(self._shelf.all().values(), key=lambda one: (one.name.casefold(), one.id))
        return [self._json(one) for one in found]

    def file_faults(self) -> list[dict[str, Any]]:
        """Return what is wrong with the files, each with its line."""
        return self._shelf.file_faults()

    def get(self, routine_id: str) -> dict[str, Any]:
        """Return one in wire form. Raises NotFound."""
        return self._json(self._shelf.get(routine_id))

    def check(self, routine: Routine) -> dict[str, Any]:
        """Return what is wrong with a routine that is not kept yet, and what its phrases mean so far."""
        others = self._shelf.others(routine.id)
        faults = [*form_faults(routine), *step_faults(self._hub, routine, self._shelf.steps_of)]
        return {
            "faults": [fault.to_json() for fault in faults],
            "phrases": [one.to_json() for one in phrase_trials(self._hub, routine, others)],
        }

    def add(self, fields: Mapping[str, Any], *, anyway: bool = False) -> dict[str, Any]:
        """Keep a new routine and return it in wire form.

        ``fields`` are those of a Routine. ``anyway`` takes phrases from whom they belong to so far.
        Raises InvalidInput, TextTaken, NotFound for a place, StorageError.
        """
        with self._shelf.lock:
            self._shelf.check_room()
            routine = Routine(id=uuid4().hex, created_at=self._now(), **named_fields(fields))
            routine = self._times.counted(routine, self._hub.now())
            refuse(self._hub, routine, self._shelf.others(routine.id), anyway=anyway)
            self._shelf.put(routine)
        return self._changed(routine)

    def change(
        self,
        routine_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None = None,
        *,
        anyway: bool = False,
    ) -> dict[str, Any]:
        """Change a routine that is still as it ``was``. Raises as ``add``, and Conflict for a file's."""
        with self._shelf.lock:
            known = self._shelf.own(routine_id)
            check_was(known.name, known.to_json(), was)
            routine = replace(known, **named_fields(changes, known))
            if "repeat" in changes:
                routine = self._times.counted(routine, self._hub.now())
            if changes.keys() != {"enabled"}:
                refuse(self._hub, routine, self._shelf.others(routine.id), anyway=anyway)
            self._shelf.put(routine)
        return self._changed(routine)

    def remove(self, routine_id: str) -> None:
        """Forget a routine; one that runs is stopped. Raises NotFound, Conflict for a file's."""
        with self._shelf.lock:
            known = self._shelf.own(routine_id)
            if self.runs.of(routine_id):
                self.runs.stop(routine_id)
            self._shelf.remove(routine_id)
        self._gone(known)

    def run(
        self, routine_id: str, satellite_id: str | None = None, area_id: str | None = None
    ) -> dict[str, Any]:
        """Run a routine until its first wait or its end; return the run in wire form.

        Raises NotFound for it and for an unknown place.
        """
        request = self._hub.where(satellite_id, area_id)
        routine = self._shelf.get(routine_id)
        run = self._run_of(routine, "page", request)
        if satellite_id is None and area_id is None:
            run = replace(run, group_id=routine.group_id)
        return self.runs.begin(run).to_json()

    def stop(self, routine_id: str) -> dict[str, Any]:
        """End what runs of a routine before its next step. Raises NotFound, Conflict."""
        routine = self._shelf.get(routine_id)
        self.runs.stop(routine_id)
        return self._json(routine)

    def past(self, routine_id: str) -> list[dict[str, Any]]:
        """Return the runs of a routine in wire form, newest first. Raises NotFound."""
        self._shelf.get(routine_id)
        return [run.to_json() for run in self._store.runs(routine_id)]

    def run_due(self, plan: Schedule) -> str | None:
        """Run what is due; begun once however often it is asked. Returns why it cannot be run."""
        try:
            routine = self._shelf.get(plan.data.get("routine", ""))
        except NotFound as error:
            return str(error)
        run = self._run_of(routine, "schedule", self._usual_place(routine))
        run = replace(run, id=f"{plan.id}-{plan.due_at:.0f}", group_id=routine.group_id)
        self.runs.begin(run)
        return None

    def _usual_place(self, routine: Routine) -> RunRequest:
        """Return where a routine counts as said when nobody says it; nowhere when that is gone."""
        try:
            place = speaking_place(self._hub, routine.satellite_id, routine.group_id)
        except NotFound:
            place = None
        return place_of(self._hub, place.first.id if place and place.first else None, None)

    def sources(self, language: str) -> list[SentenceSource]:
        """Return what starts the routines that are switched on, as the Grammar takes it."""
        return [source_of(one, language) for one in self._shelf.all().values() if one.enabled]

    def name_of(self, skill: str) -> str:
        """Return what people call the routine an intent's ``skill`` names. Raises NotFound."""
        return self._shelf.get(routine_id_of(skill) or "").name

    def answer(self, utterance: Utterance, intent: Intent) -> Reply:
        """Run the routine that was asked for, and answer once its first steps are done."""
        texts = hub_texts(utterance.language)
        try:
            routine = self._shelf.get(routine_id_of(intent.skill) or "")
        except NotFound:
            return Reply(texts.render("routine_gone"), error="not_found")
        outer = under_way()
        if routine.id in outer or len(outer) >= MOST_NESTED:
            words = texts.render("routine_in_itself", name=routine.name)
            return Reply(words, error="calls_itself")
        source = "routine" if outer else "voice"
        run = self.runs.begin(self._run_of(routine, source, utterance))
        return Reply(reply_words(run, texts), error="routine_failed" if run.troubles else None)

    def _run_of(self, routine: Routine, source: str, place: RunRequest | Utterance) -> RoutineRun:
        return RoutineRun(
            id=uuid4().hex,
            routine_id=routine.id,
            name=routine.name,
            steps=routine.steps,
            source=source,
            started_at=self._now(),
            satellite_id=place.satellite_id,
            area_id=place.area_id,
            language=place.language,
            limit=self._limit(place),
        )

    def _limit(self, place: RunRequest | Utterance) -> dict[str, Any] | None:
        """Return what may be controlled where a routine is asked for: it stays so when that is forgotten."""
        outer = who_acts()
        reach = outer.reach.within(self._hub.satellites.reach(place.satellite_id))
        there = outer.satellite_id == place.satellite_id or not outer.reach.limited
        return kept_reach(Actor(reach=reach, satellite_id=place.satellite_id if there else None))

    def _json(self, routine: Routine) -> dict[str, Any]:
        read = self._shelf.read_of(routine)
        faults = list(read.faults) if read else []
        for fault in step_faults(self._hub, routine, self._shelf.steps_of):
            line = read.lines.get(fault.pointer, 0) if read else 0
            faults.append(replace(fault, line=line, file=routine.file))
        going_on = self.runs.of(routine.id)
        last = going_on or self._store.runs(routine.id, 1)
        plan = self._times.plan_of(routine.id)
        return {
            **routine.to_json(),
            "faults": [fault.to_json() for fault in faults],
            "next_at": plan.due_at if plan else None,
            "running": bool(going_on),
            "last_run": last[-1].to_json() if last else None,
            "removed": False,
        }

    def _changed(self, routine: Routine) -> dict[str, Any]:
        """See that a change is in force, and tell about it."""
        self._times.keep_one(routine)
        self._hub.grammar.refresh()
        told = self._json(routine)
        self._feed.put(told)
        self._feed.deliver()
        return told

    def _gone(self, routine: Routine) -> None:
        self._times.keep(self._shelf.all())
        self._hub.grammar.refresh()
        self._feed.put({**self._json(routine), "removed": True})
        self._feed.deliver()

    def _run_changed(self, run: RoutineRun) -> None:
        routine = self._shelf.all().get(run.routine_id)
        if routine is not None:
            self._feed.put(
                {**self._json(routine), "last_run": run.to_json(), "running": not run.over}
            )
            self._feed.deliver()

    def _look(self) -> None:
        """Read the files again when one was changed, now and every few seconds."""
        try:
            there, gone = self._shelf.look(self._hub.language)
            for routine in gone:
                self._gone(routine)
            for routine in there:
                self._changed(routine)
        except (OvaError, OSError) as error:
            log.warning("The files of routines could not be read again: %s", error)
        finally:
            self._jobs.plan("routine files", LOOK_EVERY_S, self._look)
