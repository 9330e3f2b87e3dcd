"""The integration's object: what is on, what comes next, and new events."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel, Field

from ova.sdk import (
    ActionResult,
    Context,
    DataBatch,
    Device,
    InputInvalid,
    Ova,
    Sensor,
    action,
    data,
    poll,
)

from . import api
from .event import CalendarEvent
from .schemas import AGENDA, ONE_EVENT, SOON, WRITTEN
from .words import Words, words_in

AHEAD = timedelta(days=7)
"""How far it looks."""
NEXT, TODAY, BUSY = "next", "today", "busy"
ENDPOINTS = ("events_per_day", "busy_hours")


class Day(BaseModel):
    """Which day is asked about."""

    day: str = Field(
        "today",
        pattern=r"^(today|tomorrow|\d{4}-\d{2}-\d{2})$",
        description="today, tomorrow, or a date as 2026-05-04",
    )


class NewEvent(BaseModel):
    """An event to be written down."""

    title: str = Field(min_length=1, max_length=200, description="What it is")
    start: datetime = Field(description="When it begins; without a zone in the home's")
    minutes: int = Field(60, ge=1, le=1440, description="How long it lasts")


class Diary:
    """The calendars of one account, looked at together."""

    def __init__(self, config: dict[str, Any], ova: Ova) -> None:
        self._calendars: list[str] = list(dict.fromkeys(config["calendars"]))
        self._remind = timedelta(minutes=config["remind_minutes"])
        self._declined = bool(config["declined"])
        self._ova = ova

    def account_info(self, ctx: Context) -> dict[str, str]:
        """Return who signed in."""
        address = str(api.primary(ctx).get("id") or "")
        return {"id": address, "name": address}

    def test_connection(self, ctx: Context) -> str:
        """Look at every calendar once."""
        for calendar in self._calendars:
            api.check_calendar(ctx, calendar)
        count = len(self._calendars)
        return "The calendar can be read." if count == 1 else f"{count} calendars can be read."

    @action(
        description="Tell what is in the calendar on a day",
        changes="nothing",
        output=AGENDA,
        phrases={
            "en": [
                "what is on my calendar",
                "what's on my calendar",
                "what is in my calendar",
                "do i have any appointments",
                "what is on my calendar [on] {date:day}",
                "what's on my calendar [on] {date:day}",
                "what is in my calendar [on] {date:day}",
                "what do i have on my calendar [on] {date:day}",
                "what are my appointments [on|for] {date:day}",
                "what is on {date:day}",
                "what's on {date:day}",
                "do i have anything [on|planned] {date:day}",
                "am i (free|busy) [on] {date:day}",
                "am i (free|busy) {date:day} [in the] (morning|afternoon|evening)",
            ],
            "de": [
                "was steht [heute] in meinem kalender",
                "was steht {date:day} in meinem kalender",
                "was habe ich {date:day} für termine",
                "welche termine habe ich {date:day}",
                "habe ich {date:day} [einen] termin",
                "habe ich [heute] termine",
            ],
        },
        together=True,
    )
    def agenda(self, asked: Day, ctx: Context) -> ActionResult:
        """Return the events of a day."""
        begin = self._midnight(self._days_to(asked.day))
        # a whole day of a calendar in another time zone reaches into the next day here
        events = _on(self._events(ctx, begin, begin + timedelta(days=1)), begin)
        return ActionResult(
            {"day": begin.date().isoformat(), "events": [event.to_json() for event in events]},
            message=self._words.agenda(self._words.day(begin, self._ova.now()), events),
        )

    @action(
        description="Tell the next event in the calendar",
        changes="nothing",
        output=ONE_EVENT,
        phrases={
            "en": [
                "what is my next (event|appointment|meeting)",
                "when is my next (event|appointment|meeting)",
                "what's next on my calendar",
            ],
            "de": [
                "was ist mein nächster termin",
                "wann ist mein nächster termin",
                "was steht als nächstes in meinem kalender",
            ],
        },
        together=True,
    )
    def next_event(self, ctx: Context) -> ActionResult:
        """Return what comes next, or nothing."""
        now = self._ova.now()
        found = _next(self._events(ctx, now, now + AHEAD), now)
        told = None if found is None else found.to_json()
        return ActionResult({"event": told}, message=self._words.upcoming(found, now))

    @action(
        description="Put an event into the calendar",
        output=WRITTEN,
        phrases={
            "en": [
                "add {title} to my calendar {datetime:start}",
                "(add|put) {title} {datetime:start} (to|in|on) my calendar",
                "put {title} (in|on) my calendar {datetime:start}",
                "put {title} in my calendar {datetime:start}",
            ],
            "de": [
                "trag[e] {datetime:start} {title} in meinen kalender ein",
                "trag[e] {title} {datetime:start} in meinen kalender ein",
            ],
        },
    )
    def add_event(self, asked: NewEvent, ctx: Context) -> ActionResult:
        """Write an event into the first of the calendars."""
        now = self._ova.now()
        start = asked.start if asked.start.tzinfo else asked.start.replace(tzinfo=now.tzinfo)
        if start < now - timedelta(days=366):
            raise InputInvalid(
                "That is more than a year ago.", cure="Give the date with its year, as 2026-05-04."
            )
        end = start + timedelta(minutes=asked.minutes)
        made = api.insert(ctx, self._calendars[0], asked.title.strip(), start, end)
        return ActionResult({"event": made.to_json()}, message=self._words.added(made, now))

    @poll(
        every="1m",
        description="An event is about to begin",
        output=SOON,
    )
    def event_soon(
        self,
        inputs: dict[str, Any],  # noqa: ARG002 - the contract's shape
        last_poll_ts: str | None,  # noqa: ARG002 - what is soon does not depend on it
        ctx: Context,
    ) -> list[dict[str, Any]]:
        """Return the events that begin soon, and show what is on now. Each is told once."""
        now = self._ova.now()
        events = self._events(ctx, self._midnight(), now + AHEAD)
        for device in self._devices(events, now):
            ctx.entities.update(device.key, device.state, device.attributes)
        return [
            {
                "id": event.key,
                "data": {
                    **event.to_json(),
                    "minutes": int((event.start - now).total_seconds() // 60),
                },
            }
            for event in events
            if not event.all_day and now <= event.start <= now + self._remind
        ]

    def entities(self, ctx: Context) -> list[Device]:
        """Return what is shown in the home: the next event, how many today, and whether one is on."""
        now = self._ova.now()
        return list(self._devices(self._events(ctx, self._midnight(), now + AHEAD), now))

    @data(cache="10m")
    def get_data(self, endpoint: str, ctx: Context) -> DataBatch:
        """Return the next seven days as numbers: events, or hours that are taken."""
        if endpoint not in ENDPOINTS:
            raise InputInvalid(f"There is no {endpoint}.", cure=f"Ask for {', '.join(ENDPOINTS)}.")
        days = [self._midnight(number) for number in range(AHEAD.days)]
        events = self._events(ctx, days[0], days[-1] + timedelta(days=1))
        count = endpoint == "events_per_day"
        values = [
            float(len(_on(events, day))) if count else _hours(_on(events, day), day) for day in days
        ]
        dates = tuple(day.date().isoformat() for day in days)
        return DataBatch(dates, {"events" if count else "hours": tuple(values)})

    def get_data_endpoints(self) -> list[str]:
        """Return what may be asked for."""
        return list(ENDPOINTS)

    def diagnostics(self, ctx: Context) -> dict[str, Any]:
        """Return what helps to find a fault; nothing of what the events say."""
        begin = self._midnight()
        return {
            "calendars": len(self._calendars),
            "events_in_seven_days": len(self._events(ctx, begin, begin + AHEAD)),
            "declined_shown": self._declined,
            "time_zone": str(begin.tzinfo),
        }

    def _events(self, ctx: Context, start: datetime, end: datetime) -> list[CalendarEvent]:
        zone = start.tzinfo or self._midnight().tzinfo
        assert zone is not None  # noqa: S101 - the home always has a time zone
        found = {
            event.key: event
            for calendar in self._calendars
            for event in api.events_between(ctx, calendar, start, end, zone)
            if self._declined or not event.declined
        }
        return sorted(found.values(), key=lambda event: (event.start, event.title))

    @property
    def _words(self) -> Words:
        return words_in(self._ova.language)

    def _days_to(self, day: str) -> int:
        """Return how many days away a day is. Raises InputInvalid for a date there is not."""
        if day in ("today", "tomorrow"):
            return ("today", "tomorrow").index(day)
        try:
            return (date.fromisoformat(day) - self._ova.now().date()).days
        except ValueError:
            raise InputInvalid(
                f"There is no day {day}.", cure="Give a date as 2026-05-04."
            ) from None

    def _midnight(self, days: int = 0) -> datetime:
        """Return when a day begins in the home; days are not always 24 hours long."""
        now = self._ova.now()
        return datetime.combine(now.date() + timedelta(days=days), time(), now.tzinfo)

    def _devices(self, events: list[CalendarEvent], now: datetime) -> Iterator[Device]:
        coming = _next(events, now)
        told = coming.to_json() if coming else dict.fromkeys(("start", "end", "location"))
        told.pop("title", None)
        yield Sensor(NEXT, "Next Event", coming.title if coming else "none", attributes=told)
        yield Sensor(TODAY, "Events Today", len(_on(events, self._midnight())))
        on = any(event.start <= now < event.end and not event.all_day for event in events)
        yield Device(BUSY, "Event Now", "binary_sensor", state="on" if on else "off")


def _next(events: list[CalendarEvent], now: datetime) -> CalendarEvent | None:
    return next((event for event in events if event.start > now), None)


def _on(events: list[CalendarEvent], day: datetime) -> list[CalendarEvent]:
    """Return what is on a day, also what began before."""
    after = day + timedelta(days=1)
    return [event for event in events if event.start < after and event.end > day]


def _hours(events: list[CalendarEvent], day: datetime) -> float:
    """Return how many hours of a day are taken; what overlaps counts once, whole days do not."""
    after, taken, until = day + timedelta(days=1), timedelta(), day
    for event in events:
        begin, end = max(event.start, until), min(event.end, after)
        if not event.all_day and end > begin:
            taken, until = taken + (end - begin), end
    return round(taken.total_seconds() / 3600, 2)
