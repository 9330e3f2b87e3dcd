"""Calculates, and turns one unit into another."""

from typing import Any

from ova.sdk import Ova

from .skill import CalculatorSkill

manifest = {
    "name": "Calculator",
    "description": "Calculates, takes percentages and roots, and turns one unit into another.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": [],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {"measures": "us", "measures_options": ["us", "imperial"]}


def build_skill(config: dict[str, Any], ova: Ova) -> CalculatorSkill:  # noqa: ARG001 - every skill is given the hub
    """Make the skill."""
    return CalculatorSkill(imperial=config.get("measures") == "imperial")
