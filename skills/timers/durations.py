"""Lengths of time: out of slots, and into words."""

from collections.abc import Sequence

from ova.sdk import Turn

UNITS = (("hours", 3600), ("minutes", 60), ("seconds", 1))


def slots_length(turn: Turn, prefix: str = "") -> float | None:
    """Return the seconds that ``<prefix>hours``, ``minutes`` and ``seconds`` add up to; None without any."""
    parts = [(turn.slot(prefix + unit), seconds) for unit, seconds in UNITS]
    given = [(float(value), seconds) for value, seconds in parts if value is not None]
    return sum(value * seconds for value, seconds in given) if given else None


def length_words(turn: Turn, seconds: float) -> str:
    """Return a length in words: "1 hour and 30 minutes"."""
    parts = [
        turn.text(f"{unit}_one" if count == 1 else f"{unit}_other", count=count)
        for unit, count in _split(seconds)
    ]
    return joined(turn, parts)


def length_label(turn: Turn, seconds: float) -> str:
    """Return a length as it stands before a noun: "1 hour 30 minute"."""
    parts = [turn.text(f"{unit}_of", count=count) for unit, count in _split(seconds)]
    return " ".join(parts)


def left_words(turn: Turn, seconds: float) -> str:
    """Return a remaining time in words, as exact as a person would say it.

    To the second below ten minutes, to the minute above; never less than one second.
    """
    whole = max(1, round(seconds))
    return length_words(turn, whole if whole < 600 else round(whole / 60) * 60)


def joined(turn: Turn, parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    told = parts[0] if parts else ""
    for part in parts[1:-1]:
        told = turn.text("list_more", first=told, next=part)
    return turn.text("list_last", first=told, last=parts[-1]) if len(parts) > 1 else told


def capitalised(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def _split(seconds: float) -> list[tuple[str, int]]:
    rest = round(seconds)
    parts: list[tuple[str, int]] = []
    for unit, size in UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append((unit, count))
    return parts or [("seconds", 0)]
