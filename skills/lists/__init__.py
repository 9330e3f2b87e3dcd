"""Shopping and to-do lists: add several things at once, ask, tick off, take back."""

from typing import Any

from ova.sdk import Ova

from .skill import ListsSkill

manifest = {
    "name": "Lists",
    "description": "Keeps shopping and to-do lists for the whole household.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["lists"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> ListsSkill:  # noqa: ARG001 - every skill is built with a config
    """Make the skill."""
    return ListsSkill(ova)
