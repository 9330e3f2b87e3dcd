"""The integrations: what skills, the page and the hub ask for."""

from collections.abc import Mapping
from typing import Any

from ova.core import PluginInfo, PluginState, check_integration
from ova.plugins.errors import (
    ConfigInvalid,
)
from ova.plugins.upkeep import Upkeep


class IntegrationManager(Upkeep):
    """Holds the integrations."""

    def get_integration_module(self, integration_id: str) -> Any:
        """Return the object an integration built. Ask each time: new settings make a new object.

        Raises IntegrationNotLoaded, which is also a RuntimeError, with what to do about it, and
        NotFromHere where nothing may be ordered of it.
        """
        check_integration(integration_id)
        record = self._records.get(integration_id)
        live = record.live if record is not None else None
        if live is None:
            raise self._not_loaded(record, integration_id)
        return live.object

    def integration_exists(self, integration_id: str) -> bool:
        """Tell whether an integration is loaded."""
        record = self._records.get(integration_id)
        return record is not None and record.live is not None

    def available(self) -> list[PluginInfo]:
        """Return every integration whose files are there."""
        return [info for info in self.infos() if info.state != PluginState.MISSING]

    def imported(self) -> list[PluginInfo]:
        """Return the enabled integrations."""
        return [info for info in self.infos() if info.enabled]

    def not_imported(self) -> list[PluginInfo]:
        """Return the integrations that may be enabled."""
        return [info for info in self.available() if not info.enabled]

    def activate(self, plugin_id: str, config: Mapping[str, Any] | None = None) -> PluginInfo:
        """Enable an integration, or end its pause; one that runs stays as it is.

        Raises as ``enable``; a ConfigInvalid carries the form that is to be filled in.
        """
        if plugin_id not in self._records:  # it may have been dropped in just now
            self.rescan()
        record = self._record(plugin_id)
        if record.state == PluginState.PAUSED:
            if config:
                self.set_config(plugin_id, config)
            return self.resume(plugin_id)
        try:
            return self.enable(plugin_id, config)
        except ConfigInvalid as error:
            error.form = {"schema": self.schema(plugin_id), "values": self.config(plugin_id)}
            raise
