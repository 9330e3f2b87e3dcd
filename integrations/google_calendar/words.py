"""Events as they are spoken."""

from collections.abc import Sequence
from datetime import datetime

from .event import CalendarEvent

MOST_SPOKEN = 5


def agenda(day: str, events: Sequence[CalendarEvent]) -> str:
    """Return what is on a day, ``today`` or ``on Friday``, as a sentence."""
    if not events:
        return f"There is nothing in your calendar {day}."
    told = [_one(event) for event in events[:MOST_SPOKEN]]
    more = len(events) - len(told)
    if more:
        told.append(f"{more} more")
    count = "one event" if len(events) == 1 else f"{len(events)} events"
    return f"You have {count} {day}: {_joined(told)}."


def upcoming(event: CalendarEvent | None, now: datetime) -> str:
    """Return what comes next as a sentence."""
    if event is None:
        return "There is nothing in your calendar for the next days."
    where = f" in {event.location}" if event.location else ""
    return f"Your next event is {event.title}{where}, {_when(event, now)}."


def added(event: CalendarEvent, now: datetime) -> str:
    """Return what was written down as a sentence."""
    return f"I put {event.title} into your calendar, {_when(event, now)}."


def _one(event: CalendarEvent) -> str:
    return f"{event.title} all day" if event.all_day else f"{event.title} at {_clock(event.start)}"


def day_name(day: datetime, now: datetime) -> str:
    """Return "today", "on Friday" or "on Friday, May 8"."""
    days = (day.date() - now.date()).days
    if 0 <= days <= 6:
        return {0: "today", 1: "tomorrow"}.get(days, f"on {day:%A}")
    return f"on {day:%A}, {day:%B} {day.day}"


def _when(event: CalendarEvent, now: datetime) -> str:
    day = day_name(event.start, now)
    return day if event.all_day else f"{day} at {_clock(event.start)}"


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
