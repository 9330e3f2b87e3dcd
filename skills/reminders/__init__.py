"""Reminders, and commands for later or for days of the week."""

from typing import Any

from ova.sdk import Ova

from .skill import RemindersSkill

manifest = {
    "name": "Reminders",
    "description": "Reminds you at a time, and does what you command later or on days of the week.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["schedules", "understand"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> RemindersSkill:  # noqa: ARG001 - every skill is built with a config
    """Make the skill."""
    return RemindersSkill(ova)
