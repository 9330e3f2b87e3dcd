"""Times of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from ova.language.values.cardinals import Cardinals, cardinals_of
from ova.language.values.phrases import PhraseTree, once
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, pairs, value_table

DAY = 1440
"""Minutes."""
HALF_DAY = 720
NIGHT_END = 6 * 60
"""Times before belong to the night that began the day before."""
NOON_END = 5 * 60
COMPACT_LIKE_YEARS = range(1900, 2160)
"""Four digits that are rather a year than a time."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day as it was said."""

    minutes: int
    """Since midnight."""
    open: bool = False
    """Nothing says which half of the day is meant."""

    def at(self) -> time:
        """Return the time as it was said; "half past twelve" by itself is at noon."""
        minutes = self.minutes + HALF_DAY if self.open and self.minutes < 60 else self.minutes
        return time(minutes // 60, minutes % 60)

    def choices(self) -> tuple[time, ...]:
        """Return the times of one day it can be, earliest first."""
        if not self.open:
            return (self.at(),)
        first = self.minutes % HALF_DAY
        return tuple(time(each // 60, each % 60) for each in (first, first + HALF_DAY))

    def after(self, now: datetime | None) -> time:
        """Return the next such time after ``now``; as it was said without ``now``."""
        if now is None:
            return self.at()
        passed = now.time()
        later = [choice for choice in self.choices() if choice > passed]
        return later[0] if later else self.choices()[0]

    def in_part(self, part: str) -> "Clock | None":
        """Return the time in a part of the day; None when it is not in that part.

        Parts: ``am``, ``noon``, ``pm``, ``evening``, ``night``.
        """
        if not self.open:
            early = self.minutes < HALF_DAY
            fits = {"am": early, "noon": True, "night": True}.get(part, not early)
            return self if fits else None
        minutes = self.minutes % HALF_DAY
        late = {
            "am": False,
            "noon": minutes < NOON_END,
            "pm": True,
            "evening": minutes >= 60,
            "night": minutes >= NIGHT_END,
        }[part]
        return Clock(minutes + HALF_DAY if late else minutes)


class Clocks:
    """Reads times of the day in one language."""

    def __init__(self, table: ValueTable, whole: Cardinals) -> None:
        section = table.kind("time")
        self._whole = whole
        self._forms: PhraseTree[int] = PhraseTree(
            [("{clock}", 0), *pairs(section.get("forms", {}))]
        )
        self._named: PhraseTree[int] = PhraseTree(
            [
                *((phrase, 12) for phrase in section.get("noon", ())),
                *((phrase, 0) for phrase in section.get("midnight", ())),
            ]
        )
        self._parts: PhraseTree[str] = PhraseTree(pairs(section.get("parts", {})))
        self._zero = frozenset(section.get("zero", ()))
        self._before = frozenset(section.get("before", ()))
        """Words between a part of the day and the time: "abends um sieben"."""
        self._first_words = self._forms.first_words.union(
            self._named.first_words, self._parts.first_words, self._zero
        )

    def may_start(self, word: str) -> bool:
        """Tell whether a time can start with a word."""
        return word in self._first_words or self._whole.may_start(word)

    def read(self, tokens: Sequence[str], at: int) -> list[tuple[Clock, int]]:
        """Return every reading that starts at a token, each once."""
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []
        found: dict[tuple[Clock, int], None] = {}
        for clock, end in self._said(tokens, at):
            found[clock, end] = None
            for part in self._parts.read(tokens, end):
                placed = _either_half(clock, tokens[at]).in_part(part.meaning)
                if placed is not None:
                    found[placed, part.end] = None
        for part in self._parts.read(tokens, at):
            start = part.end + (part.end < len(tokens) and tokens[part.end] in self._before)
            for clock, end in self._said(tokens, start):
                placed = _either_half(clock, tokens[start]).in_part(part.meaning)
                if placed is not None:
                    found[placed, end] = None
        return list(found)

    def _said(self, tokens: Sequence[str], at: int) -> Iterator[tuple[Clock, int]]:
        """Yield times without a part of the day."""

        gap = once(lambda name, place: self._gap(tokens, name, place))
        for phrase in self._forms.read(tokens, at, gap):
            yield _put_together(phrase.meaning, dict(phrase.gaps)), phrase.end

    def _gap(self, tokens: Sequence[str], name: str, at: int) -> Iterator[tuple[Any, int]]:
        if at >= len(tokens):
            return
        if name == "clock":
            yield from _digital(tokens, at)
        elif name == "hour":
            yield from self._hour(tokens, at)
        elif name == "minute":
            yield from self._exact_minute(tokens, at)
        else:
            for number, end in self._small(tokens, at):
                if number < 60 and (number or name == "minutes"):
                    yield number, end

    def _hour(self, tokens: Sequence[str], at: int) -> Iterator[tuple[Clock, int]]:
        for phrase in self._named.read(tokens, at):
            yield Clock(phrase.meaning * 60), phrase.end
        for number, end in self._small(tokens, at):
            if number <= 24:
                yield _clock(number, 0, padded=tokens[at][0] == "0"), end

    def _exact_minute(self, tokens: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        """Yield minutes said with both digits: "thirty", "oh five", "05"."""
        word = tokens[at]
        for number, end in self._small(tokens, at):
            if number < 60 and (len(word) == 2 if word[0].isdecimal() else number >= 10):
                yield number, end
        if word in self._zero:
            for number, end in self._small(tokens, at + 1):
                if 0 < number < 10:
                    yield number, end

    def _small(self, tokens: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        for number, end in self._whole.read(tokens, at):
            if number < 100 and (not tokens[at][0].isdecimal() or len(tokens[at]) <= 2):
                yield number, end


@lru_cache(maxsize=LANGUAGES_KEPT)
def clocks_of(language: str) -> Clocks:
    """Return the reader of a language."""
    return Clocks(value_table(language), cardinals_of(language))


def _put_together(offset: int, gaps: dict[str, Any]) -> Clock:
    base: Clock = gaps["clock"] if "clock" in gaps else gaps["hour"]
    shift = offset + gaps.get("minute", 0) + gaps.get("minutes", 0) + gaps.get("past", 0)
    shift -= gaps.get("to", 0)
    return replace(base, minutes=(base.minutes + shift) % DAY)


def _clock(hour: int, minute: int, *, padded: bool) -> Clock:
    return Clock((hour % 24) * 60 + minute, open=1 <= hour <= 12 and not padded)


def _either_half(clock: Clock, word: str) -> Clock:
    """Return a time for which a part of the day is said, too: "07:30 pm" is no morning."""
    padded = word[0] == "0" and 60 <= clock.minutes < HALF_DAY + 60
    return replace(clock, open=True) if padded else clock


def _digital(tokens: Sequence[str], at: int) -> Iterator[tuple[Clock, int]]:
    """Read "7:30", "07:30:00", "7.30" and "0730"."""
    word = tokens[at]
    if not word[0].isdecimal():
        return
    row = tokens[at : at + 5]
    if len(row) > 2 and row[1] == ":" and word.isdecimal() and len(word) <= 2:
        yield from _at(word, row[2], at + 3)
        if len(row) == 5 and row[3] == ":" and row[4].isdecimal() and len(row[4]) == 2:
            yield from _at(word, row[2], at + 5)
    hour, dot, minute = word.partition(".")
    if dot and len(hour) <= 2:
        yield from _at(hour, minute, at + 1)
    elif not dot and len(word) == 4 and (word[0] == "0" or int(word) not in COMPACT_LIKE_YEARS):
        yield from _at(word[:2], word[2:], at + 1, padded=True)


def _at(
    hour: str, minute: str, end: int, *, padded: bool | None = None
) -> Iterator[tuple[Clock, int]]:
    if not minute.isdecimal() or len(minute) != 2 or int(hour) > 24 or int(minute) > 59:
        return
    if int(hour) == 24 and int(minute):
        return
    padded = hour[0] == "0" if padded is None else padded
    yield _clock(int(hour), int(minute), padded=padded), end
