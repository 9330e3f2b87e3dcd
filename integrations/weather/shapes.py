"""What single questions about the weather take and give, as JSON schemas."""

from .parts import PARTS
from .words import DAYS

DAY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"day": {"enum": list(DAYS[1:]), "default": "today", "description": "Which day"}},
}
DAY_OR_PART = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "day": {
            "enum": [*DAYS[1:], *PARTS],
            "default": "today",
            "description": "Which day, or which part of today or tomorrow",
        }
    },
}
_MAYBE = {"type": ["number", "null"]}
RAIN = {
    "type": "object",
    "required": ["rain", "amount", "chance", "begins"],
    "properties": {
        "rain": {"type": "boolean"},
        "amount": _MAYBE,
        "chance": {**_MAYBE, "description": "Percent"},
        "begins": {"type": ["string", "null"], "description": "By the clocks of the place"},
    },
}
TEMPERATURES = {
    "type": "object",
    "required": ["low", "high", "unit"],
    "properties": {"low": _MAYBE, "high": _MAYBE, "unit": {"type": "string"}},
}
WIND = {
    "type": "object",
    "required": ["wind", "gusts", "unit"],
    "properties": {"wind": _MAYBE, "gusts": _MAYBE, "unit": {"type": "string"}},
}
SUN = {
    "type": "object",
    "required": ["sunrise", "sunset"],
    "properties": {"sunrise": {"type": "string"}, "sunset": {"type": "string"}},
}
HOURS = {
    "type": "object",
    "required": ["hours"],
    "properties": {"hours": {"type": "array", "items": {"type": "object", "required": ["time"]}}},
}
WEEK = {
    "type": "object",
    "required": ["days"],
    "properties": {"days": {"type": "array", "items": {"type": "object", "required": ["date"]}}},
}
PLACE = {
    "type": "object",
    "required": ["place", "now", "today"],
    "properties": {
        "place": {"type": "string"},
        "now": {"type": "object"},
        "today": {"type": ["object", "null"]},
    },
}
WARNINGS = {
    "type": "object",
    "required": ["warnings"],
    "properties": {
        "warnings": {
            "type": "array",
            "items": {"type": "object", "required": ["date", "kind", "words"]},
        }
    },
}
