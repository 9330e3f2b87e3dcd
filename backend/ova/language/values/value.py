"""What a reading gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A value, the index of the token behind it, and its unit when it was said."""

    value: str | int | float
    end: int
    unit: str = ""


def plain(number: float) -> int | float:
    """Return a whole number as int."""
    return int(number) if isinstance(number, float) and number.is_integer() else number
