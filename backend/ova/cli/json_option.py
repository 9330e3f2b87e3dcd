"""Options that take a JSON object."""

import json
from pathlib import Path
from typing import Any

from ova.core import InvalidInput

_CURE = """Write it as '{"field": "value"}', or name a file as @settings.json."""


def json_object(text: str, option: str) -> dict[str, Any]:
    """Return the object an option was given, as JSON or as ``@FILE``. Raises InvalidInput."""
    try:
        plain = Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text
        given = json.loads(plain)
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{option} is not JSON: {error}.", cure=_CURE) from None
    if not isinstance(given, dict):
        raise InvalidInput(f"{option} is no JSON object.", cure=_CURE)
    return given
