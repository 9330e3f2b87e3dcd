"""Days and times as people say them, and as they are said to people."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from ova.sdk import InputInvalid

from .occurrences import Occurrence

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*(?:m\b\.?)?(?:\s*o'?clock)?")
MOST_SAID = 8


def day_of(text: str, today: date) -> tuple[date, int]:
    """Return the first day and how many, of "today", "on Friday", "this week" or 2026-11-30.

    Raises InputInvalid.
    """
    words = text.strip().casefold().removeprefix("on ").removeprefix("for ").strip()
    if words in ("", "today"):
        return today, 1
    if words == "tomorrow":
        return today + timedelta(days=1), 1
    if words == "the day after tomorrow":
        return today + timedelta(days=2), 1
    if words in ("this week", "the week"):
        return today, 7 - today.weekday()
    if words == "next week":
        return today + timedelta(days=7 - today.weekday()), 7
    named = words.removeprefix("next ").removeprefix("this ")
    if named in WEEKDAYS:
        ahead = (WEEKDAYS.index(named) - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if words.startswith("next ") else 0)), 1
    try:
        return date.fromisoformat(words), 1
    except ValueError:
        raise InputInvalid(
            f"I do not know which day {text} is.",
            cure="Say today, tomorrow, a day of the week, this week, or a date as 2026-11-30.",
        ) from None


def time_of(text: str) -> time | None:
    """Return the time of "14:30" or "2 pm"; None for "". Raises InputInvalid."""
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip().casefold().removeprefix("at ").strip())
    if found is not None:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise InputInvalid(f"I do not know which time {text} is.", cure="Say it as 14:30 or 2:30 pm.")


def said_time(when: datetime) -> str:
    """Return "2:30 PM"."""
    minutes = f":{when.minute:02}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes} {'AM' if when.hour < 12 else 'PM'}"


def said_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", "on Friday", or "on Friday, 4 December"."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    name = WEEKDAYS[day.weekday()].capitalize()
    return f"on {name}" if 0 < ahead < 7 else f"on {name}, {day.day} {day:%B}"


def said(found: Sequence[Occurrence], first: date, days: int, today: date) -> str:
    """Return what is said about the events of a day or of several."""
    when = said_day(first, today) if days == 1 else "in these days"
    if not found:
        return f"There is nothing on your calendar {when}."
    count = "one event" if len(found) == 1 else f"{len(found)} events"
    rows = []
    for one in found[:MOST_SAID]:
        day = f" {said_day(max(one.start.date(), first), today)}" if days > 1 else ""
        rows.append(f"{one.summary}{day}{_at(one, first)}")
    more = len(found) - MOST_SAID
    if more > 0:
        rows.append(f"{more} more")
    listed = rows[0] if len(rows) == 1 else f"{', '.join(rows[:-1])} and {rows[-1]}"
    return f"You have {count} {when}: {listed}."


def _at(one: Occurrence, first: date) -> str:
    if one.all_day:
        return " all day"
    return f" at {said_time(one.start)}" if one.start.date() >= first else " still going on"
