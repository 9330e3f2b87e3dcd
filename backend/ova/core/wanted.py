"""What is wanted of a field that does not fit: in English, and so that pages can say it otherwise."""

from collections.abc import Mapping
from typing import Any, Self

Told = str | int | float

_TELLING = frozenset(
    {"expected", "ge", "gt", "le", "lt", "max_length", "min_length", "multiple_of"}
)
"""Limits of a rule; what was given is never among them, for it may be a secret."""


class Wanted(str):
    """English words for what is wrong with one field, with the rule that was broken."""

    kind: str
    """The rule, named as pydantic names it: ``string_too_short``; blank when only words are known."""
    values: dict[str, Told]
    """Its limits: ``{"min_length": 8}``."""

    def __new__(cls, words: str, kind: str = "", values: Mapping[str, Told] | None = None) -> Self:
        """``kind`` and ``values`` let a page say the same in another language."""
        made = super().__new__(cls, words)
        made.kind = kind
        made.values = dict(values or {})
        return made

    @classmethod
    def of_model(cls, fault: Mapping[str, Any]) -> Self:
        """Return the words of one of pydantic's findings, as ``ValidationError.errors`` has them."""
        limits = fault.get("ctx", {})
        values = {
            name: value
            for name, value in limits.items()
            if name in _TELLING and isinstance(value, str | int | float)
        }
        return cls(fault["msg"], fault["type"], values)


def fault_json(words: str, **place: str) -> dict[str, Any]:
    """Return a fault for a problem document: where it is, what is wanted, and by which rule."""
    told: dict[str, Any] = {"detail": str(words), **place}
    if isinstance(words, Wanted) and words.kind:
        told |= {"kind": words.kind, "values": words.values}
    return told
