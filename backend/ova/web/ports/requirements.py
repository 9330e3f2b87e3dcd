"""What integrations need to be installed, as the web room asks for it."""

from typing import Protocol

from ova.core import PluginInfo


class RequirementsPort(Protocol):
    """Installs what integrations need."""

    def install_requirements(self, plugin_id: str) -> PluginInfo:
        """Install it and load the integration anew. Raises NotFound, Conflict, Unavailable."""
        ...
