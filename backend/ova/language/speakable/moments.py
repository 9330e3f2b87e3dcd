"""Times of the day and dates, as they are said."""

from ova.language.speakable.words import SpokenWords

CLOCK = r"(?P<hour>[01]?\d|2[0-4])[:h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
ISO_DATE = r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
_NOON = 12


def spoken_time(hour: int, minute: int, half: str, words: SpokenWords) -> str:
    """Return a time as it is said.

    ``half`` is "a" or "p" where the text says which half of the day it is, else empty. Where people
    count twelve hours, later hours are told with their half.
    """
    clock = words.table.get("clock", {})
    told = ""
    if int(clock.get("hours", 24)) == _NOON:
        if not half and (hour == 0 or hour > _NOON):
            half = "p" if _NOON < hour < 2 * _NOON else "a"
        hour = hour % _NOON or _NOON
        told = str(clock["pm" if half == "p" else "am"]) if half else ""
    kind = "full" if minute == 0 else "early" if minute < 10 else "other"
    usual = clock.get(kind, "{hour} {minute}")
    particular = {0: "zero_", 1: "one_"}.get(hour, "-") + ("full" if minute == 0 else "other")
    form = str(clock.get(particular, usual))
    if told and minute == 0:
        form = str(clock["full_half"])
    said = form.format(hour=hour, minute=minute, half=told)
    return said if not told or "{half}" in form else f"{said} {told}"


def spoken_date(year: int, month: int, day: int, before: str, words: SpokenWords) -> str:
    """Return a date as it is said; ``before`` is the word that stands before it."""
    form = str(words.table["dates"]["full"])
    name = words.months[month - 1]
    return form.format(day=spoken_day(day, before, words), month=name, year=year)


def spoken_day(day: int, before: str, words: SpokenWords) -> str:
    """Return a day of the month: "21", "premier", "einundzwanzigsten"."""
    dates = words.table.get("dates", {})
    if day == 1 and "first" in dates:
        return str(dates["first"])
    if "ordinals" not in words.table:
        return str(day)
    endings = words.table["ordinal_endings"]
    ending = next((end for end, after in endings.items() if before.casefold() in after), "r")
    return f"{words.table['ordinals'][day - 1]}{ending}"
