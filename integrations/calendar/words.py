"""What is said about events, in the person's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .occurrences import Occurrence

MOST_SAID = 8


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language. ``{day}`` is "today" or "on Friday"."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    today: str
    tomorrow: str
    on: str
    on_date: str
    several_days: str
    at: str
    nothing: str
    have: str
    one: str
    many: str
    more: str
    all_day: str
    still: str
    join: str
    next: str
    none_next: str
    added: str
    clock_12: bool = False

    def time(self, when: datetime) -> str:
        """Return "2:30 PM" or "14:30 Uhr"."""
        if not self.clock_12:
            return f"{when.hour}:{when.minute:02} Uhr" if when.minute else f"{when.hour} Uhr"
        minutes = f":{when.minute:02}" if when.minute else ""
        return f"{when.hour % 12 or 12}{minutes} {'AM' if when.hour < 12 else 'PM'}"

    def day(self, day: date, today: date) -> str:
        """Return "today", "tomorrow", "on Friday", or "on Friday, 4 December"."""
        ahead = (day - today).days
        if ahead in (0, 1):
            return (self.today, self.tomorrow)[ahead]
        name = self.weekdays[day.weekday()]
        if 0 < ahead < 7:
            return self.on.format(weekday=name)
        return self.on_date.format(weekday=name, day=day.day, month=self.months[day.month - 1])

    def moment(self, when: datetime, today: date) -> str:
        """Return "tomorrow at 2 PM"."""
        return f"{self.day(when.date(), today)} {self.at.format(time=self.time(when))}"

    def agenda(self, found: Sequence[Occurrence], first: date, days: int, today: date) -> str:
        """Return what is said about the events of a day or of several."""
        when = self.day(first, today) if days == 1 else self.several_days
        if not found:
            return _begun(self.nothing.format(day=when))
        count = self.one if len(found) == 1 else self.many.format(count=len(found))
        rows = []
        for one in found[:MOST_SAID]:
            day = f" {self.day(max(one.start.date(), first), today)}" if days > 1 else ""
            rows.append(f"{one.summary}{day} {self._time_of(one, first)}")
        more = len(found) - MOST_SAID
        if more > 0:
            rows.append(self.more.format(count=more))
        listed = rows[0] if len(rows) == 1 else f"{', '.join(rows[:-1])}{self.join}{rows[-1]}"
        return self.have.format(count=count, day=when, events=listed)

    def _time_of(self, one: Occurrence, first: date) -> str:
        if one.all_day:
            return self.all_day
        return (
            self.at.format(time=self.time(one.start)) if one.start.date() >= first else self.still
        )


ENGLISH = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    today="today",
    tomorrow="tomorrow",
    on="on {weekday}",
    on_date="on {weekday}, {day} {month}",
    several_days="in these days",
    at="at {time}",
    nothing="There is nothing on your calendar {day}.",
    have="You have {count} {day}: {events}.",
    one="one event",
    many="{count} events",
    more="{count} more",
    all_day="all day",
    still="still going on",
    join=" and ",
    next="{summary}, {when}.",
    none_next="Nothing comes in the next two weeks.",
    added="Added {summary} {when}.",
    clock_12=True,
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
    several_days="in diesen Tagen",
    at="um {time}",
    nothing="{day} steht nichts in deinem Kalender.",
    have="Du hast {day} {count}: {events}.",
    one="einen Termin",
    many="{count} Termine",
    more="{count} weitere",
    all_day="ganztägig",
    still="läuft noch",
    join=" und ",
    next="{summary}, {when}.",
    none_next="In den nächsten zwei Wochen steht nichts an.",
    added="Eingetragen: {summary}, {when}.",
)
_LANGUAGES = {"en": ENGLISH, "de": GERMAN}


def words_in(language: str) -> Words:
    """Return the sentences of a language, English ones for those there are not."""
    return _LANGUAGES.get(language.partition("-")[0], ENGLISH)


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
