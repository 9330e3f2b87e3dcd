"""Events as they occur: repeating ones once for each time.

https://www.rfc-editor.org/rfc/rfc5545
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import recurring_ical_events
from icalendar import Calendar

MARGIN = timedelta(days=1)
"""More than any zone is away from another: days begin at different times."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something at one time. Times are in the home's zone."""

    uid: str
    calendar: str
    summary: str
    start: datetime
    end: datetime
    all_day: bool
    location: str = ""

    @property
    def id(self) -> str:
        """Which time of which event."""
        return f"{self.uid}@{self.start.isoformat()}"

    def to_json(self) -> dict[str, Any]:
        """Return the form skills and routines get."""
        return {
            "id": self.id,
            "calendar": self.calendar,
            "summary": self.summary,
            "start": self.start.date().isoformat() if self.all_day else self.start.isoformat(),
            "end": self.end.date().isoformat() if self.all_day else self.end.isoformat(),
            "all_day": self.all_day,
            "location": self.location,
        }


def occurrences(calendar: str, ical: str, start: datetime, end: datetime) -> list[Occurrence]:
    """Return what of an iCalendar text falls into a span. Raises ValueError for a broken one."""
    zone = start.tzinfo
    assert zone is not None  # noqa: S101 - the home's time always has a zone
    parsed = Calendar.from_ical(ical)
    events = recurring_ical_events.of(parsed).between(start - MARGIN, end + MARGIN)
    found = [_occurrence(calendar, event, zone) for event in events if _counts(event)]
    return [
        one
        for one in found
        if one.start < end and (one.end > start or one.start == one.end >= start)
    ]


def _counts(event: Any) -> bool:
    return "DTSTART" in event and str(event.get("STATUS", "")).upper() != "CANCELLED"


def _occurrence(calendar: str, event: Any, zone: tzinfo) -> Occurrence:
    begin = event["DTSTART"].dt
    all_day = not isinstance(begin, datetime)
    if "DTEND" in event:
        finish = event["DTEND"].dt
    else:
        length = (
            event["DURATION"].dt if "DURATION" in event else timedelta(days=1 if all_day else 0)
        )
        finish = begin + length
    return Occurrence(
        uid=str(event.get("UID", "")),
        calendar=calendar,
        summary=str(event.get("SUMMARY", "")).strip() or "An event",
        start=_local(begin, zone),
        end=_local(finish, zone),
        all_day=all_day,
        location=str(event.get("LOCATION", "")).strip(),
    )


def _local(when: date | datetime, zone: tzinfo) -> datetime:
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), zone)
    return when.replace(tzinfo=zone) if when.tzinfo is None else when.astimezone(zone)
