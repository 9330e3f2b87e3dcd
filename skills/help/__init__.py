"""Tells what can be said, and makes a little conversation."""

from typing import Any

from ova.sdk import Ova

from .skill import HelpSkill

manifest = {
    "name": "Help",
    "description": "Tells what you can say in this home, and makes a little conversation.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["home.read", "skills"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home: there are none."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> HelpSkill:  # noqa: ARG001 - every skill is given its settings
    """Make the skill."""
    return HelpSkill(ova)
