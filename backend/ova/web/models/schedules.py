"""Forms of alarms, reminders and planned commands."""

import re
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, Field, RootModel, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ova.core import (
    FURTHEST_S,
    LONGEST_SNOOZE_S,
    MAX_PLAN_TEXT,
    MOST_EVERY,
    SHORTEST_SNOOZE_S,
    PlanKind,
    Recurrence,
    ScheduleState,
    recurrence_of,
)
from ova.web.models.common import Body, Id, Name, Patch

_LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")


class RepeatModel(Body):
    """A time of day on days of the week, or every few days, weeks, months or years."""

    time: str = Field(description="By the clocks of the home.", examples=["07:00"], max_length=8)
    unit: Literal["day", "week", "month", "year"] | None = Field(
        None, description="What is counted; weeks when left out."
    )
    every: int | None = Field(
        None,
        ge=1,
        le=max(MOST_EVERY.values()),
        description="2: every other one, counted from `start`. At most 366 days, 52 weeks, 24 months, 4 years.",
    )
    weekdays: list[int] | None = Field(
        None,
        description="0 is Monday; of a week every day when left out. Of a month or a year with `nth`.",
        max_length=7,
    )
    day: int | None = Field(
        None, ge=-1, le=31, description="Of the month; the last in a shorter one, and with -1."
    )
    nth: int | None = Field(
        None, ge=-1, le=4, description="Which of these weekdays in the month; -1 is the last."
    )
    month: int | None = Field(None, ge=1, le=12, description="Of the year.")
    start: str | None = Field(
        None,
        description="The first day it may happen; counted from the next that fits when left out.",
        examples=["2030-01-31"],
        max_length=10,
    )

    @model_validator(mode="after")
    def _usable(self) -> Self:
        self.read()
        return self

    def read(self) -> Recurrence:
        """Return what it says. Raises InvalidInput."""
        return recurrence_of(self.model_dump())


class LastTrouble(BaseModel):
    """Why something did not happen at its time, after it was looked at."""

    trouble: Literal["missed", "unsure", "failed"]
    due_at: float = Field(description="Seconds since the epoch: when it was to happen.")
    reason: str | None


class ScheduleModel(BaseModel):
    """An alarm, a reminder or a planned command."""

    id: str
    kind: PlanKind
    name: str | None
    text: str | None = Field(description="What to say of a reminder, or to carry out of a command.")
    due_at: float = Field(description="Seconds since the epoch: when it happens next.")
    at: str | None = Field(description="Local time of what happens once at a time of day.")
    repeat: dict[str, Any] | None = Field(
        description="As in the body; `{time, weekdays}` of what repeats weekly."
    )
    created_at: float
    satellite_id: str | None
    satellite_ids: list[str] = Field(description="Every satellite it rings on; empty: all.")
    group_id: str | None = Field(description="The group whose satellites these are.")
    area_id: str | None
    state: ScheduleState
    late: bool
    running: bool = Field(description="It is being carried out now.")
    snoozed: bool
    trouble: Literal["missed", "unsure", "failed"] | None = Field(
        description="Why it asks to be looked at: the hub was off, went off meanwhile, or it failed."
    )
    words: str | None = Field(description="Why it failed, as it was said.")
    reason: str | None = Field(description="`trouble` in words.")
    last_trouble: LastTrouble | None = Field(
        description="What went wrong the last time; null when that went well."
    )
    snooze_s: float | None = Field(
        description="Seconds it is snoozed for; null: as `snooze_minutes` of the settings says."
    )
    routine_id: str | None = Field(description="The routine that runs; it is changed there.")


class ScheduleList(RootModel[list[ScheduleModel]]):
    """What rings, then what waits, then what is paused."""


SNOOZE: Any = Field(
    None,
    ge=SHORTEST_SNOOZE_S,
    le=LONGEST_SNOOZE_S,
    allow_inf_nan=False,
    description="Seconds it is snoozed for; as long as is usual in the home when left out or null.",
)


class _When(Body):
    at: str | None = Field(
        None, description="Local time, without a zone.", examples=["2030-01-31T07:00"]
    )
    in_s: float | None = Field(
        None, gt=0, le=FURTHEST_S, allow_inf_nan=False, description="Seconds from now."
    )
    repeat: RepeatModel | None = None

    @field_validator("at")
    @classmethod
    def _local(cls, value: str | None) -> str | None:
        if value is not None:
            if not _LOCAL.fullmatch(value):
                raise PydanticCustomError(
                    "local_time", "must be a local time such as 2030-01-31T07:00"
                )
            datetime.fromisoformat(value)
        return value

    def moment(self) -> datetime | None:
        """Return ``at`` read."""
        return datetime.fromisoformat(self.at) if self.at else None


class ScheduleBody(_When):
    """A new alarm, reminder or command; exactly one of ``at``, ``in_s`` and ``repeat``."""

    kind: Literal["alarm", "reminder", "command"]
    name: Name | None = None
    text: str | None = Field(None, max_length=MAX_PLAN_TEXT)
    satellite_id: Id | None = Field(None, description="Where it rings; everywhere when left out.")
    satellite_ids: list[Id] = Field(
        default_factory=list, max_length=100, description="Several it rings on, instead of one."
    )
    group_id: Id | None = Field(None, description="A group it rings on, instead of satellites.")
    area_id: Id | None = Field(None, description="Where a command counts as said.")
    snooze_s: float | None = SNOOZE


class SchedulePatch(_When, Patch):
    """What to change; another time with one of ``at``, ``in_s`` and ``repeat``."""

    name: Name | None = None
    text: str | None = Field(None, max_length=MAX_PLAN_TEXT)
    satellite_id: Id | None = Field(None, description="Where it rings; everywhere with null.")
    satellite_ids: list[Id] = Field(
        default_factory=list, max_length=100, description="Several it rings on, instead of one."
    )
    group_id: Id | None = Field(None, description="A group it rings on, instead of satellites.")
    area_id: Id | None = Field(None, description="Where a command counts as said.")
    snooze_s: float | None = SNOOZE


class SnoozeBody(Body):
    """How long to be left in peace."""

    seconds: float | None = Field(
        None,
        ge=SHORTEST_SNOOZE_S,
        le=LONGEST_SNOOZE_S,
        allow_inf_nan=False,
        description="As long as it says itself, or is usual in the home, when left out.",
    )


class SchedulePath(BaseModel):
    """A schedule's place."""

    schedule_id: str
