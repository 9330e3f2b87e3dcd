"""Forms of integrations and skills."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ova.web.models.common import Body


class PluginModel(BaseModel):
    """An integration or skill as people see it; a plugin may add fields of its own."""

    model_config = ConfigDict(extra="allow")

    id: str
    kind: str
    name: str
    description: str
    state: str
    reason: str
    cure: str
    warnings: list[str]
    version: str
    category: str
    origin: str
    enabled: bool
    required_integrations: list[str]


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
    """A plugin's whole config."""
