"""Kitchen timers: set, ask, change, cancel and silence."""

from typing import Any

from ova.sdk import Ova

from .skill import TimersSkill

manifest = {
    "name": "Timers",
    "description": "Sets timers that ring where they were asked for, and survive a restart.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["home.read", "satellites", "schedules", "timers", "understand"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> TimersSkill:  # noqa: ARG001 - every skill is built with a config
    """Make the skill."""
    return TimersSkill(ova)
