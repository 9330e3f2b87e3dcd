"""What payloads carry: numbers, texts and JSON."""

import json
from typing import Any

from .templates import Template, Unreadable

MAX_STATE = 255
NONE = ("", "None")
"""What a template gives for a value that is not there."""


def number(text: str) -> float:
    """Return a payload's number. Raises Unreadable."""
    try:
        value = float(text)
    except ValueError:
        raise Unreadable(f"{text!r:.40} is not a number") from None
    if value != value or abs(value) == float("inf"):
        raise Unreadable(f"{text!r:.40} is not a number")
    return value


def plain(value: float) -> str:
    """Return a number without a needless ``.0``."""
    return f"{value:.10g}"


def filled(template: Template | None, value: str, **more: Any) -> str:
    """Return the payload of a command: ``value``, or what the template makes of it."""
    return template.render(value=value, **more) if template else value


def as_number(text: str) -> float | str:
    """Return a number for a text of one, so that templates can reckon with it."""
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


def json_object(told: str) -> dict[str, Any]:
    """Return the JSON object of a payload. Raises Unreadable."""
    try:
        values = json.loads(told)
    except (ValueError, RecursionError):
        raise Unreadable(f"{told!r:.80} is not JSON") from None
    if not isinstance(values, dict):
        raise Unreadable(f"{told!r:.80} is not a JSON object")
    return values
