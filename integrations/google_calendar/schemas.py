"""What actions and triggers give, as JSON Schema."""

from typing import Any

_EVENT: dict[str, Any] = {
    "title": {"type": "string", "minLength": 1, "description": "What it is"},
    "start": {"type": "string", "description": "When it begins, ISO 8601 in the home's time"},
    "end": {"type": "string", "description": "When it ends, ISO 8601 in the home's time"},
    "all_day": {"type": "boolean", "description": "It has no times, only days"},
    "location": {"type": "string", "description": "Where it is; blank when not told"},
}


def _all_of(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": sorted(properties),
        "additionalProperties": False,
        "properties": properties,
    }


EVENT = _all_of(**_EVENT)
AGENDA = _all_of(
    day={"type": "string", "description": "The day asked about, as 2026-05-04"},
    events={"type": "array", "items": EVENT},
)
ONE_EVENT = _all_of(event={"anyOf": [EVENT, {"type": "null"}]})
WRITTEN = _all_of(event=EVENT)
SOON = _all_of(
    **_EVENT, minutes={"type": "integer", "minimum": 0, "description": "Until it begins"}
)
