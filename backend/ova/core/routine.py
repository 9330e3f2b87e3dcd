"""Routines: one phrase, several things done."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ova.core.recurrence import Recurrence

MAX_ROUTINE_STEPS = 50
MAX_ROUTINE_PHRASES = 20
MAX_STEP_TEXT = 500
MAX_STEP_WAIT_S = 12 * 3600.0


class RoutineStepKind(StrEnum):
    """What one step of a routine does."""

    COMMAND = "command"
    """Carries out its text as if it was said."""
    SAY = "say"
    """Says its text."""
    WAIT = "wait"
    """Lets ``seconds`` pass."""


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One thing a routine does."""

    kind: RoutineStepKind
    text: str = ""
    seconds: float = 0.0
    satellite_id: str | None = None
    """The one satellite that says its text, wherever the routine was asked for."""
    group_id: str | None = None
    """The group of satellites that say its text, instead of one."""

    @property
    def placed(self) -> bool:
        """Whether it has a place of its own."""
        return self.satellite_id is not None or self.group_id is not None

    def to_json(self) -> dict[str, Any]:
        """Return the wire form: ``{"kind": "say", "text": "Hi", "seconds": 0, "satellite_id": None, "group_id": None}``."""
        return {
            "kind": self.kind.value,
            "text": self.text,
            "seconds": self.seconds,
            "satellite_id": self.satellite_id,
            "group_id": self.group_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Several things that are done one after the other, by one phrase, at a time, or by a click."""

    id: str
    name: str
    icon: str = ""
    """Name of a picture for pages."""
    phrases: tuple[str, ...] = ()
    """What starts it when it is said, in hassil's syntax."""
    steps: tuple[RoutineStep, ...] = ()
    repeat: Recurrence | None = None
    """When it runs by itself."""
    satellite_id: str | None = None
    """Where it counts as said when it runs by itself; None: nowhere in particular."""
    group_id: str | None = None
    """The group of satellites it speaks on when it runs by itself, instead of one."""
    enabled: bool = True
    """False: its phrases are not understood and it does not run by itself."""
    file: str = ""
    """The file it is written in; empty for one that was made on a page."""
    created_at: float = 0.0
    """Seconds since the epoch."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "icon": self.icon,
            "phrases": list(self.phrases),
            "steps": [step.to_json() for step in self.steps],
            "repeat": self.repeat.to_json() if self.repeat else None,
            "satellite_id": self.satellite_id,
            "group_id": self.group_id,
            "enabled": self.enabled,
            "file": self.file,
            "created_at": self.created_at,
        }


class RoutineRunState(StrEnum):
    """How far a run of a routine is. DONE, FAILED and STOPPED are final."""

    RUNNING = "running"
    WAITING = "waiting"
    """Between two steps, until ``resume_at``."""
    DONE = "done"
    FAILED = "failed"
    """It came to its end, but some steps did not work."""
    STOPPED = "stopped"
    """Somebody ended it before its end."""


class StepState(StrEnum):
    """What became of one step."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """``words`` says why."""
    UNSURE = "unsure"
    """The hub went off while it was being done."""
    MISSED = "missed"
    """The hub was off for too long for it to be done still."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """What became of a step; those that have none were not come to."""

    state: StepState
    words: str = ""
    """What was answered, or why it did not work."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"state": self.state.value, "words": self.words}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineRun:
    """One time a routine was run. It has the steps of then, whatever becomes of the routine."""

    id: str
    routine_id: str
    name: str
    steps: tuple[RoutineStep, ...]
    source: str
    """``voice``, ``schedule`` or ``page``."""
    started_at: float
    """Seconds since the epoch, like every time here."""
    satellite_id: str | None = None
    """The satellite that asked: what its steps say and do counts as said there."""
    group_id: str | None = None
    """The group that speaks what it says, of one that runs by itself."""
    area_id: str | None = None
    language: str = "en"
    state: RoutineRunState = RoutineRunState.RUNNING
    results: tuple[StepResult, ...] = ()
    """Of the first steps, in their order."""
    resume_at: float | None = None
    """When it goes on, while it waits."""
    changed_at: float = 0.0
    """When it was last known to go on."""
    ended_at: float | None = None
    told: bool = False
    """Whether people know what became of it."""
    limit: Mapping[str, Any] | None = None
    """What could be controlled where it was asked for, as ``ova.schedule.kept_reach`` has it; None: all."""

    @property
    def over(self) -> bool:
        """Whether nothing of it is to come."""
        return self.ended_at is not None

    @property
    def troubles(self) -> list[tuple[RoutineStep, StepResult]]:
        """The steps that may not be done, each with what became of it."""
        fine = (StepState.DONE, StepState.RUNNING)
        pairs = zip(self.steps, self.results, strict=False)
        return [(step, result) for step, result in pairs if result.state not in fine]

    def to_json(self) -> dict[str, Any]:
        """Return the wire form; ``steps`` have their ``state`` (None: not come to) and ``words``."""
        blank: dict[str, Any] = {"state": None, "words": ""}
        results = [one.to_json() for one in self.results]
        results += [blank] * (len(self.steps) - len(results))
        return {
            "id": self.id,
            "routine_id": self.routine_id,
            "name": self.name,
            "source": self.source,
            "started_at": self.started_at,
            "ended_at": self.ended_at,
            "resume_at": self.resume_at,
            "satellite_id": self.satellite_id,
            "group_id": self.group_id,
            "area_id": self.area_id,
            "language": self.language,
            "state": self.state.value,
            "steps": [
                {**step.to_json(), **result}
                for step, result in zip(self.steps, results, strict=True)
            ],
        }


@dataclass(frozen=True, slots=True)
class RoutineFault:
    """Something of a routine that does not work, and where it stands."""

    message: str
    cure: str = ""
    pointer: str = ""
    """JSON pointer into the routine: ``/steps/2``."""
    line: int = 0
    """Line of the file, from 1; 0 when it is not known or there is no file."""
    file: str = ""
    code: str = "routine_fault"

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "message": self.message,
            "cure": self.cure,
            "pointer": self.pointer,
            "line": self.line,
            "file": self.file,
            "code": self.code,
        }


def steps_of(wire: Any) -> tuple[RoutineStep, ...]:
    """Read steps as they were stored."""
    return tuple(
        RoutineStep(
            RoutineStepKind(one["kind"]),
            one.get("text", ""),
            one.get("seconds", 0.0),
            one.get("satellite_id"),
            one.get("group_id"),
        )
        for one in wire
    )


def results_of(wire: Any) -> tuple[StepResult, ...]:
    """Read results as they were stored."""
    return tuple(StepResult(StepState(one["state"]), one.get("words", "")) for one in wire)
