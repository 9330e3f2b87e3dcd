"""When something happens again: the rule, and its wire form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ova.core.errors import InvalidInput

EVERY_DAY = frozenset(range(7))
LAST = -1
"""The last day of a month, or the last such day of the week in it."""
STARTS = range(1970, 2200)
"""Years something that repeats may start in."""


class RepeatUnit(StrEnum):
    """What is counted from one time to the next."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MOST_EVERY: Mapping[RepeatUnit, int] = MappingProxyType(
    {RepeatUnit.DAY: 366, RepeatUnit.WEEK: 52, RepeatUnit.MONTH: 24, RepeatUnit.YEAR: 4}
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONLY = {
    RepeatUnit.DAY: frozenset[str](),
    RepeatUnit.WEEK: frozenset({"weekdays"}),
    RepeatUnit.MONTH: frozenset({"weekdays", "day", "nth"}),
    RepeatUnit.YEAR: frozenset({"weekdays", "day", "nth", "month"}),
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A time of day on some days of every week; or every few days, weeks, months or years.

    Of a month or a year either ``day`` is given, or ``nth`` with ``weekdays``: "the first Monday".
    """

    at: time
    """In the home's time zone."""
    weekdays: frozenset[int] = EVERY_DAY
    """0 is Monday."""
    unit: RepeatUnit = RepeatUnit.WEEK
    every: int = 1
    """2: every other week. Counted from the first fitting day on or after ``start``."""
    start: date | None = None
    """It does not happen before this day."""
    day: int | None = None
    """Day of the month; in a shorter month it is the last. LAST: always the last."""
    nth: int | None = None
    """1 to 4, or LAST."""
    month: int | None = None
    """Of every year; 1 is January."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form: ``{"time": "07:00", "weekdays": [0, 1]}``, and more for what is no week."""
        wire: dict[str, Any] = {"time": time_text(self.at)}
        if self.unit is not RepeatUnit.WEEK or self.every > 1:
            wire |= {"unit": self.unit.value, "every": self.every}
        if self.unit is RepeatUnit.WEEK or self.nth is not None:
            wire["weekdays"] = sorted(self.weekdays)
        parts = {"day": self.day, "nth": self.nth, "month": self.month}
        wire |= {name: value for name, value in parts.items() if value is not None}
        if self.start is not None:
            wire["start"] = self.start.isoformat()
        return wire


def recurrence_of(wire: Mapping[str, Any]) -> Recurrence:
    """Read the wire form; no ``unit`` means weeks, no ``weekdays`` of a week every day. Raises InvalidInput."""
    given = {name: value for name, value in wire.items() if value is not None}
    at = time_of(given.get("time"))
    try:
        unit = RepeatUnit(given.get("unit", RepeatUnit.WEEK))
    except ValueError:
        known = ", ".join(f"`{one.value}`" for one in RepeatUnit)
        raise _wrong(
            f"{given['unit']!r} is nothing to repeat by.", f"`unit` may be {known}."
        ) from None
    for name in ("weekdays", "day", "nth", "month"):
        if name in given and name not in _ONLY[unit]:
            raise _wrong(
                f"What repeats by the {unit.value} has no `{name}`.",
                f"Leave `{name}` out, or choose another `unit`.",
            )
    every = _number(given, "every", range(1, MOST_EVERY[unit] + 1)) if "every" in given else 1
    start = _start(given["start"]) if "start" in given else None
    if unit is RepeatUnit.DAY and every == 1:
        unit = RepeatUnit.WEEK
    if unit in (RepeatUnit.DAY, RepeatUnit.WEEK):
        return Recurrence(at, _weekdays(given.get("weekdays")), unit, every, start)
    return _of_a_month(given, Recurrence(at, EVERY_DAY, unit, every, start))


def _of_a_month(given: Mapping[str, Any], rule: Recurrence) -> Recurrence:
    named = "nth" in given and "weekdays" in given
    if named == ("day" in given) or ("nth" in given) != ("weekdays" in given):
        raise _wrong(
            "The day of the month is not clear.",
            "Give either `day`, or `nth` together with `weekdays`: the first Monday.",
        )
    month = None
    if rule.unit is RepeatUnit.YEAR:
        month = _number(given, "month", range(1, 13))
    day = nth = None
    weekdays = EVERY_DAY
    if named:
        nth, weekdays = _number(given, "nth", range(1, 5), last=True), _weekdays(given["weekdays"])
    else:
        longest = 31 if month is None else _LENGTHS[month - 1]
        day = _number(given, "day", range(1, longest + 1), last=True)
    return Recurrence(rule.at, weekdays, rule.unit, rule.every, rule.start, day, nth, month)


def _weekdays(value: Any) -> frozenset[int]:
    days = list(EVERY_DAY) if value is None else value
    usable = isinstance(days, list | tuple) and all(
        isinstance(day, int) and not isinstance(day, bool) and 0 <= day <= 6 for day in days
    )
    if not usable or not days:
        raise InvalidInput(
            f"The days {value!r} cannot be used.",
            cure="Give at least one day of the week: 0 is Monday, 6 is Sunday.",
            code="invalid_weekdays",
        )
    return frozenset(days)


def _number(given: Mapping[str, Any], name: str, numbers: range, *, last: bool = False) -> int:
    value: Any = given.get(name)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and (value in numbers or (last and value == LAST)):
        return int(value)
    told = f"Give {name} from {numbers[0]} to {numbers[-1]}"
    raise _wrong(
        f"The {name} {value!r} cannot be used." if name in given else f"The {name} is missing.",
        f"{told}, or {LAST} for the last." if last else f"{told}.",
    )


def _start(value: Any) -> date:
    try:
        read = date.fromisoformat(value)
    except (TypeError, ValueError):
        read = None
    if read is None or len(value) != len("2026-11-23") or read.year not in STARTS:
        raise _wrong(f"{value!r} is no day to start on.", 'Give it as "2026-11-23".')
    return read


def _wrong(message: str, cure: str) -> InvalidInput:
    return InvalidInput(message, cure=cure, code="invalid_repeat")


def time_of(value: Any) -> time:
    """Read a time of day such as ``07:00`` or ``07:00:30``. Raises InvalidInput."""
    try:
        read = time.fromisoformat(value)
    except (TypeError, ValueError):
        read = None
    if read is None or read.tzinfo is not None or len(value) < len("07:00"):
        raise InvalidInput(
            f"{value!r} is no time of day.", cure='Give it as "07:00".', code="invalid_time"
        )
    return read.replace(microsecond=0)


def time_text(at: time) -> str:
    """Write a time of day, with seconds only where there are some."""
    return at.isoformat("seconds" if at.second else "minutes")
