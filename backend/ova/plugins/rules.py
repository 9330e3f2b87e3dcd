"""What the rules of JSON Schema want, in the same vocabulary as pydantic's."""

from typing import Any

from ova.core import Wanted

IS_NEEDED = Wanted("is needed", "missing")
ENTER_AGAIN = Wanted("must be entered again: whose it was cannot be told any more", "enter_again")

_TYPES = {
    "string": "string_type",
    "integer": "int_type",
    "number": "float_type",
    "boolean": "bool_type",
    "array": "list_type",
    "object": "dict_type",
    "null": "none_required",
}
_LIMITS = {
    "minimum": ("greater_than_equal", "ge"),
    "maximum": ("less_than_equal", "le"),
    "exclusiveMinimum": ("greater_than", "gt"),
    "exclusiveMaximum": ("less_than", "lt"),
    "multipleOf": ("multiple_of", "multiple_of"),
    "minLength": ("string_too_short", "min_length"),
    "maxLength": ("string_too_long", "max_length"),
    "minItems": ("too_short", "min_length"),
    "maxItems": ("too_long", "max_length"),
}


def wanted_by(rule: str, limit: Any, words: str) -> Wanted:
    """Return English words for a broken rule together with its name and limits."""
    if rule in _LIMITS and isinstance(limit, int | float):
        kind, name = _LIMITS[rule]
        return Wanted(words, kind, {name: limit})
    if rule == "type" and isinstance(limit, str):
        return Wanted(words, _TYPES.get(limit, ""))
    if rule == "enum" and isinstance(limit, list | tuple):
        return Wanted(words, "literal_error", {"expected": ", ".join(str(one) for one in limit)})
    if rule == "pattern":
        return Wanted(words, "string_pattern_mismatch")
    return Wanted(words)
