"""Forms of routines."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from ova.core import (
    MAX_ROUTINE_PHRASES,
    MAX_ROUTINE_STEPS,
    MAX_STEP_TEXT,
    MAX_STEP_WAIT_S,
    Routine,
    RoutineRunState,
    RoutineStep,
    RoutineStepKind,
    StepState,
)
from ova.web.models.common import Body, Id, Name, Patch
from ova.web.models.schedules import RepeatModel


class RoutineStepBody(Body):
    """One step: `command` and `say` have a `text`, `wait` has `seconds`."""

    kind: Literal["command", "say", "wait"]
    text: str = Field("", max_length=MAX_STEP_TEXT)
    seconds: float = Field(0.0, ge=0, le=MAX_STEP_WAIT_S, allow_inf_nan=False)
    satellite_id: Id | None = Field(None, description="The satellite that says it (`say`).")
    group_id: Id | None = Field(None, description="The group that says it, instead of one.")

    def read(self) -> RoutineStep:
        """Return the step; only what is said has a place of its own."""
        kind, text = RoutineStepKind(self.kind), " ".join(self.text.split())
        if kind is not RoutineStepKind.SAY:
            return RoutineStep(kind, text, self.seconds)
        one = None if self.group_id else self.satellite_id
        return RoutineStep(kind, text, self.seconds, one, self.group_id)


class _RoutineFields(Body):
    icon: str = Field("", max_length=50, description="Name of a picture for pages.")
    phrases: list[str] = Field(
        default_factory=list,
        max_length=MAX_ROUTINE_PHRASES * 2,
        description="What starts it when it is said: hassil's syntax, without places.",
    )
    steps: list[RoutineStepBody] = Field(default_factory=list, max_length=MAX_ROUTINE_STEPS * 2)
    repeat: RepeatModel | None = Field(None, description="When it runs by itself.")
    satellite_id: Id | None = Field(
        None, description="Where it counts as said when it runs by itself."
    )
    group_id: Id | None = Field(
        None, description="The group it speaks on when it runs by itself, instead of one satellite."
    )
    enabled: bool = True
    anyway: bool = Field(False, description="Take phrases from whom they belong to so far.")


class RoutineBody(_RoutineFields):
    """A new routine."""

    name: Name

    def routine(self, routine_id: str) -> Routine:
        """Return it with an id."""
        return Routine(id=routine_id, name=self.name, **fields_of(self, set()))


class RoutineCheckBody(RoutineBody):
    """A routine to be tried; `id` is the one it would replace."""

    id: Id | None = None


class RoutinePatch(_RoutineFields, Patch):
    """What to change of a routine."""

    name: Name | None = None


class RoutineFaultModel(BaseModel):
    """Something that does not work, and where."""

    message: str
    cure: str
    pointer: str = Field(description="JSON pointer into the routine: `/steps/2`; may be empty.")
    line: int = Field(description="Line of the file, from 1; 0 when it is not known.")
    file: str
    code: str


class RoutineStepModel(BaseModel):
    """One step."""

    kind: RoutineStepKind
    text: str
    seconds: float
    satellite_id: str | None = Field(description="The satellite that says it, if it has its own.")
    group_id: str | None = Field(description="The group that says it; in files a name.")


class RoutineStepRunModel(RoutineStepModel):
    """One step of a run."""

    state: StepState | None = Field(description="null: it was not come to.")
    words: str = Field(description="What was answered, or why it did not work.")


class RoutineRunModel(BaseModel):
    """One time a routine was run, with the steps of then."""

    id: str
    routine_id: str
    name: str
    source: Literal["voice", "schedule", "page", "routine"]
    started_at: float
    ended_at: float | None
    resume_at: float | None = Field(description="When it goes on, while it waits.")
    satellite_id: str | None
    group_id: str | None
    area_id: str | None
    language: str
    state: RoutineRunState
    steps: list[RoutineStepRunModel]


class RoutineRunList(BaseModel):
    """Runs of a routine, newest first."""

    runs: list[RoutineRunModel]


class RoutineModel(BaseModel):
    """A routine."""

    id: str
    name: str
    icon: str
    phrases: list[str]
    steps: list[RoutineStepModel]
    repeat: dict[str, Any] | None = Field(description="As in the body; `{time, weekdays}` weekly.")
    satellite_id: str | None
    group_id: str | None = Field(description="The group it speaks on; in files a name.")
    enabled: bool
    file: str = Field(description="The file it is written in, to be changed there; else empty.")
    created_at: float
    faults: list[RoutineFaultModel] = Field(
        description="What does not work in the home as it is now."
    )
    next_at: float | None = Field(description="When it runs next by itself.")
    running: bool
    last_run: RoutineRunModel | None
    removed: bool = Field(description="True only in the event that tells so.")


class RoutineList(BaseModel):
    """Every routine, by name."""

    routines: list[RoutineModel]
    file_faults: list[RoutineFaultModel] = Field(description="What is wrong with the files.")


class PhraseTrialModel(BaseModel):
    """What came of trying a phrase, as with sentences of skills."""

    faults: list[dict[str, Any]] = Field(description="With any of these it cannot be kept.")
    examples: list[str]
    spoken: bool = Field(description="It can be heard; else it can only be typed.")
    taken: list[dict[str, Any]] = Field(description="What means something else so far.")
    known: list[dict[str, Any]]


class RoutineCheck(BaseModel):
    """What is wrong with a routine that is not kept yet."""

    faults: list[RoutineFaultModel]
    phrases: list[PhraseTrialModel] = Field(description="In the order of the phrases.")


class RoutineRunBody(Body):
    """Where a routine counts as asked for."""

    satellite_id: Id | None = None
    area_id: Id | None = None


class RoutinePath(BaseModel):
    """A routine's place."""

    routine_id: str


def fields_of(body: _RoutineFields, given: set[str]) -> dict[str, Any]:
    """Return the fields of a Routine a form has, all or those that were ``given``."""
    read: dict[str, Any] = {
        "icon": body.icon,
        "phrases": tuple(" ".join(one.split()) for one in body.phrases if one.strip()),
        "steps": tuple(step.read() for step in body.steps),
        "repeat": body.repeat.read() if body.repeat else None,
        "satellite_id": None if body.group_id else body.satellite_id,
        "group_id": body.group_id,
        "enabled": body.enabled,
    }
    return {name: value for name, value in read.items() if not given or name in given}
