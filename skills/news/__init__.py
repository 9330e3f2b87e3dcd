"""Reads the news of the feeds the home follows."""

from typing import Any

from ova.sdk import Ova

from .skill import NewsSkill

manifest = {
    "name": "News",
    "description": "Reads the newest headlines of your feeds, a few at a time.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": ["integration:rss"],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home."""
    return {"headlines": 5}


def build_skill(config: dict[str, Any], ova: Ova) -> NewsSkill:
    """Make the skill."""
    return NewsSkill(ova, count=min(20, max(1, int(config.get("headlines", 5)))))
