"""Announcements: what one person says is heard in another room, on a floor or everywhere."""

from typing import Any

from ova.sdk import Ova

from .skill import AnnouncementsSkill

manifest = {
    "name": "Announcements",
    "description": "Says something in another room, on a floor or in the whole house.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["home.read", "intercom", "satellites", "speak"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {"say_from": True}


def build_skill(config: dict[str, Any], ova: Ova) -> AnnouncementsSkill:
    """Make the skill."""
    return AnnouncementsSkill(ova, say_from=bool(config["say_from"]))
