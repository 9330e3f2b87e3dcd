"""What must not leave the hub."""

from collections.abc import Iterable, Mapping
from typing import Any

ENDINGS = ("token", "password", "secret", "api_key")
"""Of the names the hub keeps secret."""
HIDDEN = "•••"


def without_secrets(value: Any, secrets: Iterable[str] = ()) -> Any:
    """Return a value without the texts under secret names, and without these secrets anywhere."""
    known = [secret for secret in secrets if len(secret) >= 4]
    if isinstance(value, str):
        for secret in known:
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, Mapping):
        return {
            key: HIDDEN
            if isinstance(inner, str) and inner and str(key).lower().endswith(ENDINGS)
            else without_secrets(inner, known)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(inner, known) for inner in value]
    return value
