"""Forms of commands, recordings and speech."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from ova.core import DeedKind, Outcome, RunEventType
from ova.web.models.common import Body, Id, Text


class ConverseBody(Body):
    """A typed command."""

    text: Text
    satellite_id: Id | None = Field(None, description="Speak as if heard by this satellite.")
    area_id: Id | None = Field(None, description="Where the person is.")
    conversation_id: Id | None = None
    speak: bool = Field(False, description="Also make the reply's sound: see audio_id.")
    explain: bool = Field(False, description="Also tell how it was understood: see trace.")


class ListenQuery(BaseModel):
    """Where a recording was made."""

    satellite_id: Id | None = None
    area_id: Id | None = None
    speak: bool = False


class SayBody(Body):
    """Words to speak."""

    text: Text
    voice: Id | None = None
    satellite_id: Id | None = Field(None, description="Speak there instead of answering a sound.")


class Announced(BaseModel):
    """The satellites that speak."""

    announced: list[str]


class AudioPath(BaseModel):
    """A reply's sound."""

    audio_id: str


class CommandModel(BaseModel):
    """One command of a sentence."""

    intent: str
    skill: str
    slots: dict[str, Any]
    template: str = Field("", description="The sentence template that matched.")
    score: float | None = Field(None, description="0 to 1: how well the words fit it.")
    reply: str
    error: str | None


class AlternativeModel(BaseModel):
    """Something else the recogniser may have heard."""

    text: str
    confidence: float | None = Field(description="0 to 1; null when the engine cannot tell.")


class DeedModel(BaseModel):
    """One thing that was done for a command, or tried."""

    kind: DeedKind
    target: str = Field(description="Id of the entity, or of the integration.")
    name: str = Field(description="What people call that.")
    call: str = Field(description="The service or the action.")
    data: dict[str, Any]
    code: str = Field(description="Empty when it went well, else the code of the error.")
    message: str


class OptionModel(BaseModel):
    """A possible answer."""

    label: str = Field(description="What to answer: a name, for example.")
    sentence: str = Field(description="The whole command it stands for.")


class QuestionModel(BaseModel):
    """What was asked back."""

    kind: Literal["unsure", "ambiguous", "confirm", "value", "yes_no", "choice", "offer"] = Field(
        description="A value, yes_no or choice is asked by a skill, an offer by a program."
    )
    options: list[OptionModel] = Field(
        description="One to say yes or no to, or several to choose from; none for a skill's"
        " yes or no, or where it wants a value."
    )


class StepModel(BaseModel):
    """One difference between what was said and the template."""

    kind: str
    said: str
    meant: str
    cost: float


class ReadingModel(BaseModel):
    """One way to understand a text."""

    intent: str
    skill: str
    template: str
    file: str
    sentence: str = Field(description="The text as the template would have had it.")
    score: float = Field(description="0 to 1.")
    slots: dict[str, Any]
    steps: list[StepModel]


class StageModel(BaseModel):
    """What one stage made of a text, and why."""

    stage: Literal["stop", "session", "routines", "home", "skills", "actions", "agent"]
    outcome: Literal["took", "asks", "passed", "not_asked", "off"]
    why: str = Field(description="A stable key: 'fits', 'comes_later' and others.")
    score: float | None = Field(
        description="0 to 1: how well its best sentence fits, if it has one."
    )


class TraceModel(BaseModel):
    """How a text was understood."""

    readings: list[ReadingModel] = Field(description="The best first.")
    nearest: list[str] = Field(description="Sentences close to a text that was declined.")
    stages: list[StageModel] = Field(description="What each stage decided, in order.")


class RunModel(BaseModel):
    """How a command was understood and answered."""

    run_id: str
    text: str
    intent: str | None
    skill: str | None
    slots: dict[str, Any]
    reply: str
    confidence: float
    reason: str = Field(description="Why nothing was understood or done; empty on success.")
    error: str | None
    timings_ms: dict[str, float]
    satellite_id: str | None
    conversation_id: str | None
    keep_listening: bool
    audio_id: str | None = Field(description="The reply's sound: /api/audio/<audio_id>.")
    started_at: float
    recording: bool = Field(False, description="Whether its sound is kept: /api/runs/<id>/audio.")
    source: str = Field(description="'text' or 'audio'.")
    commands: list[CommandModel] = Field(description="Every command of the sentence, in order.")
    question: QuestionModel | None = Field(
        description="What was asked back; the conversation's next text answers it."
    )
    trace: TraceModel | None = Field(None, description="Only there when explain was true.")
    outcome: Outcome = Field(description="What came of it.")
    area_id: str | None = Field(None, description="Where the person was.")
    alternatives: list[AlternativeModel] = Field([], description="The likeliest first.")
    engine: str = Field("", description="The recogniser; 'text' for what was typed.")
    deeds: list[DeedModel] = Field([], description="What was done, in order.")
    again_of: str | None = Field(None, description="Id of the run this one tried again.")
    seq: int | None = Field(None, description="Grows with every run that is kept: see before_seq.")


class RunEventModel(BaseModel):
    """Something that happened in a run."""

    run_id: str
    type: RunEventType
    timestamp: float = Field(description="Seconds since the epoch.")
    satellite_id: str | None
    data: dict[str, Any]


class RunWithEvents(RunModel):
    """A run with everything that happened in it."""

    events: list[RunEventModel]


class RunPath(BaseModel):
    """A run's place."""

    run_id: str
