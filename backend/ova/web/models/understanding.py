"""Forms of what a text would be understood as."""

from typing import Any

from pydantic import BaseModel, Field

from ova.web.models.common import Body, Id, Text
from ova.web.models.speech import StageModel


class UnderstandBody(Body):
    """A text nothing shall be done with."""

    text: Text
    area_id: Id | None = Field(None, description="Where it would be said: an area's id or name.")


class UnderstoodCommand(BaseModel):
    """What would be done."""

    intent: str
    skill: str
    kind: str = Field(description="'skill', 'integration', 'agent', 'routine' or 'stop'.")
    owner: str = Field(description="Id of the skill, integration or agent.")
    name: str
    slots: dict[str, Any]
    excluded: list[dict[str, Any]]
    score: float
    template: str
    handled: bool = Field(description="Somebody is there to do it.")


class UnderstoodOption(BaseModel):
    """A possible answer to a question."""

    label: str
    sentence: str


class UnderstoodQuestion(BaseModel):
    """What would be asked back."""

    kind: str
    options: list[UnderstoodOption]


class UnderstoodStep(BaseModel):
    """One difference between what was said and the template."""

    kind: str
    said: str
    meant: str
    cost: float


class UnderstoodReading(BaseModel):
    """One way to understand a text."""

    intent: str
    skill: str
    name: str
    own: bool = Field(description="By a sentence of the home's own.")
    template: str
    file: str
    sentence: str
    score: float
    slots: dict[str, Any]
    steps: list[UnderstoodStep]


class Understood(BaseModel):
    """What a text would come to, and why; nothing was done."""

    text: str
    language: str
    area: str
    commands: list[UnderstoodCommand] = Field(description="Empty when nothing would be done.")
    reason: str = Field(description="Why nothing would be done yet, as in a run.")
    detail: dict[str, Any]
    question: UnderstoodQuestion | None
    stops: str = Field(description="'stop' or 'cancel' for what stops things; else empty.")
    readings: list[UnderstoodReading] = Field(description="Best first.")
    nearest: list[str] = Field(description="Sentences like a text that was declined.")
    stages: list[StageModel] = Field(description="What each stage decided, in order.")


class Heard(BaseModel):
    """What a recording says."""

    text: str = Field(description="Empty when nothing was heard.")
    confidence: float = Field(description="0 to 1.")
