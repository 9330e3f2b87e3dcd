"""Times of day and days, out of slots and into words."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from ova.core import EVERY_DAY, Recurrence
from ova.sdk import Schedule, Turn

WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})


def weekdays_of(turn: Turn) -> frozenset[int] | None:
    """Return the days of the week that were said, 0 for Monday; None when none were."""
    said = [str(turn.slot(name)) for name in ("days", "more_days") if turn.slot(name) is not None]
    return frozenset(int(day) for part in said for day in part.split()) if said else None


def recurrence_of(turn: Turn) -> Recurrence | None:
    """Return the days and the time of day a command names; None when it names no days."""
    days, said = weekdays_of(turn), turn.slot("time")
    if not days or said is None:
        return None
    at = time.fromisoformat(said)
    return Recurrence(at.replace(hour=at.hour % 12) if _either_half(turn, at) else at, days)


def moment_of(turn: Turn, now: datetime, *, morning: bool) -> datetime | None:
    """Return the local moment a command names, the next one that fits; None without any.

    In the ``morning``, when the words fit either half of the day: who is to be woken at seven means
    seven in the morning.
    """
    local, said, at = now.replace(tzinfo=None), turn.slot("datetime"), turn.slot("time")
    if said is not None:
        moment = datetime.fromisoformat(said)
    elif at is not None:
        moment = datetime.combine(local.date(), time.fromisoformat(at))
        moment += timedelta(days=moment <= local)
    else:
        return None
    if not morning or not _either_half(turn, moment.time()):
        return moment
    earlier = moment - timedelta(hours=12)
    return earlier if earlier > local else moment + timedelta(hours=12)


def _either_half(turn: Turn, at: time) -> bool:
    """Tell whether a time after noon was said in words that may as well mean the morning."""
    said = next(slot.text for slot in turn.intent.slots if slot.name in ("time", "datetime"))
    words = set(said.casefold().replace(":", " ").split())
    later = words & set(turn.text("later_words").split())
    return at.hour >= 12 and not later and str(at.hour) not in words


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
