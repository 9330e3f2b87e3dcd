"""Forms of commands, recordings and speech."""

from typing import Any

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body, Id, Text


class ConverseBody(Body):
    """A typed command."""

    text: Text
    satellite_id: Id | None = Field(None, description="Speak as if heard by this satellite.")
    area_id: Id | None = Field(None, description="Where the person is.")
    conversation_id: Id | None = None
    speak: bool = Field(False, description="Also make the reply's sound: see audio_id.")


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
    source: str = Field(description="'text' or 'audio'.")


class RunEventModel(BaseModel):
    """Something that happened in a run."""

    run_id: str
    type: str
    timestamp: float
    satellite_id: str | None
    data: dict[str, Any]


class RunWithEvents(RunModel):
    """A run with everything that happened in it."""

    events: list[RunEventModel]


class RunList(RootModel[list[RunModel]]):
    """Past runs, newest first."""


class RunsQuery(BaseModel):
    """Which runs."""

    limit: int = Field(50, ge=1, le=500)
    before: Id | None = Field(None, description="Only runs older than the one with this id.")


class RunPath(BaseModel):
    """A run's place."""

    run_id: str
