"""Greets people."""

# Copy this folder to OVA_HOME/skills/my_greeter and change it. The folder's name is the skill's id.
# What people say and what is answered lies in locale/<language>/*.yaml.

from typing import Any

from ova.sdk import Ova, Reply, Turn, handles

manifest = {
    "name": "My Greeter",
    "description": "Greets people.",
    "version": "1.0.0",
    "category": "example",
    # The hub builds the skill when these are loaded, and again when one of them changes.
    "required_integrations": [],
}


def default_config() -> dict[str, Any]:
    """Return the settings a person can change."""
    return {"formal": False}


def build_skill(config: dict[str, Any], ova: Ova) -> "MyGreeter":
    """Return the object whose methods answer."""
    return MyGreeter(config, ova)


class MyGreeter:
    """Any class; methods marked with @handles are called with a Turn."""

    def __init__(self, config: dict[str, Any], ova: Ova) -> None:
        self.formal = config["formal"]
        # ova.home, ova.timers, ova.integration_manager, ova.settings.current, ova.language, ova.now()
        self.ova = ova

    @handles("MyGreet")
    def greet(self, turn: Turn) -> Reply:
        """Return turn.reply(key, ...), a text, a Reply, or None to stay silent."""
        where = turn.area.name if turn.area else "house"
        key = "formal" if self.formal else "greeting"
        return turn.reply(key, name=turn.slot("name", "friend"), where=where)

    def unload(self) -> None:
        """End threads and connections, if there are any."""
