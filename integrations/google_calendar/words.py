"""Events as they are spoken, in the person's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .event import CalendarEvent

MOST_SPOKEN = 5


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language. ``{day}`` is "today" or "on Friday"."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    today: str
    tomorrow: str
    on: str
    on_date: str
    at: str
    nothing: str
    have: str
    one: str
    many: str
    more: str
    all_day: str
    join: str
    next: str
    where: str
    none_next: str
    written: str

    def agenda(self, day: str, events: Sequence[CalendarEvent]) -> str:
        """Return what is on a day, ``today`` or ``on Friday``, as a sentence."""
        if not events:
            text = self.nothing.format(day=day)
            return f"{text[:1].upper()}{text[1:]}"
        told = [self._one(event) for event in events[:MOST_SPOKEN]]
        more = len(events) - len(told)
        if more:
            told.append(self.more.format(count=more))
        count = self.one if len(events) == 1 else self.many.format(count=len(events))
        listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])}{self.join}{told[-1]}"
        return self.have.format(count=count, day=day, events=listed)

    def upcoming(self, event: CalendarEvent | None, now: datetime) -> str:
        """Return what comes next as a sentence."""
        if event is None:
            return self.none_next
        where = self.where.format(location=event.location) if event.location else ""
        return self.next.format(title=event.title, where=where, when=self._when(event, now))

    def added(self, event: CalendarEvent, now: datetime) -> str:
        """Return what was written down as a sentence."""
        return self.written.format(title=event.title, when=self._when(event, now))

    def day(self, day: datetime, now: datetime) -> str:
        """Return "today", "on Friday" or "on Friday, May 8"."""
        days = (day.date() - now.date()).days
        if days in (0, 1):
            return (self.today, self.tomorrow)[days]
        name = self.weekdays[day.weekday()]
        if 0 < days < 7:
            return self.on.format(weekday=name)
        return self.on_date.format(weekday=name, day=day.day, month=self.months[day.month - 1])

    def _one(self, event: CalendarEvent) -> str:
        if event.all_day:
            return f"{event.title} {self.all_day}"
        return f"{event.title} {self.at.format(time=_clock(event.start))}"

    def _when(self, event: CalendarEvent, now: datetime) -> str:
        day = self.day(event.start, now)
        return day if event.all_day else f"{day} {self.at.format(time=_clock(event.start))}"


ENGLISH = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    today="today",
    tomorrow="tomorrow",
    on="on {weekday}",
    on_date="on {weekday}, {month} {day}",
    at="at {time}",
    nothing="There is nothing in your calendar {day}.",
    have="You have {count} {day}: {events}.",
    one="one event",
    many="{count} events",
    more="{count} more",
    all_day="all day",
    join=" and ",
    next="Your next event is {title}{where}, {when}.",
    where=" in {location}",
    none_next="There is nothing in your calendar for the next days.",
    written="I put {title} into your calendar, {when}.",
)
GERMAN = Words(
    weekdays=(*("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
        *("August", "September", "Oktober", "November", "Dezember"),
    ),
    today="heute",
    tomorrow="morgen",
    on="am {weekday}",
    on_date="am {weekday}, dem {day}. {month}",
    at="um {time} Uhr",
    nothing="{day} steht nichts in deinem Kalender.",
    have="Du hast {day} {count}: {events}.",
    one="einen Termin",
    many="{count} Termine",
    more="{count} weitere",
    all_day="ganztägig",
    join=" und ",
    next="Dein nächster Termin ist {title}{where}, {when}.",
    where=" ({location})",
    none_next="In den nächsten Tagen steht nichts in deinem Kalender.",
    written="{title} steht jetzt in deinem Kalender, {when}.",
)
_LANGUAGES = {"en": ENGLISH, "de": GERMAN}


def words_in(language: str) -> Words:
    """Return the sentences of a language, English ones for those there are not."""
    return _LANGUAGES.get(language.partition("-")[0], ENGLISH)


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"
