"""Forms of the life of an integration."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ova.web.models.common import Body, Name
from ova.web.models.plugins import PluginModel


class SettingsFields(Body):
    """Settings that are proposed."""

    config: dict[str, Any] | None = Field(None, description="Laid over the stored ones.")


class SettingsBody(RootModel[SettingsFields | None]):
    """Settings that are proposed; may be left out."""


class AccountFields(Body):
    """A new account."""

    title: Name | None = Field(None, description="What people call it.")
    config: dict[str, Any] | None = None


class AccountBody(RootModel[AccountFields | None]):
    """A new account; may be left out."""


class ReauthBody(Body):
    """New credentials of the same account."""

    config: dict[str, Any] = Field(description="The credentials alone, by name of the setting.")


class ChoiceBody(Body):
    """Which things are wanted."""

    keys: list[str] | None = Field(
        description="Keys as in the preview; null for all there are and will be.", max_length=10_000
    )


class RemoveQuery(BaseModel):
    """How an integration is removed."""

    dry_run: bool = Field(False, description="Only tell what would happen.")
    mode: Literal["safe", "all"] | None = Field(
        None, description="Without it the integration is only disabled."
    )
    confirm: bool = Field(False, description="Without it nothing is removed.")


class SaveQuery(BaseModel):
    """How settings are saved."""

    force: bool = Field(False, description="Save what does not pass the integration's own test.")


class TestResult(BaseModel):
    """Settings that passed their test."""

    ok: bool
    message: str


class SyncModel(BaseModel):
    """What a sync changed, as names."""

    created: list[str]
    updated: list[str]
    reconnected: list[str]
    detached: list[str]
    removed: list[str]


class OwnedEntity(BaseModel):
    """An entity of an integration that is to be removed."""

    id: str
    name: str
    decided: list[str] = Field(description="What people set about it.")


class RemovalModel(BaseModel):
    """What removing an integration would do."""

    id: str
    name: str
    mode: Literal["safe", "all"]
    entities: list[OwnedEntity]
    detached: list[str] = Field(description="Names of those that are kept for what was set.")
    removed: list[str] = Field(description="Names of those that are deleted.")


class RemovedModel(SyncModel):
    """What removing an integration did."""

    id: str
    mode: Literal["safe", "all"]


class RemovalAnswer(RootModel[PluginModel | RemovalModel | RemovedModel]):
    """The integration when it was disabled; what would happen; or what did."""


class OfferedEntity(BaseModel):
    """One thing an integration has."""

    key: str
    name: str
    domain: str
    area: str | None
    chosen: bool
    entity_id: str | None = Field(description="The entity it is already; null for a new one.")


class PreviewModel(BaseModel):
    """What an integration offers."""

    count: int
    entities: list[OfferedEntity]
    choice: list[str] | None = Field(description="The keys that were chosen; null: all.")
    changes: SyncModel = Field(description="What a sync would change now.")
    needs_sync: bool


class IssueModel(BaseModel):
    """Something to look after."""

    model_config = ConfigDict(extra="allow")

    entry: str
    id: str
    severity: str = Field(description="'info', 'warning' or 'error'.")
    message: str
    cure: str
    fixable: bool
    persistent: bool
    learn_more: str
    ignored: bool
    created_at: float


class IssueList(RootModel[list[IssueModel]]):
    """Open issues, the newest first."""


class IssuePath(BaseModel):
    """An issue's place."""

    entry_id: str
    issue_id: str


class IgnoreFields(Body):
    """Whether an issue is put aside."""

    ignored: bool = True


class IgnoreBody(RootModel[IgnoreFields | None]):
    """Whether an issue is put aside; it is when this is left out."""


class FixResult(BaseModel):
    """What came of mending an issue."""

    message: str
    issues: list[IssueModel] = Field(description="What is still open of this integration.")
