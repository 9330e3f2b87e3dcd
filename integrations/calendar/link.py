"""The integration's object: what is on the calendars, for people, skills and routines."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from icalendar import Calendar, Event
from pydantic import BaseModel, Field

from ova.sdk import ActionResult, Context, DataBatch, Device, Ova, action, data, poll

from .days import day_of, time_of
from .occurrences import Occurrence, occurrences
from .schemas import ADDED, AGENDA, EVENT, NEXT
from .server import Server
from .words import Words, words_in

LOOK_AHEAD_S = 300.0
"""How long a look at the next hours serves the polling."""
LONGEST_WARNING_MINUTES = 120
CHART_DAYS = 14


class Agenda(BaseModel):
    """What the action ``agenda`` takes."""

    day: str = Field("today", max_length=60, description="today, Friday, this week, 2026-11-30")


class NewEvent(BaseModel):
    """What the action ``add_event`` takes."""

    summary: str = Field(min_length=1, max_length=200, description="What it is")
    day: str = Field("today", max_length=60, description="today, Friday, 2026-11-30")
    time: str = Field("", max_length=20, description="14:30 or 2:30 pm; blank for the whole day")
    minutes: int = Field(60, ge=1, le=10_080, description="How long it takes")
    location: str = Field("", max_length=200, description="Where it is")
    calendar: str = Field("", max_length=200, description="Blank for the usual one")


class Warning(BaseModel):  # noqa: A001 - it is one
    """What the trigger ``event_starting`` takes."""

    minutes_before: int = Field(
        10, ge=1, le=LONGEST_WARNING_MINUTES, description="How many minutes before it begins"
    )


class Calendars:
    """The calendars of one account. The server is asked when somebody wants to know."""

    def __init__(self, config: dict[str, Any], ova: Ova) -> None:
        self._server = Server(config["url"], config["username"], config["password"])
        self._wanted = [name for name in config["calendars"] if name.strip()]
        self._add_to = config["add_to"].strip()
        self._ova = ova
        self._unreadable = 0
        """Events of the last look that make no sense."""

    def entities(self, ctx: Context) -> list[Device]:
        """Bring nothing into the home; from now on it is known how to say things."""
        self._server.say = ctx.text
        return []

    def test_connection(self, ctx: Context) -> str:
        """Sign in and look for the chosen calendars. Raises AuthFailed, NotReady or ActionError."""
        self._server.say = ctx.text
        names = self._server.names()
        self._server.search([*self._wanted, *filter(None, [self._add_to])], *self._span(1))
        if not names:
            return ctx.text("says.no_calendars")
        return ctx.text("says.found", count=len(names), names=", ".join(names))

    def account_info(self, ctx: Context) -> dict[str, str]:
        """Return who is signed in."""
        self._server.say = ctx.text
        return {"id": self._server.account(), "name": str(ctx.config["username"])}

    def upcoming(self, days: int = 7) -> list[dict[str, Any]]:
        """Return what comes in the next days, for skills: ``summary``, ``start``, ``calendar`` ..."""
        start, end = self._span(days)
        return [one.to_json() for one in self._between(start, end)]

    @action(
        description="Tell what is on the calendar",
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
                "what is on my calendar {day}",
                "what's on my calendar {day}",
                "what are my appointments {day}",
            ],
            "de": [
                "was steht [heute] in meinem kalender",
                "was steht {date:day} in meinem kalender",
                "was habe ich {date:day} für termine",
                "welche termine habe ich {date:day}",
                "habe ich {date:day} [einen] termin",
                "habe ich [heute] termine",
                "habe ich {date:day} termine",
                "was (habe ich|steht) {date:day} (vor|an)",
                "bin ich {date:day} (frei|beschäftigt)",
                "habe ich {date:day} [noch] zeit",
            ],
        },
        together=True,
    )
    def agenda(self, wanted: Agenda) -> ActionResult:
        """Tell the events of a day or a week."""
        now = self._ova.now()
        first, days = day_of(wanted.day, now.date(), self._server.say)
        start = datetime.combine(first, time(), now.tzinfo)
        end = datetime.combine(first + timedelta(days=days), time(), now.tzinfo)
        found = self._between(start, end)
        return ActionResult(
            {"events": [one.to_json() for one in found]},
            message=self._words.agenda(found, first, days, now.date()),
        )

    @action(
        description="Tell the next event",
        changes="nothing",
        output=NEXT,
        phrases={
            "en": [
                "what is my next (event|appointment|meeting)",
                "when is my next (event|appointment|meeting)",
                "(what's|when's) my next (event|appointment|meeting)",
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
    def next_event(self) -> ActionResult:
        """Tell the next event of the coming two weeks that has a time."""
        now = self._ova.now()
        found = [
            one
            for one in self._between(now, now + timedelta(days=14))
            if not one.all_day and one.start > now
        ]
        if not found:
            return ActionResult({"event": None}, message=self._words.none_next)
        one = min(found, key=lambda event: event.start)
        when = self._words.moment(one.start, now.date())
        told = self._words.next.format(summary=one.summary, when=when)
        return ActionResult({"event": one.to_json()}, message=told)

    @action(
        description="Add an event to the calendar",
        output=ADDED,
        phrases={
            "en": [
                "add {summary} to my calendar",
                "add {summary} to my calendar [on|for] {date:day}",
                "add {summary} to my calendar [on|for] {date:day} at {time:time}",
                "(add|put) {summary} [on] {date:day} at {time:time} (to|in|on) my calendar",
                "put {summary} (in|on) my calendar [on|for] {date:day} at {time:time}",
            ],
            "de": [
                "trage {summary} in meinen kalender ein",
                "trag {summary} in meinen kalender ein",
                "trag {date:day} {summary} in meinen kalender ein",
                "trag {date:day} um {time:time} {summary} in meinen kalender ein",
                "trage {date:day} {summary} in meinen kalender ein",
                "trage {date:day} um {time:time} {summary} in meinen kalender ein",
            ],
        },
    )
    def add_event(self, wanted: NewEvent) -> ActionResult:
        """Put an event into a calendar."""
        now = self._ova.now()
        day, _ = day_of(wanted.day, now.date(), self._server.say)
        at = time_of(wanted.time, self._server.say)
        event = Event()
        event.add("uid", str(uuid4()))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("summary", wanted.summary.strip())
        if wanted.location.strip():
            event.add("location", wanted.location.strip())
        when = self._words.day(day, now.date())
        if at is None:
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
        else:
            start = datetime.combine(day, at, now.tzinfo)
            event.add("dtstart", start.astimezone(UTC))
            event.add("dtend", start.astimezone(UTC) + timedelta(minutes=wanted.minutes))
            when = self._words.moment(start, now.date())
        whole = Calendar()
        whole.add("prodid", "-//OpenVoiceAssistant//Calendar//EN")
        whole.add("version", "2.0")
        whole.add_component(event)
        name = wanted.calendar.strip() or self._add_to or next(iter(self._wanted), "")
        called = self._server.add(name, whole.to_ical().decode())
        return ActionResult(
            {"uid": str(event["uid"]), "calendar": called},
            message=self._words.added.format(summary=wanted.summary.strip(), when=when),
        )

    @poll(every="1m", description="An event begins in a few minutes", input=Warning, output=EVENT)
    def event_starting(
        self,
        inputs: Warning | dict[str, Any],
        last_poll_ts: str | None,  # noqa: ARG002 - what was told once is not told again
        ctx: Context,
    ) -> list[dict[str, Any]]:
        """Return the events that begin soon."""
        wanted = inputs if isinstance(inputs, Warning) else Warning.model_validate(inputs)
        now = self._ova.now()
        rows: list[Occurrence] | None = ctx.cache.get("soon")
        if rows is None:
            ahead = timedelta(minutes=LONGEST_WARNING_MINUTES, seconds=LOOK_AHEAD_S)
            rows = self._between(now, now + ahead)
            ctx.cache.set("soon", rows, LOOK_AHEAD_S)
        until = now + timedelta(minutes=wanted.minutes_before)
        return [
            {"id": one.id, "data": one.to_json()}
            for one in rows
            if not one.all_day and now <= one.start <= until
        ]

    def get_data_endpoints(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the contract's shape
        """Return what there is to chart."""
        return ["events_per_day"]

    @data(cache="10m")
    def get_data(self, endpoint: str, ctx: Context) -> DataBatch:  # noqa: ARG002 - there is one
        """Return how many events each calendar has on the coming days."""
        start, end = self._span(CHART_DAYS)
        days = [start.date() + timedelta(days=ahead) for ahead in range(CHART_DAYS)]
        counts: dict[str, list[float | None]] = {}
        for one in self._between(start, end):
            row = counts.setdefault(one.calendar, [0.0] * CHART_DAYS)
            place = max(0, (one.start.date() - start.date()).days)
            row[place] = (row[place] or 0.0) + 1
        return DataBatch(
            tuple(day.isoformat() for day in days),
            {name: tuple(row) for name, row in counts.items()},
        )

    def diagnostics(self, ctx: Context) -> dict[str, Any]:  # noqa: ARG002 - the contract's shape
        """Return what helps to find a fault; nothing of what the events say."""
        start, end = self._span(7)
        return {
            "calendars": self._server.names(),
            "events_in_seven_days": len(self._between(start, end)),
            "unreadable_events": self._unreadable,
            "time_zone": str(start.tzinfo),
        }

    @property
    def _words(self) -> Words:
        return words_in(self._ova.language)

    def _span(self, days: int) -> tuple[datetime, datetime]:
        """Return the beginning of today, and the end of the last of so many days."""
        now = self._ova.now()
        start = datetime.combine(now.date(), time(), now.tzinfo)
        last = datetime.combine(now.date() + timedelta(days=days), time(), now.tzinfo)
        return start, last

    def _between(self, start: datetime, end: datetime) -> list[Occurrence]:
        found: list[Occurrence] = []
        unreadable = 0
        margin = timedelta(days=1)
        for name, ical in self._server.search(self._wanted, start - margin, end + margin):
            try:
                found += occurrences(name, ical, start, end)
            except (ValueError, KeyError, TypeError, AttributeError):  # one broken event of many
                unreadable += 1
        self._unreadable = unreadable
        return sorted(found, key=lambda one: (one.start, not one.all_day, one.summary))
