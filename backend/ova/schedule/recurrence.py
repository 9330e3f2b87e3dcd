"""When something happens again, in a time zone and over the changes of its clocks."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from ova.core import LAST, Recurrence, RepeatUnit


def instant(local: datetime, zone: tzinfo) -> float:
    """Return a local time as seconds since the epoch.

    Where a change of the clocks skips it, it is as much later as the clocks go forward; where they
    repeat it, the first of the two is meant (PEP 495, ``fold=0``).
    """
    return local.replace(tzinfo=zone, fold=0).timestamp()


def next_occurrence(recurrence: Recurrence, after: float, zone: tzinfo) -> float:
    """Return when it happens next, later than ``after``; both in seconds since the epoch.

    Of what is counted in several weeks or the like, and has no ``start``, it is the first time.
    """
    return _next(recurrence, after, zone)[1]


def anchored(recurrence: Recurrence, after: float, zone: tzinfo) -> Recurrence:
    """Return the rule with a day to count from, where it counts: the next that fits.

    Without it "every other Monday" would begin anew each time it is asked when it is next.
    """
    if recurrence.every == 1 or recurrence.start is not None:
        return recurrence
    return replace(recurrence, start=_next(recurrence, after, zone)[0])


def longest_gap_s(recurrence: Recurrence) -> float:
    """Return about how many seconds can lie between one time and the next."""
    days = {
        RepeatUnit.DAY: 1.0,
        RepeatUnit.WEEK: 7.0,
        RepeatUnit.MONTH: 36.0,  # from the first Monday of one to that of the next, and a bit
        RepeatUnit.YEAR: 374.0,
    }
    return (days[recurrence.unit] * recurrence.every + 1) * 86_400.0


def _next(recurrence: Recurrence, after: float, zone: tzinfo) -> tuple[date, float]:
    today = datetime.fromtimestamp(after, zone).date()
    for day in _days(recurrence, today - timedelta(days=1)):
        moment = instant(datetime.combine(day, recurrence.at), zone)
        if moment > after:
            return day, moment
    raise AssertionError("time goes on")


def _days(rule: Recurrence, first: date) -> Iterator[date]:
    """Yield the days of a rule from a day on."""
    if rule.start is None:
        yield from _fitting(rule, first)
        return
    fitting = _fitting(rule, max(first, rule.start))
    if rule.every == 1:
        yield from fitting
        return
    counted_from = _period(rule.unit, next(_fitting(rule, rule.start)))
    for day in fitting:
        if (_period(rule.unit, day) - counted_from) % rule.every == 0:
            yield day


def _fitting(rule: Recurrence, first: date) -> Iterator[date]:
    """Yield the days from a day on that fit a rule of every single day, week, month or year."""
    if rule.unit in (RepeatUnit.DAY, RepeatUnit.WEEK):
        day = first
        while True:
            if day.weekday() in rule.weekdays:
                yield day
            day += timedelta(days=1)
    year, month = first.year, first.month
    while True:
        if rule.month in (None, month):
            yield from (day for day in _in_month(rule, year, month) if day >= first)
        year, month = year + month // 12, month % 12 + 1


def _in_month(rule: Recurrence, year: int, month: int) -> list[date]:
    weekday_of_first, length = monthrange(year, month)
    if rule.nth is None:
        wanted = length if rule.day in (None, LAST) else min(rule.day or length, length)
        return [date(year, month, wanted)]
    found = []
    for weekday in rule.weekdays:
        earliest = 1 + (weekday - weekday_of_first) % 7
        day = earliest + 7 * (rule.nth - 1)
        if rule.nth == LAST:
            day = earliest + 7 * ((length - earliest) // 7)
        found.append(date(year, month, day))
    return sorted(found)


def _period(unit: RepeatUnit, day: date) -> int:
    """Return the number of the day, week, month or year a day is in."""
    if unit is RepeatUnit.DAY:
        return day.toordinal()
    if unit is RepeatUnit.WEEK:
        return (day.toordinal() - 1) // 7  # day 1 of all was a Monday
    return day.year if unit is RepeatUnit.YEAR else day.year * 12 + day.month
