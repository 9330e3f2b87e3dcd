"""What the log shows of values that went through an integration: no secrets, and not too much."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ova.plugins import HIDDEN, blot, is_secret, redact

LONGEST_TEXT = 500
MOST_ITEMS = 50
DEEPEST = 8
CUT = "…"


def for_log(
    value: Any, secrets: Sequence[str], schema: Mapping[str, Any] | None = None, depth: int = 0
) -> Any:
    """Return a copy that is JSON and not too long, without secrets: by value, name and schema."""
    if value is None or isinstance(value, bool | int):
        return blot(value, secrets)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, str):
        text = redact(value, secrets).encode("utf-8", "replace").decode()
        return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + CUT
    if depth >= DEEPEST:
        return CUT
    parts = _parts(schema)
    if isinstance(value, Mapping):
        copied: dict[str, Any] = {}
        for key, one in value.items():
            if len(copied) >= MOST_ITEMS:
                copied[CUT] = len(value)
                break
            name = for_log(str(key), secrets)
            part = parts.get(key) or {}
            hidden = one not in (None, "") and is_secret(str(key), {"type": "string", **part})
            copied[name] = HIDDEN if hidden else for_log(one, secrets, part, depth + 1)
        return copied
    if isinstance(value, list | tuple):
        shown = [for_log(one, secrets, None, depth + 1) for one in value[:MOST_ITEMS]]
        return [*shown, CUT] if len(value) > MOST_ITEMS else shown
    return f"({type(value).__name__})"


def _parts(schema: Mapping[str, Any] | None) -> Mapping[str, Any]:
    parts = (schema or {}).get("properties")
    return parts if isinstance(parts, Mapping) else {}
