"""Forms of polling triggers."""

from typing import Any

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body


class TriggerRecord(BaseModel):
    """News a trigger told."""

    id: str | None
    data: dict[str, Any]
    at: float


class InputFault(BaseModel):
    """What keeps a trigger from polling."""

    field: str = Field(description="JSON pointer into the inputs.")
    detail: str


class TriggerModel(BaseModel):
    """A polling trigger."""

    name: str
    description: str
    event: str = Field(description="Type of the events it tells.")
    every: str = Field(description="The pause between two polls.")
    shortest: str = Field(description="The shortest pause its author allows.")
    enabled: bool
    inputs: dict[str, Any]
    input_schema: dict[str, Any]
    output_schema: dict[str, Any] | None
    missing: list[InputFault] = Field(description="It is not polled while inputs do not fit.")
    running: bool
    last_poll_ts: str | None = Field(description="When the last successful poll began.")
    last_run_at: float | None
    next_run_at: float | None
    failures: int = Field(description="Polls in a row that failed.")
    error: str
    backing_off: bool = Field(
        description="After failures it waits longer and longer; polling by hand is possible."
    )
    asked_to_wait_until: float | None = Field(
        description="Its service asked to be left alone so long; seconds since the epoch."
    )
    records: list[TriggerRecord] = Field(description="The last 20, the newest first.")
    new: int | None = Field(None, description="How many records a poll just brought.")


class TriggerList(RootModel[list[TriggerModel]]):
    """The triggers of an integration."""


class TriggersPath(BaseModel):
    """An integration's place."""

    plugin_id: str


class TriggerPath(TriggersPath):
    """A trigger's place."""

    name: str


class TriggerBody(Body):
    """What a person wants of a trigger; what is left out stays."""

    inputs: dict[str, Any] | None = None
    every: str | None = Field(
        None, max_length=20, description="As in 30s, 5m, 1h or 1d; blank for its author's pause."
    )
    enabled: bool | None = None
