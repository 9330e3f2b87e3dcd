"""Integrations, and what they can be ordered to do, as plugins see them."""

from collections.abc import Mapping
from typing import Any, Protocol

from ova.core import PluginInfo
from ova.sdk.specs import ActionResult


class IntegrationsApi(Protocol):
    """The loaded integrations."""

    def get_integration_module(self, integration_id: str) -> Any:
        """Return the object an integration built. Ask each time: a new config makes a new object.

        Raises an Unavailable error that says why when the integration is not loaded.
        """

    def integration_exists(self, integration_id: str) -> bool:
        """Tell whether an integration is loaded."""

    def infos(self) -> list[PluginInfo]:
        """Return every integration with its state."""


class ActionsApi(Protocol):
    """What the loaded integrations can be ordered to do."""

    def run(
        self,
        entry_id: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        source: str = "code",
    ) -> ActionResult:
        """Carry out an action of an integration, as ``run("sunny_home", "set_light", {...})``.

        Its input and output are checked and the order is logged, with ``source`` as who gave it.
        Raises NotFound, InputInvalid with every fault, and what else the integration raises.
        """
