"""Forms of what helps to find a fault in an integration."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ova.web.models.actions import ActionRunModel
from ova.web.models.integrations import IssueModel
from ova.web.models.plugins import PluginModel
from ova.web.models.triggers import TriggerModel
from ova.web.models.webhooks import EventModel


class HubFacts(BaseModel):
    """What the hub runs on."""

    version: str
    python: str
    system: str


class NotedError(BaseModel):
    """Something that failed."""

    at: float
    reason: str
    trace: str = Field(description="Where, for its author; may be empty.")


class SeenAnswer(BaseModel):
    """What its service answered."""

    at: float
    method: str
    url: str
    status: int
    type: str
    body: str


class Untold(BaseModel):
    """In place of what could not be told."""

    failed: str = Field(description="Why.")


class DiagnosticsModel(BaseModel):
    """Everything that helps to find a fault, without secrets."""

    model_config = ConfigDict(extra="allow")

    at: float = Field(description="Seconds since the epoch.")
    hub: HubFacts
    info: PluginModel
    manifest: dict[str, Any] | None = Field(description="Null when its code cannot be used.")
    config: dict[str, Any] | None
    attempts: int = Field(description="Set-ups in a row that ended in waiting.")
    errors: list[NotedError]
    responses: list[SeenAnswer] = Field(description="The last answers of its service.")
    events: list[EventModel] | Untold
    issues: list[IssueModel] | Untold
    triggers: list[TriggerModel] | Untold
    runs: list[ActionRunModel] | Untold
    author: Any = Field(description="What its own code adds.")


class SkillDiagnostics(BaseModel):
    """Everything that helps to find a fault in a skill, without secrets."""

    model_config = ConfigDict(extra="allow")

    at: float = Field(description="Seconds since the epoch.")
    hub: HubFacts
    info: PluginModel
    manifest: dict[str, Any] | None = Field(description="Null when its code cannot be used.")
    config: dict[str, Any] | None
    errors: list[NotedError]
    handles: list[str] = Field(description="Intents it has methods for.")
    occasions: list[str] = Field(description="Events and times it is called for.")
    sentences: list[dict[str, Any]] = Field(description="Its sentence files.")
    replies: dict[str, list[str]] = Field(description="Keys of its replies by language.")
    store: dict[str, int] = Field(description="Names of what it keeps, with their sizes.")
    problems: list[str] = Field(description="Sentences that are left out, and why.")
    conflicts: list[str] = Field(description="Sentences another skill claims, too.")
    own_texts: int = Field(description="How many of its texts were changed here.")
    log: list[dict[str, Any]]
