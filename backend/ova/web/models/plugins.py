"""Forms of integrations and skills."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ova.core import PluginKind, PluginState
from ova.web.models.common import Body


class HealthDot(BaseModel):
    """How a plugin is, at a glance."""

    dot: Literal["ok", "warn", "bad", "off"]
    text: str = Field(description="At most 20 characters.")


class PluginModel(BaseModel):
    """An integration or skill as people see it."""

    model_config = ConfigDict(extra="allow")

    id: str
    kind: PluginKind
    name: str
    description: str
    state: PluginState
    reason: str
    cure: str
    warnings: list[str]
    version: str
    category: str
    origin: str = Field(description="'bundled', 'user' (from OVA_HOME) or 'package'.")
    enabled: bool
    required_integrations: list[str]
    configurable: bool = Field(description="It has settings.")
    entities: int
    failures: int = Field(description="Calls that failed since it was loaded.")
    integration_id: str = Field(description="Whose account this is.")
    account: str = Field(description="Who is signed in at the other side; empty when unknown.")
    message: str = Field(description="What it said when it was activated.")
    retry_at: float | None = Field(description="When it is tried again; seconds since the epoch.")
    health: HealthDot
    docs: str = Field(description="Where its documentation is; may be empty.")
    signs_in: bool = Field(description="People sign in to it at its service.")
    logo: str = Field(description="Address of its picture; may be empty.")
    quality: str = Field(description="Tier of its quality; empty when it cannot be told.")
    requirements_unmet: list[str] = Field(description="Packages it needs and has not.")
    progress: str = Field(description="What is being installed just now.")
    permissions: list[str] | None = Field(
        description="What of the hub a skill may use; null: everything."
    )


class PluginList(RootModel[list[PluginModel]]):
    """Every integration, or every skill."""


class PluginPath(BaseModel):
    """A plugin's place."""

    plugin_id: str


class EnableFields(Body):
    """How to enable a plugin."""

    config: dict[str, Any] | None = Field(None, description="Its config; else the stored one.")


class EnableBody(RootModel[EnableFields | None]):
    """How to enable a plugin; may be left out."""


class ConfigBody(RootModel[dict[str, Any]]):
    """A plugin's config by name of the setting: see its config/schema.

    A setting that is left out stays. A secret that is blank, null or {"is_set": true} stays as well;
    {"is_set": false} clears it.
    """


class ConfigModel(RootModel[dict[str, Any]]):
    """A plugin's config by name of the setting; a secret is shown as {"is_set": true or false}."""
