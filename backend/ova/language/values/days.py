"""Days of the calendar, counted from a day. Nothing here knows words."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

WEEK = 7
MONTHS_AHEAD = 14
"""A Friday the 13th comes at least once in as many months."""
LEAP_YEARS_AHEAD = 8
"""Between 2096 and 2104 no year has a 29 February."""


def coming(weekday: int, today: date) -> date | None:
    """Return the next day of a weekday (Monday is 0) after today."""
    return shifted(today, days=(weekday - today.weekday() - 1) % WEEK + 1)


def in_next_week(weekday: int, today: date) -> date | None:
    """Return the day of the week that begins next Monday."""
    return shifted(today, days=WEEK - today.weekday() + weekday)


def shifted(
    day: date, *, days: int = 0, weeks: int = 0, months: int = 0, years: int = 0
) -> date | None:
    """Return a day later or earlier; the last of a month when a month is too short.

    None beyond the calendar's end.
    """
    try:
        year, month = divmod(day.year * 12 + day.month - 1 + months + 12 * years, 12)
        if not 1 <= year <= MAXYEAR:
            return None
        moved = day.replace(
            year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1])
        )
        return moved + timedelta(days=days, weeks=weeks)
    except OverflowError:
        return None


def valid(year: int, month: int, day: int) -> date | None:
    """Return a day, None for 31 February."""
    if 1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def next_such(day: int, month: int | None, weekday: int | None, today: date) -> date | None:
    """Return the first matching day from today on.

    With a weekday the days of a little more than a year are looked at, so "Monday the 16th of
    March" is no day at all when it comes only years later.
    """
    for candidate in _candidates(day, month, weekday, today):
        if candidate >= today and (weekday is None or candidate.weekday() == weekday):
            return candidate
    return None


def _candidates(day: int, month: int | None, weekday: int | None, today: date) -> Iterator[date]:
    if month is not None:
        years = 1 if weekday is not None else LEAP_YEARS_AHEAD
        for year in range(today.year, today.year + years + 1):
            found = valid(year, month, day)
            if found is not None:
                yield found
        return
    for ahead in range(MONTHS_AHEAD + 1):
        year, place = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = valid(year, place + 1, day)
        if found is not None:
            yield found
