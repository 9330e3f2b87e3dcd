"""What may stand on a list, and what a list may be called."""

import unicodedata

from ova.core import MAX_ITEM_TEXT, MAX_LIST_NAME
from ova.lists.errors import ListError


def folded(text: str) -> str:
    """Return a text as it is compared: without case and needless blanks."""
    return " ".join(text.casefold().split())


def checked_text(text: str) -> str:
    """Return an item's text in one line. Raises ListError for an empty or a long one."""
    return _checked(text, MAX_ITEM_TEXT, "An item")


def checked_name(name: str) -> str:
    """Return a list's name in one line. Raises ListError for an empty or a long one."""
    return _checked(name, MAX_LIST_NAME, "The name of a list")


def _checked(text: str, most: int, what: str) -> str:
    clean = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text
    )
    clean = " ".join(clean.split())
    if not clean:
        raise ListError(
            f"{what} must not be empty.", cure="Say or write a word.", code="empty_text"
        )
    if len(clean) > most:
        raise ListError(
            f"{what} has up to {most} characters; this has {len(clean)}.",
            cure="Use a shorter one.",
            code="too_long",
        )
    return clean
