"""Forms of timers."""

from pydantic import BaseModel, Field, RootModel

from ova.core import ScheduleState
from ova.web.models.common import Body, Id, Name

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
    area_id: str | None
    state: ScheduleState
    late: bool


class TimerList(RootModel[list[TimerModel]]):
    """The timers that run or ring."""


class TimerBody(Body):
    """A new timer."""

    duration_s: float = Field(gt=0, le=MAX_DURATION_S, allow_inf_nan=False)
    name: Name | None = None
    satellite_id: Id | None = Field(None, description="Where it rings; everywhere when left out.")


class TimerPath(BaseModel):
    """A timer's place."""

    timer_id: str
