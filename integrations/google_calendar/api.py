"""Google's Calendar API, version 3, as far as this integration uses it.

https://developers.google.com/workspace/calendar/api/v3/reference
"""

from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import quote

from ova.sdk import ActionError, Context, OutputInvalid

from .event import CalendarEvent, parse_event

_PAGE = 250
_MOST_PAGES = 10


def primary(ctx: Context) -> dict[str, Any]:
    """Return the account's own calendar; its id is the account's address."""
    return _object(ctx.fetch("/calendars/primary").data)


def check_calendar(ctx: Context, calendar: str) -> None:
    """Raise ActionError when there is no such calendar, or it is not shared with this account."""
    try:
        _object(ctx.fetch(f"/calendars/{quote(calendar, safe='')}").data)
    except ActionError as error:
        raise ActionError(
            ctx.text("errors.unreadable", calendar=calendar),
            cure=ctx.text("errors.unreadable_cure"),
        ) from error


def events_between(
    ctx: Context, calendar: str, start: datetime, end: datetime, zone: tzinfo
) -> list[CalendarEvent]:
    """Return the events that are on between two times, those that repeat one by one."""
    asked = {
        "timeMin": start.isoformat(),  # of the events' ends
        "timeMax": end.isoformat(),  # of their starts
        "singleEvents": "true",
        "orderBy": "startTime",
        "maxResults": _PAGE,
    }
    found: list[CalendarEvent] = []
    for _ in range(_MOST_PAGES):
        told = _object(
            ctx.fetch(f"/calendars/{quote(calendar, safe='')}/events", params=asked).data
        )
        rows = told.get("items") or []
        found.extend(event for row in rows if (event := parse_event(row, zone)) is not None)
        if not told.get("nextPageToken"):
            break
        asked["pageToken"] = told["nextPageToken"]
    return found


def insert(
    ctx: Context, calendar: str, title: str, start: datetime, end: datetime
) -> CalendarEvent:
    """Put an event into a calendar. Raises OutputInvalid when Google answers with something else."""
    body = {
        "summary": title,
        "start": {"dateTime": start.isoformat()},
        "end": {"dateTime": end.isoformat()},
    }
    told = ctx.fetch(f"/calendars/{quote(calendar, safe='')}/events", "POST", json=body).data
    made = parse_event(told, start.tzinfo) if start.tzinfo is not None else None
    if made is None:
        raise OutputInvalid(
            "Google Calendar did not say what it wrote down.", cure="Look into the calendar."
        )
    return made


def _object(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise OutputInvalid("What answers is not Google Calendar.", cure="Try again later.")
    return told
