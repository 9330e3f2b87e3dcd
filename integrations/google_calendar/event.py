"""One event of a calendar, parsed from what Google tells."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any

NO_TITLE = "an event without a title"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event; of one that repeats, one occurrence."""

    id: str
    title: str
    start: datetime
    end: datetime
    all_day: bool
    location: str = ""
    declined: bool = False

    @property
    def key(self) -> str:
        """Names this occurrence at this time: one that is moved is told anew."""
        return f"{self.id}@{self.start.isoformat()}"

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "title": self.title,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "all_day": self.all_day,
            "location": self.location,
        }


def parse_event(told: Any, zone: tzinfo) -> CalendarEvent | None:
    """Return an event, or None for what is cancelled, only says where somebody works, or is none."""
    if not isinstance(told, dict) or told.get("status") == "cancelled":
        return None
    if told.get("eventType") == "workingLocation":
        return None
    start, end = _moment(told.get("start"), zone), _moment(told.get("end"), zone)
    if start is None or end is None or not told.get("id"):
        return None
    return CalendarEvent(
        id=str(told["id"]),
        title=str(told.get("summary") or "").strip() or NO_TITLE,
        start=start,
        end=end,
        all_day="date" in told["start"],
        location=str(told.get("location") or "").strip(),
        declined=any(
            one.get("self") and one.get("responseStatus") == "declined"
            for one in told.get("attendees") or ()
            if isinstance(one, dict)
        ),
    )


def _moment(told: Any, zone: tzinfo) -> datetime | None:
    """Return a time in the home's zone; a whole day begins at its midnight."""
    if not isinstance(told, dict):
        return None
    try:
        if "dateTime" in told:
            return datetime.fromisoformat(str(told["dateTime"])).astimezone(zone)
        return datetime.combine(date.fromisoformat(str(told.get("date"))), time(), zone)
    except ValueError:
        return None
