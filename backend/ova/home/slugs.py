"""Ids made from names."""

import re
import unicodedata
from collections.abc import Container


def slug(name: str, fallback: str = "unnamed") -> str:
    """Return ``name`` in lower-case ASCII letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or fallback


def unused(wanted: str, taken: Container[str]) -> str:
    """Return ``wanted``, or it with the first number from 2 that makes it unique."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"


def folded(text: str) -> str:
    """Return a name as it is compared: case-folded, single spaces."""
    return " ".join(text.casefold().split())
