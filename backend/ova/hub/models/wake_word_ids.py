"""Ids of wake words."""

import re

from ova.core import InvalidInput, NotFound


def unknown(word_id: str) -> NotFound:
    """Return what is told of a wake word there is none of."""
    return NotFound(f"There is no wake word “{word_id}”.", cure="GET /api/wake-words lists them.")


def slug_of(text: str) -> str:
    """Return an id made of what people say. Raises InvalidInput when nothing is left of it."""
    slug = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:60]
    if not slug:
        raise InvalidInput(
            "The wake word needs a name of letters or digits.", cure="Say what people say to it."
        )
    return slug
