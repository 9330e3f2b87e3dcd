"""Forms of actions of integrations."""

from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body, Id


class ActionPath(BaseModel):
    """An action's place."""

    plugin_id: str
    action: str


class ActionModel(BaseModel):
    """Something an integration can be ordered to do."""

    name: str
    description: str
    input_schema: dict[str, Any] = Field(description="JSON Schema of what it takes.")
    output_schema: dict[str, Any] | None
    phrases: list[str] = Field(description="What can be said; {places} are fields of the input.")
    phrases_by_language: dict[str, list[str]] = Field(description="The same, for each language.")
    risky: bool = Field(description="A spoken order is confirmed first.")
    changes: Literal["nothing", "things", "anything"] = Field(
        description="What it may change: satellites that may not control everything order less."
    )
    exposed: bool = Field(description="It may be ordered by voice and by tools.")


class ActionList(RootModel[list[ActionModel]]):
    """The actions of an integration."""


class ActionInput(RootModel[dict[str, Any] | None]):
    """An action's input; may be left out when it needs none."""


class ActionAnswer(BaseModel):
    """What came of an action."""

    data: Any
    message: str
    cost_usd: float | None
    duration_ms: float
    seq: int = Field(description="Its number in the run log.")


class ActionSwitch(Body):
    """What people set about an action."""

    exposed: bool


class ActionRunModel(BaseModel):
    """One order, as it ended."""

    seq: int
    integration: str
    action: str
    source: str = Field(description="Who ordered it: 'rest', 'voice', 'code' ...")
    at: float
    duration_ms: float
    input: Any
    output: Any
    code: str = Field(description="Empty when it went well, else the code of the error.")
    message: str
    cost_usd: float | None


class ActionRunList(RootModel[list[ActionRunModel]]):
    """Orders, the newest first."""


class ActionRunsQuery(BaseModel):
    """Which orders."""

    limit: int = Field(50, ge=1, le=500)
    before: int | None = Field(None, description="Only orders older than the one with this seq.")
    action: Id | None = None
    failed: bool | None = Field(None, description="Only those that failed, or only the others.")


class UsageModel(BaseModel):
    """How often an action ran, and what that cost."""

    integration: str
    action: str
    runs: int
    failures: int
    cost_usd: float


class UsageList(RootModel[list[UsageModel]]):
    """Runs and costs by action."""


class UsageQuery(BaseModel):
    """Whose runs, and since when."""

    integration: Id | None = None
    since: float = Field(0.0, ge=0, allow_inf_nan=False, description="Seconds since the epoch.")


class ToolModel(BaseModel):
    """An exposed action as a tool a language model may call."""

    name: str
    description: str
    input_schema: dict[str, Any]
    integration: str
    action: str
    risky: bool


class ToolList(RootModel[list[ToolModel]]):
    """Every tool."""
