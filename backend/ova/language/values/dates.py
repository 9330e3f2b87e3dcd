"""Dates."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ova.language.values.cardinals import Cardinals, cardinals_of
from ova.language.values.counts import Counts, counts_of
from ova.language.values.days import coming, in_next_week, next_such, shifted, valid
from ova.language.values.ordinals import Ordinals, ordinals_of
from ova.language.values.phrases import PhraseTree, once
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, pairs, value_table

YEARS = range(1900, 2200)
COUNT_LIMIT = 100_000
"""Days, weeks, months or years somebody may count."""

Day = tuple[date, int]
"""A date and the place of the token behind it."""


_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Written:
    """A date in digits; the year may be missing."""

    day: int
    month: int
    year: int | None = None


class Dates:
    """Reads dates in one language."""

    def __init__(
        self, table: ValueTable, whole: Cardinals, ordinals: Ordinals, counts: Counts
    ) -> None:
        section = table.kind("date")
        self._whole = whole
        self._ordinals = ordinals
        self._counts = counts
        self._month_first = _month_first(section, table.language)
        self._stops = bool(section.get("stops"))
        self._relative: PhraseTree[int] = PhraseTree(pairs(section.get("days", {})))
        self.weekdays: PhraseTree[int] = PhraseTree(_numbered(section.get("weekdays", ()), 0))
        self._months: PhraseTree[int] = PhraseTree(_numbered(section.get("months", ()), 1))
        self._units: PhraseTree[str] = PhraseTree(pairs(section.get("units", {})))
        self._forms: PhraseTree[str] = PhraseTree(
            [("{written}", "date"), ("{relative}", "relative"), *pairs(section.get("forms", {}))]
        )
        self._base: PhraseTree[str] = PhraseTree(
            [("{relative}", "relative"), ("{weekday}", "coming")]
        )
        self._first_words = self._forms.first_words.union(
            self._relative.first_words,
            self.weekdays.first_words,
            self._months.first_words,
            self._units.first_words,
        )

    def may_start(self, word: str) -> bool:
        """Tell whether a date can start with a word."""
        return (
            word in self._first_words
            or self._ordinals.may_start(word)
            or self._counts.may_start(word)
        )

    def read(self, tokens: Sequence[str], at: int, today: date | None) -> list[Day]:
        """Return every reading that starts at a token, each once.

        Without ``today`` only dates with a year can be read.
        """
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []
        return list(dict.fromkeys(self._read(self._forms, tokens, at, today)))

    def never(self, tokens: Sequence[str], at: int) -> list[tuple[str, int]]:
        """Return every day that starts at a token and is in no year, each once: "02-31"."""
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []

        gap = once(lambda name, place: self._gap(tokens, name, place, None))
        found: dict[tuple[str, int], None] = {}
        for phrase in self._forms.read(tokens, at, gap):
            said = dict(phrase.gaps)
            written: Written | None = said.get("written")
            day = written.day if written else said.get("day", said.get("nth"))
            month = written.month if written else said.get("month", said.get("monthnumber"))
            if phrase.meaning != "date" or day is None or month is None:
                continue
            if valid(_LEAP_YEAR, month, day) is None:
                found[f"{month:02}-{day:02}", phrase.end] = None
        return list(found)

    def _read(
        self, forms: PhraseTree[str], tokens: Sequence[str], at: int, today: date | None
    ) -> Iterator[Day]:
        gap = once(lambda name, place: self._gap(tokens, name, place, today))
        for phrase in forms.read(tokens, at, gap):
            found = _day(phrase.meaning, dict(phrase.gaps), today)
            if found is not None:
                yield found, phrase.end

    def _gap(
        self, tokens: Sequence[str], name: str, at: int, today: date | None
    ) -> Iterator[tuple[Any, int]]:
        if at >= len(tokens):
            return
        trees: dict[str, PhraseTree[Any]] = {
            "relative": self._relative,
            "weekday": self.weekdays,
            "month": self._months,
            "unit": self._units,
        }
        if name in trees:
            for phrase in trees[name].read(tokens, at):
                yield phrase.meaning, phrase.end
        elif name == "base":
            yield from self._read(self._base, tokens, at, today)
        elif name == "count":
            yield from self._counts.whole(tokens, at)
        elif name == "written":
            yield from self._written(tokens, at)
        elif name == "year":
            yield from self._year(tokens, at)
        elif name == "nth":
            yield from _below(32, self._ordinals.read(tokens, at))
        elif name in ("day", "monthnumber"):
            limit = 32 if name == "day" else 13
            yield from _below(limit, self._ordinals.read(tokens, at))
            yield from _below(limit, self._whole.read(tokens, at))

    def _year(self, tokens: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        for number, end in self._whole.read(tokens, at):
            if number in YEARS:
                yield number, end
            elif number * 100 in YEARS and not tokens[at][0].isdecimal():
                for rest, after in self._whole.read(tokens, end, digits=False):
                    if 10 <= rest < 100:
                        yield number * 100 + rest, after

    def _written(self, tokens: Sequence[str], at: int) -> Iterator[tuple[Written, int]]:
        """Read "2026-12-24", "24/12/2026", "24.12.2026", and without year where usual."""
        word = tokens[at]
        if not word[0].isdecimal():
            return
        row = tokens[at : at + 5]
        first, dot, second = word.partition(".")
        if dot and len(first) <= 2 and len(second) <= 2:
            year = _four(row[1]) if len(row) > 1 else None
            if year is not None:
                yield Written(int(first), int(second), year), at + 2
            if self._stops:
                yield Written(int(first), int(second)), at + 1
        elif len(row) >= 3 and all(each.isdecimal() for each in row[:3]):
            yield from self._three(row[0], row[1], row[2], at + 3)
        elif len(row) >= 3 and row[1] == "/" and row[0].isdecimal() and row[2].isdecimal():
            if len(row) == 5 and row[3] == "/" and row[4].isdecimal():
                yield from self._three(row[0], row[2], row[4], at + 5)
            yield from self._two(row[0], row[2], None, at + 3)

    def _three(self, a: str, b: str, c: str, end: int) -> Iterator[tuple[Written, int]]:
        year = _four(a)
        if year is not None and len(b) <= 2 and len(c) <= 2:
            yield Written(int(c), int(b), year), end
        year = _four(c)
        if year is not None:
            yield from self._two(a, b, year, end)

    def _two(self, a: str, b: str, year: int | None, end: int) -> Iterator[tuple[Written, int]]:
        """Read day and month; in the other order than usual only when the usual makes no sense."""
        if len(a) > 2 or len(b) > 2:
            return
        day, month = (int(b), int(a)) if self._month_first else (int(a), int(b))
        if month > 12:
            day, month = month, day
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Written(day, month, year), end


def _day(form: str, gaps: dict[str, Any], today: date | None) -> date | None:
    if form == "date":
        return _dated(gaps, today)
    if today is None:
        return None
    from_today: dict[str, Callable[[], date | None]] = {
        "relative": lambda: shifted(today, days=gaps["relative"]),
        "coming": lambda: coming(gaps["weekday"], today),
        "next_week": lambda: in_next_week(gaps["weekday"], today),
        "week_after": lambda: _later(coming(gaps["weekday"], today), 1, "weeks"),
        "next_month": lambda: valid(*_month_after(today), gaps.get("nth", gaps.get("day", 0))),
        "later": lambda: _later(today, gaps["count"], gaps["unit"]),
        "after": lambda: _later(gaps["base"], gaps["count"], gaps["unit"]),
    }
    return from_today[form]()


def _dated(gaps: dict[str, Any], today: date | None) -> date | None:
    written: Written | None = gaps.get("written")
    day: int = written.day if written else gaps["day"] if "day" in gaps else gaps["nth"]
    month: int | None = written.month if written else gaps.get("month", gaps.get("monthnumber"))
    year: int | None = written.year if written else gaps.get("year")
    weekday: int | None = gaps.get("weekday")
    if year is not None and month is not None:
        found = valid(year, month, day)
        return found if found and weekday in (None, found.weekday()) else None
    return next_such(day, month, weekday, today) if today else None


def _month_after(today: date) -> tuple[int, int]:
    return today.year + today.month // 12, today.month % 12 + 1


def _later(day: date | None, count: int, unit: str) -> date | None:
    if day is None or count > COUNT_LIMIT:
        return None
    times, _, name = unit.rpartition(" ")
    return shifted(day, **{name: count * int(times or 1)})


def _four(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdecimal() and int(word) in YEARS else None


def _below(limit: int, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for number, end in numbers:
        if 0 < number < limit:
            yield number, end


def _numbered(names: Sequence[Sequence[str]], first: int) -> Iterator[tuple[str, int]]:
    for number, words in enumerate(names, first):
        for word in words:
            yield word, number


def _month_first(section: Any, language: str) -> bool:
    """Tell whether 3/4 is the fourth of March, which a region of a language may not share."""
    region = language.replace("_", "-").partition("-")[2].upper()
    return region in section.get("month_first", ()) or (
        not region and bool(section.get("month_first"))
    )


@lru_cache(maxsize=LANGUAGES_KEPT)
def dates_of(language: str) -> Dates:
    """Return the reader of a language."""
    return Dates(
        value_table(language), cardinals_of(language), ordinals_of(language), counts_of(language)
    )
