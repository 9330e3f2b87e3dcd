"""Texts in the events of a client."""

from collections.abc import Mapping
from typing import Any

from ova.core import InvalidInput

MAX_TEXT = 5_000
MAX_ID = 100


def text_of(data: Mapping[str, Any]) -> str:
    """Return the ``text`` of an event. Raises InvalidInput."""
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InvalidInput("There is no text.", cure="Send some words as “text”.")
    if len(text) > MAX_TEXT:
        raise InvalidInput(
            f"A text of {len(text)} characters is too long.",
            cure=f"Send at most {MAX_TEXT} characters.",
            code="text_too_long",
        )
    return text.strip()


def word_of(data: Mapping[str, Any], name: str) -> str:
    """Return a short text of an event; empty where there is none."""
    value = data.get(name)
    return value[:MAX_ID] if isinstance(value, str) else ""
