"""Sends messages by Telegram."""

from typing import Any

from ova.sdk import Ova

from .skill import MessagesSkill

manifest = {
    "name": "Messages",
    "description": "Sends a message to somebody you allowed, after you said yes.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["integration:telegram"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {"ask_first": True}


def build_skill(config: dict[str, Any], ova: Ova) -> MessagesSkill:
    """Make the skill."""
    return MessagesSkill(ova, ask_first=bool(config.get("ask_first", True)))
