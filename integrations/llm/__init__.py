"""Asks a language model over any chat API that speaks as OpenAI's does."""

from typing import Any

from ova.sdk import Ova

from .model import LanguageModel

manifest = {
    "name": "Language Model",
    "description": "Asks a language model of your choice what the hub does not understand itself.",
    "version": "1.0.0",
    "category": "assistant",
    "docs": "/integration/llm/docs",
    "logo": "logo.svg",
    "http": {"base_url": "{base_url}", "headers": {"Authorization": "Bearer {api_key}"}},
    "config": {
        "type": "object",
        "required": ["base_url", "model"],
        "properties": {
            "base_url": {
                "title": "Server",
                "description": "As in http://127.0.0.1:11434/v1, or https://api.openai.com/v1",
                "pattern": "^(https?://[^/]+(/.*)?)?$",
            },
            "api_key": {"title": "API key", "description": "Blank for servers that need none"},
            "model": {"title": "Model", "description": "As the server calls it"},
            "allowed": {
                "title": "Allow asking it",
                "description": "What is asked leaves the hub, and with another's server your home",
            },
            "instructions": {
                "title": "Instructions",
                "description": "Told to the model with every question; blank for the usual ones",
            },
            "timeout_seconds": {
                "title": "Wait for an answer (seconds)",
                "description": "With everything the model does for it; then it is given up",
                "minimum": 1,
                "maximum": 18,
            },
            "max_tokens": {
                "title": "Longest answer (tokens)",
                "description": "A token is about three quarters of a word",
                "minimum": 16,
                "maximum": 4096,
            },
            "daily_tokens": {
                "title": "Tokens a day",
                "description": "When they are used up it is not asked until tomorrow; 0 for no limit",
                "minimum": 0,
                "maximum": 100_000_000,
            },
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import: nothing is asked until somebody allows it."""
    return {
        "base_url": "",
        "api_key": "",
        "model": "",
        "allowed": False,
        "instructions": "",
        "timeout_seconds": 15,
        "max_tokens": 400,
        "daily_tokens": 200_000,
    }


def build_integration(config: dict[str, Any], ova: Ova) -> LanguageModel:
    """Make the object; nothing is asked yet."""
    return LanguageModel(config, ova)
