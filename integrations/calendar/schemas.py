"""What actions and triggers give, as JSON Schema."""

from typing import Any


def _all_of(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": sorted(properties),
        "additionalProperties": False,
        "properties": properties,
    }


EVENT = _all_of(
    id={"type": "string", "description": "Which time of which event"},
    calendar={"type": "string", "description": "Name of the calendar it is in"},
    summary={"type": "string", "description": "What it is"},
    start={"type": "string", "description": "ISO 8601 in the home's time; a date when all day"},
    end={"type": "string", "description": "ISO 8601 in the home's time; a date when all day"},
    all_day={"type": "boolean", "description": "It has no times, only days"},
    location={"type": "string", "description": "Where it is; blank when not told"},
)
"""One time of an event."""
AGENDA = _all_of(events={"type": "array", "items": EVENT})
NEXT = _all_of(event={"anyOf": [EVENT, {"type": "null"}]})
ADDED = _all_of(
    uid={"type": "string", "description": "The event's own id at the server"},
    calendar={"type": "string", "description": "Name of the calendar it was put into"},
)
