"""Answers questions about the weather, from the integration of that name."""

from typing import Any

from ova.sdk import Ova

from .skill import WeatherSkill

manifest = {
    "name": "Weather",
    "description": "Answers questions about the weather, now and in the coming days.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["integration:weather"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home: there are none, the integration has them."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> WeatherSkill:  # noqa: ARG001 - every skill is given its settings
    """Make the skill."""
    return WeatherSkill(ova)
