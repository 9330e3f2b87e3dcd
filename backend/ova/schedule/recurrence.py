"""When something happens again, in a time zone and over the changes of its clocks."""

from datetime import date, datetime, timedelta, tzinfo

from ova.core import Recurrence

_LONGEST_LOOK_DAYS = 9


def instant(local: datetime, zone: tzinfo) -> float:
    """Return a local time as seconds since the epoch.

    Where a change of the clocks skips it, it is as much later as the clocks go forward; where they
    repeat it, the first of the two is meant (PEP 495, ``fold=0``).
    """
    return local.replace(tzinfo=zone, fold=0).timestamp()


def next_occurrence(recurrence: Recurrence, after: float, zone: tzinfo) -> float:
    """Return when it happens next, later than ``after``; both in seconds since the epoch."""
    today = datetime.fromtimestamp(after, zone).date()
    for day in _days_from(today - timedelta(days=1)):
        if day.weekday() in recurrence.weekdays:
            moment = instant(datetime.combine(day, recurrence.at), zone)
            if moment > after:
                return moment
    raise AssertionError("a week has every day of the week")


def _days_from(first: date) -> list[date]:
    return [first + timedelta(days=count) for count in range(_LONGEST_LOOK_DAYS)]
