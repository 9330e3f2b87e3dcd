"""How something repeats: out of slots, and into words.

The slots are ``days`` ("every monday"), ``cycle`` and ``every`` ("every two weeks"), ``on_days``,
``month_day`` ("the first of every month"), ``nth`` ("the first monday") and ``in_month`` ("every year in
May"): see ``skills/reminders/locale/en/sentences.yaml``. The words come from the skill's ``replies.yaml``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ova.core import EVERY_DAY, LAST, Recurrence, RepeatUnit
from ova.core import recurrence_of as read_recurrence
from ova.sdk.turn import Turn

WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
SLOTS = ("days", "on_days", "cycle", "month_day", "nth")
"""Any of these says that something repeats."""
_MIDNIGHT = "00:00"


def repeats(turn: Turn) -> bool:
    """Tell whether a command says that something repeats, with a time or without."""
    return any(turn.slot(name) is not None for name in SLOTS)


def weekdays_of(turn: Turn) -> frozenset[int] | None:
    """Return the days of the week that were said, 0 for Monday; None when none were."""
    days = frozenset(int(part) for part in days_said(turn) if part.isdigit())
    return days or None


def days_said(turn: Turn) -> list[str]:
    """Return the parts of what was said of days: numbers, ``am`` or ``pm``, a part of the day."""
    slots = (turn.slot(name) for name in ("days", "on_days", "more_days"))
    return [part for said in slots if said is not None for part in str(said).split()]


def part_said(turn: Turn) -> str:
    """Return the part of the day that was said with the days: "evening"; empty: none."""
    parts = [part for part in days_said(turn) if part.isalpha() and part not in ("am", "pm")]
    return str(turn.slot("part") or "".join(parts[:1]))


def rule_said(turn: Turn, today: date | None = None) -> Recurrence | None:
    """Return how a command repeats, at midnight; None when it does not, or not clearly.

    "Every month" means the day of ``today``, "every two weeks" its day of the week. Raises InvalidInput
    for what no calendar has.
    """
    days = weekdays_of(turn)
    unit, _, number = str(turn.slot("cycle") or "").partition(" ")
    said = turn.slot("every")
    every = _counted(said) if said is not None else int(number or 1)
    wire: dict[str, Any] = {"time": _MIDNIGHT, "every": every}
    if unit == "day" and days and wire["every"] % 7 == 0:
        unit, wire["every"] = "week", wire["every"] // 7
    day, nth, month = (_whole(turn, name) for name in ("month_day", "nth", "in_month"))
    day_named = day is not None
    if day is not None or nth is not None or unit in ("month", "year"):
        yearly = month is not None or unit == "year"
        if nth is None and today is not None:
            day = day or today.day
        if yearly and today is not None:
            month = month or today.month
        wire |= {"unit": "year" if yearly else "month", "month": month, "day": day, "nth": nth}
        wire["weekdays"] = None if nth is None else sorted(days or ())
    elif unit == "day":
        wire |= {"unit": unit, "weekdays": sorted(days) if days else None}
    elif days or (unit and today is not None):
        wire["weekdays"] = sorted(days or {today.weekday() if today else 0})
    else:
        return None
    named = days or day_named or nth is not None
    if wire["every"] != 1 and today is not None and not named:
        wire["start"] = today.isoformat()  # "every two weeks", said today: from today
    return read_recurrence(wire)


def _counted(said: Any) -> Any:
    """Return a number that was said; what is no whole one is left for the rule to refuse."""
    number = float(said)
    return int(number) if number.is_integer() else number


def _whole(turn: Turn, name: str) -> int | None:
    said = turn.slot(name)
    return None if said is None else int(said)


def repeat_words(turn: Turn, repeat: Mapping[str, Any]) -> str:
    """Return when a plan repeats in words: "every other Monday", "on the 1st of every month"."""
    rule = read_recurrence(repeat)
    if rule.unit is RepeatUnit.DAY:
        return turn.text("every_other_day" if rule.every == 2 else "every_days", count=rule.every)
    if rule.unit is RepeatUnit.WEEK and rule.every == 1:
        return days_words(turn, rule.weekdays)
    if rule.unit is RepeatUnit.WEEK:
        key = "every_other" if rule.every == 2 else "every_weeks"
        return turn.text(key, count=rule.every, days=_names(turn, rule.weekdays))
    day = _day_words(turn, rule)
    some = "" if rule.every == 1 else "s"
    if rule.unit is RepeatUnit.MONTH:
        return turn.text(f"every_month{some}", count=rule.every, day=day)
    month = turn.text(f"month_{rule.month}")
    if rule.nth is None and rule.day != LAST:
        day = turn.text("on_date", day=rule.day, month=month)
    else:
        day = turn.text("in_month", day=day, month=month)
    return turn.text(f"every_year{some}", count=rule.every, day=day)


def _day_words(turn: Turn, rule: Recurrence) -> str:
    """Return the day of a month: "on the 1st", "on the last day", "on the first Monday"."""
    if rule.nth is not None:
        nth = turn.text("nth_last" if rule.nth == LAST else f"nth_{rule.nth}")
        return turn.text("on_nth", nth=nth, days=_names(turn, rule.weekdays))
    if rule.day is None or rule.day == LAST:
        return turn.text("on_last_day")
    return turn.text("on_month_day", day=turn.text("month_days").split()[rule.day - 1])


def _names(turn: Turn, days: Iterable[int]) -> str:
    return joined(turn, [turn.text(f"weekday_{day}") for day in sorted(days)])


def days_words(turn: Turn, days: Iterable[int]) -> str:
    """Return days of the week in words: "every weekday", "every Monday and Friday"."""
    found = frozenset(days)
    for key, known in (("every_day", EVERY_DAY), ("weekdays", WEEKDAYS), ("weekend", WEEKEND)):
        if found == known:
            return turn.text(key)
    return turn.text("every", days=_names(turn, found))


def joined(turn: Turn, parts: list[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return turn.text("and", first=", ".join(parts[:-1]), last=parts[-1])
