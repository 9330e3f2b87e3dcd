"""Integrations or skills, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import PluginInfo
from ova.web.ports.requirements import RequirementsPort
from ova.web.ports.wire import Json


class PluginsPort(Protocol):
    """The integrations, or the skills."""

    def infos(self) -> Sequence[PluginInfo]:
        """Return every plugin found or configured."""
        ...

    def info(self, plugin_id: str) -> PluginInfo:
        """Return one plugin. Raises NotFound."""
        ...

    def enable(
        self, plugin_id: str, config: Json | None = None, *, force: bool = False
    ) -> PluginInfo:
        """Enable and load a plugin, with ``config`` when given. Raises InvalidInput, NotFound.

        ``force`` takes settings that do not pass their own test.
        """
        ...

    def disable(self, plugin_id: str) -> PluginInfo:
        """Unload a plugin and keep its config."""
        ...

    def config(self, plugin_id: str) -> Json:
        """Return the config for people: a secret is shown as ``{"is_set": bool}``."""
        ...

    def config_version(self, plugin_id: str) -> str:
        """Return what changes whenever the config is stored."""
        ...

    def set_config(
        self, plugin_id: str, config: Json, *, force: bool = False, version: str | None = None
    ) -> PluginInfo:
        """Store a config and rebuild the plugin; ``{"is_set": true}`` keeps a stored secret.

        ``force`` takes settings that do not pass their own test. Raises an error of status 412 when
        the config is no longer of ``version``.
        """
        ...

    def schema(self, plugin_id: str, language: str) -> Json:
        """Return the JSON Schema of the config, labels and help texts in a language."""
        ...

    def told(self, info: PluginInfo, language: str) -> Json:
        """Return the wire form of a plugin, described in a language."""
        ...

    def reload(self, plugin_id: str) -> PluginInfo:
        """Unload and load a plugin from its files."""
        ...

    def rescan(self) -> Sequence[PluginInfo]:
        """Look for plugins again."""
        ...


class SkillsPort(PluginsPort, RequirementsPort, Protocol):
    """The skills."""
