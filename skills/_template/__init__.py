"""Greets people."""

# `ova skill new NAME` writes a copy of this folder under another name. The folder's name is the skill's id.
#   locale/<language>/*.yaml   what people say, and replies.yaml: what is answered
#   tests/                     phrases.yaml: what must come of what is said; test_*.py: tests in Python
#   README.md                  shown as the skill's documentation
# Try it:  ova skill run . "say hello to everybody"      Test it:  ova skill test .

from typing import Any

from ova.sdk import Ova, Reply, Turn, handles

# Further decorators: @on_event("doorbell.pressed") for what an integration tells, @on_schedule("07:00")
# and @on_schedule(every="15m") for times.

manifest = {
    "name": "My Greeter",
    "description": "Greets people.",
    "version": "1.0.0",
    "category": "example",
    # The hub builds the skill when these are loaded, and again when one of them changes.
    # The skill reaches them as ova.integrations.<id>.
    "required_integrations": [],
    # What of `ova` it uses beside time, language, settings and its own store: "home", "timers", "speak" ...
    # Its page shows them; what is not named here is refused.
    "permissions": [],
    # Packages from PyPI, as "feedparser>=6,<7"; `ova skill install my_greeter` installs them.
    "requirements": [],
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
        # ova.now(), ova.language, ova.settings.current, ova.store; and what `permissions` names
        self.ova = ova

    @handles("MyGreeterGreet")
    def greet(self, turn: Turn) -> Reply:
        """Return turn.reply(key, ...), a text, a Reply, or None to stay silent."""
        # Kept on disk, whatever happens to the hub; nobody else writes in between.
        self.ova.store.update("greeted", lambda count: count + 1, default=0)
        where = turn.area.name if turn.area else "house"
        key = "formal" if self.formal else "greeting"
        return turn.reply(key, name=turn.slot("name", "friend"), where=where)

    @handles("MyGreeterCount")
    def count(self, turn: Turn) -> Reply:
        """Answer with a text that depends on a number: see `counted` in replies.yaml."""
        return turn.reply("counted", count=self.ova.store.get("greeted", 0))

    def unload(self) -> None:
        """End threads and connections, if there are any."""
