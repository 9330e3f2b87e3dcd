"""Forms of the hub's log."""

from typing import Literal

from pydantic import BaseModel, Field

from ova.web.models.common import Body


class HubLogQuery(BaseModel):
    """Which lines."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Lines of this level and above."
    )
    source: str | None = Field(None, max_length=200, description="Only lines of this source.")
    text: str = Field("", max_length=200, description="Only lines with this in them.")
    limit: int = Field(500, ge=1, le=5000)
    before: int | None = Field(None, ge=1, le=2**62, description="Only those with a lower seq.")
    after: int | None = Field(None, ge=0, le=2**62, description="Only those with a higher seq.")


class HubLogLineModel(BaseModel):
    """One line, without secrets."""

    seq: int = Field(description="Counts all lines since the hub started, without gaps.")
    at: float = Field(description="Seconds since the epoch.")
    level: str
    source: str
    logger: str
    text: str


class RaisedModel(BaseModel):
    """A source that tells details for a while."""

    source: str
    until: float = Field(description="Seconds since the epoch.")


class HubLogModel(BaseModel):
    """The log, newest line first."""

    lines: list[HubLogLineModel]
    sources: list[str]
    raised: list[RaisedModel]
    last: int = Field(description="The number of the newest line there is.")


class RaiseBody(Body):
    """How long a source is to tell details."""

    source: str = Field(min_length=1, max_length=200)
    minutes: int = Field(ge=0, le=240, description="0 ends it.")


class RaisedList(BaseModel):
    """The sources that tell details just now."""

    raised: list[RaisedModel]
