"""Forms of timers."""

from pydantic import BaseModel, Field, RootModel

from ova.core import ScheduleState
from ova.web.models.common import Body, Id, Name, Patch

MAX_DURATION_S = 366 * 24 * 3600


class TimerModel(BaseModel):
    """A timer."""

    id: str
    kind: str
    due_at: float
    created_at: float
    duration_s: float
    name: str | None
    satellite_id: str | None
    satellite_ids: list[str] = Field(description="Every satellite it rings on; empty: all.")
    group_id: str | None = Field(description="The group whose satellites these are.")
    area_id: str | None
    state: ScheduleState
    late: bool
    left_s: float | None = Field(description="Seconds left of a paused timer, else null.")


class TimerList(RootModel[list[TimerModel]]):
    """The timers that ring, run or stand still."""


class TimerBody(Body):
    """A new timer."""

    duration_s: float = Field(gt=0, le=MAX_DURATION_S, allow_inf_nan=False)
    name: Name | None = None
    satellite_id: Id | None = Field(None, description="Where it rings; everywhere when left out.")
    satellite_ids: list[Id] = Field(
        default_factory=list, max_length=100, description="Several it rings on, instead of one."
    )
    group_id: Id | None = Field(None, description="A group it rings on, instead of satellites.")
    area_id: Id | None = Field(None, description="The room it is called by: the kitchen timer.")


class TimerPatch(Patch):
    """What to change of a timer."""

    duration_s: float = Field(1, gt=0, le=MAX_DURATION_S, allow_inf_nan=False)
    name: Name | None = None
    satellite_id: Id | None = Field(None, description="Where it rings; everywhere with null.")
    satellite_ids: list[Id] = Field(
        default_factory=list, max_length=100, description="Several it rings on, instead of one."
    )
    group_id: Id | None = Field(None, description="A group it rings on, instead of satellites.")


class TimerMore(Body):
    """More time for a timer, or less."""

    seconds: float = Field(
        ge=-MAX_DURATION_S, le=MAX_DURATION_S, allow_inf_nan=False, description="Below 0: less."
    )


class TimerPath(BaseModel):
    """A timer's place."""

    timer_id: str
