"""How loud the assistant speaks, on this satellite, in a room or everywhere."""

from typing import Any

from ova.sdk import Ova

from .skill import VolumeSkill

manifest = {
    "name": "Volume",
    "description": "Sets how loud the assistant itself speaks.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["home.read", "satellites", "schedules", "timers"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {"step": 15}


def build_skill(config: dict[str, Any], ova: Ova) -> VolumeSkill:
    """Make the skill."""
    return VolumeSkill(ova, step=int(config["step"]))
