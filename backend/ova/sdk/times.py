"""Times of day and days: out of slots, and into words.

The words come from the skill's own ``replies.yaml``: see ``skills/alarms/locale/en/times.yaml``.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

from ova.core import Recurrence, RepeatUnit, Schedule
from ova.sdk.repeats import days_said, part_said, repeat_words, rule_said
from ova.sdk.repeats import days_words as days_words
from ova.sdk.repeats import joined as joined
from ova.sdk.repeats import repeats as repeats
from ova.sdk.repeats import weekdays_of as weekdays_of
from ova.sdk.turn import Turn

MOMENTS = ("datetime", "moment")
"""Slots that name a day with a time, or a time from now."""
DAY_BEGINS = time(9)
"""When something is said that was asked for a day without a time."""


PART_BEGINS: Mapping[str, time] = MappingProxyType(
    {
        "morning": time(8),
        "noon": time(12),
        "afternoon": time(15),
        "evening": time(19),
        "night": time(21),
    }
)
"""When something happens that was asked for "every Tuesday evening", without a time."""


def recurrence_of(
    turn: Turn,
    *,
    morning_from: int = 0,
    today: date | None = None,
    day_begins: time | None = None,
) -> Recurrence | None:
    """Return how a command repeats, and its time of day; None when it does not, or no time was said.

    A time that fits either half of the day means the morning from the hour ``morning_from`` on, and the
    half the days were said with: ``am`` for "every morning", ``pm`` for "every evening". The slot
    ``part`` says the same of days of the week, and stands for a time (see PART_BEGINS) where none was said.
    "Every month" begins ``today``. What is not counted in weeks is at ``day_begins`` where no time was
    said. Raises InvalidInput for what no calendar has.
    """
    rule, said = rule_said(turn, today), turn.slot("time")
    if rule is None:
        return None
    part = PART_BEGINS.get(part_said(turn))
    if said is None:
        begins = part or (None if rule.unit is RepeatUnit.WEEK else day_begins)
        return None if begins is None else replace(rule, at=begins)
    at = time.fromisoformat(said)
    if either_half(turn, at) or (morning_from and _as_well_later(turn, at)):
        hour, half = at.hour % 12, {"am", "pm"} & set(days_said(turn))
        if part is not None:
            half = {"am" if part.hour < 12 else "pm"}
        later = "pm" in half or (not half and hour < morning_from)
        at = at.replace(hour=hour + 12 * later)
    return replace(rule, at=at)


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
        on = datetime.fromisoformat(day).date()
        if "time" in turn.answers and on != local.date():
            named = _half_meant(turn, named, morning_from=0 if morning else morning_from)
        return datetime.combine(on, named)
    elif at is not None:
        moment = datetime.combine(local.date(), time.fromisoformat(at))
        moment += timedelta(days=moment <= local)
    else:
        return None
    if not morning or not either_half(turn, moment.time()):
        return moment
    earlier = moment - timedelta(hours=12)
    return earlier if earlier > local else moment + timedelta(hours=12)


def _half_meant(turn: Turn, at: time, *, morning_from: int) -> time:
    """Return a time of another day that was asked for: it is no matter what time it is now."""
    if not either_half(turn, at) and not _as_well_later(turn, at):
        return at
    hour = at.hour % 12
    return at.replace(hour=hour + 12 * (hour < morning_from))


def either_half(turn: Turn, at: time) -> bool:
    """Tell whether a time after noon was said in words that may as well mean the morning."""
    said = turn.words_of("time", *MOMENTS)
    words = set(said.casefold().replace(":", " ").split())
    later = words & set(turn.text("later_words").split())
    return at.hour >= 12 and not later and str(at.hour) not in words


def _as_well_later(turn: Turn, at: time) -> bool:
    """Tell whether a time before noon was said in words that may as well mean the evening."""
    said = turn.words_of("time", *MOMENTS)
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
    said = turn.slot("no_date") or f"{turn.slot('in_month')}-{turn.slot('month_day')}"
    month, day = (int(part) for part in str(said).split("-"))
    return turn.text("date", day=day, month=turn.text(f"month_{month}"))


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
        when = turn.text("when_repeated", time=at, days=repeat_words(turn, repeat))
        if repeat.get("every", 1) == 1:
            return when
        return turn.text("and_next", when=when, day=day_words(turn, due, now))
    return turn.text("when", time=at, day=day_words(turn, due, now))
