"""Who is at home, and where everybody is."""

from typing import Any

from ova.sdk import Ova

from .skill import PeopleSkill

manifest = {
    "name": "People",
    "description": "Tells who is at home, and where everybody is.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["home.read"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> PeopleSkill:  # noqa: ARG001 - every skill is built with a config
    """Make the skill."""
    return PeopleSkill(ova)
