"""Makes a lost phone ring."""

from typing import Any

from ova.sdk import Ova

from .skill import PhoneSkill

manifest = {
    "name": "Find my phone",
    "description": "Makes your phone ring, by an action of an integration that you choose.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["actions"],
    "config": {
        "type": "object",
        "properties": {
            "action": {
                "title": "Action",
                "description": "Integration and action with a dot between: home_assistant.service",
                "pattern": r"^([a-z0-9_]+\.[a-z0-9_]+)?$",
            },
            "inputs": {
                "title": "What it is told",
                "description": "The action's input as JSON",
            },
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home: no phone is known."""
    return {"action": "", "inputs": {}}


def build_skill(config: dict[str, Any], ova: Ova) -> PhoneSkill:
    """Make the skill."""
    return PhoneSkill(ova, str(config.get("action") or ""), dict(config.get("inputs") or {}))
