"""Alarm clocks: set, ask, snooze and cancel, once or on days of the week."""

from typing import Any

from ova.sdk import Ova

from .skill import AlarmsSkill

manifest = {
    "name": "Alarms",
    "description": "Rings at a time of day, once or on days of the week, until you stop or snooze it.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["home.read", "satellites", "schedules", "timers"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> AlarmsSkill:  # noqa: ARG001 - every skill is built with a config
    """Make the skill."""
    return AlarmsSkill(ova)
