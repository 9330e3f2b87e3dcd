"""Times of day and days: out of slots, and into words.

The words come from the skill's own ``replies.yaml``: see ``skills/alarms/locale/en/times.yaml``.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from ova.core import EVERY_DAY, Recurrence, Schedule
from ova.sdk.turn import Turn

WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
MOMENTS = ("datetime", "moment")
"""Slots that name a day with a time, or a time from now."""
DAY_BEGINS = time(9)
"""When something is said that was asked for a day without a time."""


def weekdays_of(turn: Turn) -> frozenset[int] | None:
    """Return the days of the week that were said, 0 for Monday; None when none were."""
    days = frozenset(int(part) for part in _days_said(turn) if part.isdigit())
    return days or None


def recurrence_of(turn: Turn, *, morning_from: int = 0) -> Recurrence | None:
    """Return the days and the time of day a command names; None when it names no days.

    A time that fits either half of the day means the morning from the hour ``morning_from`` on, and the
    half the days were said with: ``am`` for "every morning", ``pm`` for "every evening".
    """
    days, said = weekdays_of(turn), turn.slot("time")
    if not days or said is None:
        return None
    at = time.fromisoformat(said)
    if either_half(turn, at) or (morning_from and _as_well_later(turn, at)):
        hour, half = at.hour % 12, {"am", "pm"} & set(_days_said(turn))
        later = "pm" in half or (not half and hour < morning_from)
        at = at.replace(hour=hour + 12 * later)
    return Recurrence(at, days)


def _days_said(turn: Turn) -> list[str]:
    said = (str(turn.slot(name)) for name in ("days", "more_days") if turn.slot(name) is not None)
    return [part for one in said for part in one.split()]


def moment_of(
    turn: Turn, now: datetime, *, morning: bool = False, morning_from: int = 0
) -> datetime | None:
    """Return the local moment a command names, the next one that fits; None without any.

    In the ``morning``, when the words fit either half of the day: who is to be woken at seven means
    seven in the morning. On another day a time before the hour ``morning_from`` means the afternoon,
    when the words fit both. A day without a time means nine o'clock.
    """
    local, at = now.replace(tzinfo=None), turn.slot("time")
    said = next((turn.slot(name) for name in MOMENTS if turn.slot(name) is not None), None)
    day = turn.slot("date")
    if said is not None:
        moment = datetime.fromisoformat(said)
        early = moment.hour < morning_from and moment.date() != local.date()
        if early and _as_well_later(turn, moment.time()):
            return moment.replace(hour=moment.hour + 12)
    elif day is not None:
        named = time.fromisoformat(at) if at is not None else DAY_BEGINS
        return datetime.combine(datetime.fromisoformat(day).date(), named)
    elif at is not None:
        moment = datetime.combine(local.date(), time.fromisoformat(at))
        moment += timedelta(days=moment <= local)
    else:
        return None
    if not morning or not either_half(turn, moment.time()):
        return moment
    earlier = moment - timedelta(hours=12)
    return earlier if earlier > local else moment + timedelta(hours=12)


def either_half(turn: Turn, at: time) -> bool:
    """Tell whether a time after noon was said in words that may as well mean the morning."""
    said = next(slot.text for slot in turn.intent.slots if slot.name in ("time", *MOMENTS))
    words = set(said.casefold().replace(":", " ").split())
    later = words & set(turn.text("later_words").split())
    return at.hour >= 12 and not later and str(at.hour) not in words


def _as_well_later(turn: Turn, at: time) -> bool:
    """Tell whether a time before noon was said in words that may as well mean the evening."""
    said = next(slot.text for slot in turn.intent.slots if slot.name in ("time", *MOMENTS))
    early = set(said.casefold().split()) & set(turn.text("early_words").split())
    return at.hour < 12 and not early and ":" not in said


def clock_change(local: datetime, zone: tzinfo | None) -> str:
    """Return ``skipped`` or ``repeated`` for a time that a change of the clocks has so; else nothing."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    there = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "repeated" if there == local.replace(fold=0) else "skipped"


def change_words(turn: Turn, plan: Schedule, now: datetime) -> str:
    """Return what is to be said of a plan in the hour the clocks change, with a blank before it."""
    local = plan.data.get("local")
    change = clock_change(datetime.fromisoformat(local), now.tzinfo) if local else ""
    if not change:
        return ""
    due = datetime.fromtimestamp(plan.due_at, now.tzinfo)
    asked = time_words(turn, datetime.fromisoformat(str(local)).time())
    return " " + turn.text(f"clock_{change}", asked=asked, time=time_words(turn, due.time()))


def never_words(turn: Turn) -> str:
    """Return a day no year has as one says it: "31 February"."""
    month, day = (int(part) for part in str(turn.slot("no_date")).split("-"))
    return turn.text("date", day=day, month=turn.text(f"month_{month}"))


def days_words(turn: Turn, days: Iterable[int]) -> str:
    """Return days of the week in words: "every weekday", "every Monday and Friday"."""
    found = frozenset(days)
    for key, known in (("every_day", EVERY_DAY), ("weekdays", WEEKDAYS), ("weekend", WEEKEND)):
        if found == known:
            return turn.text(key)
    names = [turn.text(f"weekday_{day}") for day in sorted(found)]
    return turn.text("every", days=joined(turn, names))


def day_words(turn: Turn, when: datetime, now: datetime) -> str:
    """Return a day as one says it from today: "today", "tomorrow", "on Friday", "on 31 January"."""
    ahead = (when.date() - now.date()).days
    if ahead in (0, 1):
        return turn.text("today" if ahead == 0 else "tomorrow")
    if 1 < ahead < 7:
        return turn.text("on_weekday", weekday=turn.text(f"weekday_{when.weekday()}"))
    return turn.text("on_date", day=when.day, month=turn.text(f"month_{when.month}"))


def time_words(turn: Turn, at: time) -> str:
    """Return a time of day as it is written: "7:00"."""
    return turn.text("clock", hour=at.hour, minute=f"{at.minute:02}")


def plan_words(turn: Turn, plan: Schedule, now: datetime) -> str:
    """Return when a plan happens next, in words: "at 7:00 every weekday", "tomorrow at 7:00"."""
    due = datetime.fromtimestamp(plan.due_at, now.tzinfo)
    at = time_words(turn, due.time())
    repeat = plan.data.get("repeat")
    if repeat is not None:
        at = time_words(turn, time.fromisoformat(repeat["time"]))
        return turn.text("when_repeated", time=at, days=days_words(turn, repeat["weekdays"]))
    return turn.text("when", time=at, day=day_words(turn, due, now))


def joined(turn: Turn, parts: list[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return turn.text("and", first=", ".join(parts[:-1]), last=parts[-1])
