"""Days and times as people say them."""

import re
from datetime import date, time, timedelta

from ova.sdk import InputInvalid

from .server import Say

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*(?:m\b\.?)?(?:\s*(?:o'?clock|uhr))?")
_TAGE = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_NAMED = {name: place for names in (WEEKDAYS, _TAGE) for place, name in enumerate(names)}
_DAYS = (("", "today", "heute"), ("tomorrow", "morgen"), ("the day after tomorrow", "übermorgen"))
_AHEAD = {name: ahead for ahead, names in enumerate(_DAYS) for name in names}
_THIS_WEEK = ("this week", "the week", "diese woche", "in dieser woche")
_NEXT_WEEK = ("next week", "nächste woche", "in der nächsten woche")
_BEFORE = ("on ", "for ", "am ", "für ")
_NEXT = ("next ", "nächsten ", "kommenden ")
_THIS = ("this ", "diesen ")


def day_of(text: str, today: date, say: Say) -> tuple[date, int]:
    """Return the first day and how many, of "today", "on Friday", "this week" or 2026-11-30.

    Raises InputInvalid.
    """
    words = _without(text.strip().casefold(), _BEFORE)
    if words in _AHEAD:
        return today + timedelta(days=_AHEAD[words]), 1
    if words in _THIS_WEEK:
        return today, 7 - today.weekday()
    if words in _NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday()), 7
    named = _without(words, (*_NEXT, *_THIS))
    if named in _NAMED:
        ahead = (_NAMED[named] - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if words.startswith(_NEXT) else 0)), 1
    try:
        return date.fromisoformat(words), 1
    except ValueError:
        raise InputInvalid(
            say("errors.which_day", text=text), cure=say("errors.which_day_cure")
        ) from None


def _without(words: str, beginnings: tuple[str, ...]) -> str:
    """Return words without the one of these they begin with."""
    first = next((one for one in beginnings if words.startswith(one)), "")
    return words.removeprefix(first).strip()


def time_of(text: str, say: Say) -> time | None:
    """Return the time of "14:30" or "2 pm"; None for "". Raises InputInvalid."""
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip().casefold().removeprefix("at ").removeprefix("um ").strip())
    if found is not None:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise InputInvalid(say("errors.which_time", text=text), cure=say("errors.which_time_cure"))
