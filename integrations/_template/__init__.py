"""Speaks with my devices."""

# Copy this folder to OVA_HOME/integrations/my_devices and change it. The folder's name is the
# integration's id: small letters, digits and underscores. One file, my_devices.py, does as well.
#
# Only build_integration is necessary; everything else may be left out.

from collections.abc import Iterable
from typing import Any

from ova.sdk import (
    ActionError,
    Context,
    Device,
    Entity,
    EntityState,
    NotReady,
    Ova,
    control,
)

manifest = {
    "name": "My Devices",
    "description": "Speaks with my devices.",
    "version": "1.0.0",
    "category": "example",
    # Packages of PyPI the code imports, as pip names them.
    "requirements": [],
    # JSON Schema for single fields of default_config(), when a default does not say enough.
    "config": {"port": {"minimum": 1, "maximum": 65535, "description": "Usually 4711"}},
}


def default_config() -> dict[str, Any]:
    """Return the settings a person can change; the types of the values make the form."""
    return {
        "host": "",
        "port": 4711,
        # Keys that end with token, password, secret or api_key are stored encrypted, never shown.
        "api_key": "",
        # A list named <field>_options makes a choice of the field.
        "units": "metric",
        "units_options": ["metric", "imperial"],
    }


def build_integration(config: dict[str, Any], ova: Ova) -> "MyDevices":
    """Return the object skills get from ova.integration_manager.get_integration_module(id).

    It is built again when settings are saved. What is raised here is shown beside the settings.
    """
    return MyDevices(config, ova)


class MyDevices:
    """Any class. The hub looks for the methods below by their name or mark."""

    def __init__(self, config: dict[str, Any], ova: Ova) -> None:
        self.config = config
        self.ova = ova
        self.lamp_is_on = False

    def entities(self, ctx: Context) -> Iterable[Device]:
        """Yield what is brought into the home. Called after each build."""
        ctx.logger.info("asked for devices")
        if self.config["host"] == "asleep":
            # Loaded all the same: declare the devices later, with ctx.entities.declare(...).
            raise NotReady("My devices are asleep.", cure="Wake them.")
        state = "on" if self.lamp_is_on else "off"
        yield Device("lamp-1", "Example Lamp", "light", area="Workshop", state=state)

    @control
    def act(self, entity: Entity, service: str, data: dict[str, Any], ctx: Context) -> EntityState:
        """Carry out a command. Services and data are Home Assistant's: turn_on, brightness_pct."""
        if ctx.entities.key(entity) != "lamp-1":
            raise ActionError("it is not wired up")
        ctx.logger.info("%s %s", service, data)
        self.lamp_is_on = service == "turn_on" or (service == "toggle" and not self.lamp_is_on)
        return EntityState("on" if self.lamp_is_on else "off")

    def unload(self) -> None:
        """End threads and connections. Called before a new object takes over, and at the end."""
