"""Tells the time here and elsewhere, the date and the day."""

from typing import Any

from ova.sdk import Ova

from .skill import ClockSkill

manifest = {
    "name": "Clock",
    "description": "Tells the time here and elsewhere, the date, and how far away a day is.",
    "version": "1.1.0",
    "category": "everyday",
    "permissions": [],
    "translations": {"incomplete": ["es", "fr", "it", "nl"]},
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {"hours": "12", "hours_options": ["12", "24"]}


def build_skill(config: dict[str, Any], ova: Ova) -> ClockSkill:
    """Make the skill."""
    return ClockSkill(ova, twelve_hours=str(config.get("hours", "12")) != "24")
