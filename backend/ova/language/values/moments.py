"""Dates with a time, and moments counted from now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from ova.language.values.clock import NIGHT_END, Clock, Clocks, clocks_of
from ova.language.values.dates import Dates, dates_of
from ova.language.values.days import shifted
from ova.language.values.durations import DAY, Durations, durations_of
from ova.language.values.phrases import PhraseTree, once
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, pairs, value_table

MIDNIGHT = Clock(0)
_GENERAL = (("{date} {time}", "at"), ("{date} t {time}", "at"))


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day: "tonight", "Monday morning"."""

    day: date
    part: str


class Moments:
    """Reads moments in one language."""

    def __init__(
        self, table: ValueTable, dates: Dates, clocks: Clocks, durations: Durations
    ) -> None:
        section = table.kind("datetime")
        self._dates = dates
        self._clocks = clocks
        self._durations = durations
        self._parts: PhraseTree[str] = PhraseTree(pairs(section.get("parts", {})))
        self._named: PhraseTree[str] = PhraseTree(pairs(section.get("named", {})))
        self._joined = _joined(table) if section.get("joined") else {}
        self._forms: PhraseTree[str] = PhraseTree([*_GENERAL, *pairs(section.get("forms", {}))])
        self._first_words = self._forms.first_words.union(
            self._parts.first_words, self._named.first_words, self._joined
        )

    def may_start(self, word: str) -> bool:
        """Tell whether a moment can start with a word."""
        return (
            word in self._first_words
            or self._dates.may_start(word)
            or self._clocks.may_start(word)
            or self._durations.may_start(word)
        )

    def read(
        self, tokens: Sequence[str], at: int, now: datetime | None, *, counted: bool = True
    ) -> list[tuple[str, int]]:
        """Return every reading that starts at a token, each once, as local wall time.

        Without ``now`` only moments with a full date can be read; without ``counted`` none that are
        counted from now, as "in ten minutes".
        """
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []
        today = now.date() if now is not None else None
        found: dict[tuple[str, int], None] = {}

        gap = once(lambda name, place: self._gap(tokens, name, place, today))
        for phrase in self._forms.read(tokens, at, gap):
            if phrase.meaning == "in" and not counted:
                continue
            moment = (
                _from_now(dict(phrase.gaps)["duration"], now)
                if phrase.meaning == "in"
                else _moment(dict(phrase.gaps), now)
            )
            if moment is not None:
                found[moment, phrase.end] = None
        return list(found)

    def _gap(
        self, tokens: Sequence[str], name: str, at: int, today: date | None
    ) -> Iterator[tuple[Any, int]]:
        if at >= len(tokens):
            return
        if name == "date":
            yield from self._dates.read(tokens, at, today)
        elif name == "time":
            yield from self._clocks.read(tokens, at)
        elif name == "duration":
            yield from self._durations.read(tokens, at)
        elif name == "part":
            for phrase in self._parts.read(tokens, at):
                yield phrase.meaning, phrase.end
        elif name == "named" and today is not None:
            yield from self._day_part(tokens, at, today)

    def _day_part(
        self, tokens: Sequence[str], at: int, today: date
    ) -> Iterator[tuple[DayPart, int]]:
        for phrase in self._named.read(tokens, at):
            days, _, part = phrase.meaning.partition(" ")
            day = shifted(today, days=int(days))
            if day is not None:
                yield DayPart(day, part), phrase.end
        split = self._joined.get(tokens[at])
        if split is not None:
            weekday, part = split
            for day, _ in self._dates.read((weekday,), 0, today):
                yield DayPart(day, part), at + 1


@lru_cache(maxsize=LANGUAGES_KEPT)
def moments_of(language: str) -> Moments:
    """Return the reader of a language."""
    return Moments(
        value_table(language), dates_of(language), clocks_of(language), durations_of(language)
    )


def _joined(table: ValueTable) -> dict[str, tuple[str, str]]:
    """Return words made of a weekday and a part of the day: "Montagmorgen"."""
    return {
        weekday + word: (weekday, part)
        for names in table.kind("date").get("weekdays", ())
        for weekday in names
        for word, part in pairs(table.kind("datetime").get("parts", {}))
    }


def _moment(gaps: dict[str, Any], now: datetime | None) -> str | None:
    clock: Clock = gaps["time"]
    named: DayPart | None = gaps.get("named")
    day: date | None = named.day if named else gaps.get("date")
    part: str | None = named.part if named else gaps.get("part")
    if day is None:
        return _next(clock, now) if now is not None else None
    if part is not None:
        placed = clock.in_part(part)
        if placed is None:
            return None
        if part == "night" and placed.minutes < NIGHT_END and not _still_night(day, placed, now):
            following = shifted(day, days=1)
            if following is None:
                return None
            day = following
        return _written(day, placed)
    if now is not None and day == now.date():
        if clock == MIDNIGHT:  # the one to come
            return _next(clock, now)
        later = [choice for choice in clock.choices() if choice > now.time()]
        chosen = later[0] if later else clock.choices()[-1]
        return f"{day.isoformat()}T{chosen:%H:%M}"
    return _written(day, clock)


def _still_night(day: date, clock: Clock, now: datetime | None) -> bool:
    """Tell whether "tonight at three" is said in that very night, after midnight."""
    return (
        now is not None
        and day == now.date()
        and now.hour * 60 < NIGHT_END
        and clock.at() > now.time()
    )


def _next(clock: Clock, now: datetime) -> str | None:
    chosen = clock.after(now)
    day = now.date() if chosen > now.time() else shifted(now.date(), days=1)
    return f"{day.isoformat()}T{chosen:%H:%M}" if day is not None else None


def _written(day: date, clock: Clock) -> str:
    return f"{day.isoformat()}T{clock.at():%H:%M}"


def _from_now(seconds: float, now: datetime | None) -> str | None:
    """Return the wall time after a while.

    Days keep the wall time. Shorter whiles are time that passes, so the clock may be changed in
    between.
    """
    if now is None:
        return None
    try:
        if now.tzinfo is None or (seconds and seconds % DAY == 0):
            moment = now + timedelta(seconds=seconds)
        else:
            moment = (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)
    except OverflowError:
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
