"""Running routines step by step: each step is on disk before it is begun, and happens once."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from ova.core import (
    Conflict,
    NotFound,
    OvaError,
    RoutineRun,
    RoutineRunState,
    RoutineStep,
    RoutineStepKind,
    StepResult,
    StepState,
)
from ova.schedule import Jobs
from ova.storage import Routines as StoredRoutines

log = logging.getLogger(__name__)

GRACE_S = 600.0
"""What is left of a routine is done so much later; after that it is only told that it was not."""


class Deeds(Protocol):
    """What steps do."""

    def carry_out(self, run: RoutineRun, text: str) -> StepResult:
        """Carry out a command as if it was said where the routine was asked for."""
        ...

    def say(self, run: RoutineRun, step: RoutineStep) -> StepResult:
        """Say a text aloud, in the place of its step or where the routine was asked for."""
        ...

    def tell(self, run: RoutineRun) -> None:
        """Tell people which steps did not work. Raises OvaError when that cannot be kept now."""
        ...


class RoutineRuns:
    """Every run of a routine that goes on. Thread-safe."""

    def __init__(
        self,
        store: StoredRoutines,
        deeds: Deeds,
        jobs: Jobs,
        now: Callable[[], float],
        changed: Callable[[RoutineRun], None],
    ) -> None:
        """``now`` gives seconds since the epoch; ``changed`` is told of every step."""
        self._store = store
        self._deeds = deeds
        self._jobs = jobs
        self._now = now
        self._changed = changed
        self._lock = threading.Lock()
        self._active: dict[str, RoutineRun] = {}
        self._stopped: set[str] = set()

    def start(self) -> None:
        """Go on with what was begun before the hub went off, and tell what is not known yet."""
        for run in self._store.unfinished():
            if run.over:
                self._tell(run)
                continue
            found = _as_found(run)
            last = found.changed_at if found.resume_at is None else found.resume_at
            if self._now() - last > GRACE_S:
                left = len(found.steps) - len(found.results)
                missed = tuple(StepResult(StepState.MISSED) for _ in range(left))
                self._over(replace(found, results=found.results + missed), aloud=True)
                continue
            self._keep(found)
            self._later(found)

    def begin(self, run: RoutineRun) -> RoutineRun:
        """Carry a run out until its first wait or its end, and return it as it is then.

        One with an id that is known was begun before, and is returned as it is. Raises StorageError.
        """
        with self._lock:
            known = self._active.get(run.id) or self._store.run(run.id)
            if known is not None:
                return known
            run = replace(run, changed_at=self._now())
            self._store.put_run(run)
            self._active[run.id] = run
        self._changed(run)
        return self._go_on(run.id, aloud=run.source == "schedule") or run

    def of(self, routine_id: str) -> list[RoutineRun]:
        """Return the runs of a routine that are not over."""
        with self._lock:
            return [run for run in self._active.values() if run.routine_id == routine_id]

    def stop(self, routine_id: str) -> list[RoutineRun]:
        """End all runs of a routine before their next step; return them. Raises Conflict without any."""
        found = self.of(routine_id)
        if not found:
            raise Conflict("It is not running.", cure="Nothing is to be done.", code="not_running")
        ended = []
        for run in found:
            with self._lock:
                now = self._active.get(run.id)
                waits = now is not None and now.state is RoutineRunState.WAITING
                if now is not None and not waits:
                    self._stopped.add(run.id)
            if now is not None and waits:
                self._jobs.forget(_key(run))
                ended.append(self._over(now, state=RoutineRunState.STOPPED))
            else:
                ended.append(now or run)
        return ended

    def get(self, run_id: str) -> RoutineRun:
        """Return one run. Raises NotFound."""
        with self._lock:
            known = self._active.get(run_id)
        known = known or self._store.run(run_id)
        if known is None:
            raise NotFound(f"There is no run {run_id!r}.", cure="Look at the list of runs.")
        return known

    def _go_on(self, run_id: str, *, aloud: bool) -> RoutineRun | None:
        """Carry out steps until the next wait or the end; None when it is over already."""
        while True:
            with self._lock:
                run = self._active.get(run_id)
                stopped = run_id in self._stopped
            if run is None:
                return None
            if stopped:
                return self._over(run, state=RoutineRunState.STOPPED)
            if run.state is RoutineRunState.WAITING:
                if run.resume_at is not None and run.resume_at - self._now() > 0.001:
                    self._later(run)
                    return run
                done = (*run.results, StepResult(StepState.DONE))
                self._keep(
                    replace(run, state=RoutineRunState.RUNNING, resume_at=None, results=done)
                )
                continue
            if len(run.results) >= len(run.steps):
                return self._over(run, aloud=aloud)
            step = run.steps[len(run.results)]
            if step.kind is RoutineStepKind.WAIT:
                resume_at = self._now() + step.seconds
                waiting = replace(run, state=RoutineRunState.WAITING, resume_at=resume_at)
                self._keep(waiting)
                self._later(waiting)
                return waiting
            before = run.results
            self._keep(replace(run, results=(*before, StepResult(StepState.RUNNING))))
            result = self._done(run, step)
            self._keep(replace(run, results=(*before, result)))

    def _done(self, run: RoutineRun, step: RoutineStep) -> StepResult:
        try:
            if step.kind is RoutineStepKind.SAY:
                return self._deeds.say(run, step)
            return self._deeds.carry_out(run, step.text)
        except OvaError as error:
            return StepResult(StepState.FAILED, str(error))
        except Exception as error:
            log.exception("A step of the routine %r failed", run.name)
            return StepResult(StepState.FAILED, type(error).__name__)

    def _later(self, run: RoutineRun) -> None:
        delay = 0.0 if run.resume_at is None else run.resume_at - self._now()
        self._jobs.plan(_key(run), delay, lambda: self._again(run.id))

    def _again(self, run_id: str) -> None:
        self._go_on(run_id, aloud=True)

    def _over(
        self, run: RoutineRun, *, state: RoutineRunState | None = None, aloud: bool = False
    ) -> RoutineRun:
        """End a run; ``aloud``: nobody waits for its outcome, so troubles are told."""
        if state is None:
            state = RoutineRunState.FAILED if run.troubles else RoutineRunState.DONE
        told = not (aloud and run.troubles)
        now = self._now()
        over = replace(run, state=state, resume_at=None, ended_at=now, told=told)
        self._keep(over)
        try:
            self._store.prune(run.routine_id)
        except OvaError as error:
            log.warning("Old runs of routines are kept for now: %s", error)
        if not told:
            self._tell(over)
        return over

    def _tell(self, run: RoutineRun) -> None:
        try:
            self._deeds.tell(run)
            self._store.put_run(replace(run, told=True))
        except OvaError as error:
            log.warning("What became of the routine %r could not be told: %s", run.name, error)

    def _keep(self, run: RoutineRun) -> None:
        """Store where a run is; one that goes on does so whatever is wrong with the disk."""
        run = replace(run, changed_at=self._now())
        try:
            self._store.put_run(run)
        except OvaError as error:
            log.error("The run of the routine %r is kept in memory for now: %s", run.name, error)
        with self._lock:
            if run.over:
                self._active.pop(run.id, None)
                self._stopped.discard(run.id)
            else:
                self._active[run.id] = run
        self._changed(run)


def _as_found(run: RoutineRun) -> RoutineRun:
    """Return a run as it is after a start: a step the hub died over is not done again."""
    if run.results and run.results[-1].state is StepState.RUNNING:
        return replace(run, results=(*run.results[:-1], StepResult(StepState.UNSURE)))
    return run


def _key(run: RoutineRun) -> str:
    return f"routine {run.id}"
