"""Forms of the history: which runs, what would cure them, what was reported."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ova.core import Outcome
from ova.hub.history import CureKind
from ova.web.models.common import Body, Id
from ova.web.models.speech import RunModel, RunWithEvents


class RunFilterQuery(BaseModel):
    """Which runs. What is left out may be anything."""

    model_config = ConfigDict(extra="forbid")

    words: str | None = Field(
        None, max_length=200, description="Words that were said or answered, whole or in part."
    )
    outcome: Outcome | None = None
    error: str | None = Field(None, max_length=100, description="The code of what went wrong.")
    source: Literal["text", "audio"] | None = None
    satellite_id: Id | None = None
    area_id: Id | None = None
    intent: Id | None = None
    skill: Id | None = None
    again_of: Id | None = Field(None, description="Runs that tried this one again.")
    from_day: date | None = Field(None, description="First day, in the home's time zone.")
    to_day: date | None = Field(None, description="Last day, in the home's time zone.")
    since: float | None = Field(None, description="Seconds since the epoch.")
    until: float | None = Field(None, description="Seconds since the epoch; not itself.")


class RunsQuery(RunFilterQuery):
    """Which runs, and how many."""

    limit: int = Field(50, ge=1, le=500)
    before: Id | None = Field(None, description="Only runs older than the one with this id.")
    before_seq: int | None = Field(
        None, ge=0, description="The same by its seq; right even when that run was deleted."
    )


class RunList(RootModel[list[RunModel]]):
    """Past runs, newest first."""


class RunExport(RootModel[list[RunWithEvents]]):
    """Past runs with everything that happened in them, newest first."""


class TriedAgain(BaseModel):
    """A run that tried another one again."""

    run_id: str
    outcome: Outcome


class RunDetail(RunWithEvents):
    """A run with everything that happened in it, and after it."""

    tried_again: list[TriedAgain]


class RunSummary(BaseModel):
    """How many runs there are, and what there is to choose from; counts by name."""

    count: int = Field(description="Runs that fit.")
    kept: int = Field(description="Runs that are kept in all.")
    outcomes: dict[str, int] = Field(description="Of the runs that fit.")
    of_outcome: dict[str, int]
    of_satellite: dict[str, int]
    of_area: dict[str, int]
    of_intent: dict[str, int]
    of_skill: dict[str, int]
    of_source: dict[str, int]
    of_error: dict[str, int]


class CureModel(BaseModel):
    """A remedy for a run."""

    kind: CureKind
    place: str = Field(description="What it is about: entity, area, floor, skill ...")
    id: str
    name: str
    text: str = Field(description="The new name, the sentence to learn, or what was no command.")
    means: str = Field(description="A sentence that is understood already and means the same.")
    intent: str
    area_id: str
    area: str
    state: str
    reason: str
    was: dict[str, Any] = Field(description="Send it with the remedy.")
    done: str = Field(description="Id of the report, when it was reported already.")
    is_link: bool = Field(description="Nothing to be done by itself: a page to go to.")


class CureList(BaseModel):
    """What would help a run, the likeliest first."""

    run_id: str
    cures: list[CureModel]


class CureBody(Body):
    """The remedy to apply."""

    kind: Literal["alias", "expose", "move", "sentence", "not_a_command", "enable"]
    place: str = Field("", max_length=20)
    id: str = Field("", max_length=200)
    text: str = Field("", max_length=500)
    means: str = Field("", max_length=500)
    area_id: str = Field("", max_length=200)
    was: dict[str, Any] | None = Field(None, description="Refused with 412 when it is not so.")


class Cured(BaseModel):
    """What a remedy changed."""

    kind: CureKind
    place: str
    id: str
    name: str
    before: dict[str, Any]
    after: dict[str, Any]


class ReportModel(BaseModel):
    """A text that was reported as no command."""

    id: str
    run_id: str
    text: str
    created_at: float = Field(description="Seconds since the epoch.")


class ReportList(RootModel[list[ReportModel]]):
    """What was reported, newest first."""


class ReportPath(BaseModel):
    """A report's place."""

    report_id: str
