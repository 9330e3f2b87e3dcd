"""Lights, switches, covers, climate, fans, locks, media players, vacuums, and questions about them."""

from typing import Any

from ova.sdk import Ova

from .skill import HomeSkill

manifest = {
    "name": "Home",
    "description": "Controls what is in the home and answers questions about it.",
    "version": "1.0.0",
    "category": "home",
    "permissions": ["home", "actions", "satellites", "schedules"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home: the size of a step in percent."""
    return {"brightness_step": 20, "volume_step": 10}


def build_skill(config: dict[str, Any], ova: Ova) -> HomeSkill:
    """Make the skill."""
    return HomeSkill(
        ova,
        brightness_step=int(config.get("brightness_step", 20)),
        volume_step=int(config.get("volume_step", 10)),
    )
