"""Lengths of time, in seconds."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ova.language.values.counts import Counts, counts_of
from ova.language.values.numbers import Number
from ova.language.values.phrases import PhraseTree
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, pairs, value_table
from ova.language.values.value import plain

MINUTE = 60
HOUR = 3600
DAY = 86400
_SMALLER = {HOUR: MINUTE, MINUTE: 1}
"""What a number behind a unit counts: "one hour thirty", "two minutes ten"."""


class Durations:
    """Reads lengths of time in one language."""

    def __init__(self, table: ValueTable, counts: Counts) -> None:
        section = table.kind("duration")
        self._units: PhraseTree[int] = PhraseTree(pairs(section.get("units", {})))
        self._whole: PhraseTree[int] = PhraseTree(pairs(section.get("whole", {})))
        """Lengths said without a number: "mezzora"."""
        self._joiners = frozenset(section.get("and", ()))
        self._counts = counts
        self._first_words = self._whole.first_words

    def may_start(self, word: str) -> bool:
        """Tell whether a length of time can start with a word."""
        return word in self._first_words or self._counts.may_start(word)

    def read(self, tokens: Sequence[str], at: int) -> list[Number]:
        """Return every reading that starts at a token, each once."""
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []
        found = dict.fromkeys(
            (plain(round(seconds, 3)), end) for seconds, end in self._sum(tokens, at, None)
        )
        found.update(
            ((phrase.meaning, phrase.end), None) for phrase in self._whole.read(tokens, at)
        )
        found.update(dict.fromkeys(_digital(tokens, at)))
        return list(found)

    def _sum(self, tokens: Sequence[str], at: int, below: int | None) -> Iterator[Number]:
        """Yield sums of terms, each with a smaller unit than the one before."""
        for count, behind in self._counts.read(tokens, at):
            if count < 0:
                continue
            for phrase in self._units.read(tokens, behind):
                unit, end = phrase.meaning, phrase.end
                if below is not None and unit >= below:
                    continue
                yield count * unit, end
                if not isinstance(count, int):
                    continue
                for part, after in self._counts.numbers.parts_behind(tokens, end):
                    yield (count + part) * unit, after
                yield from self._smaller(tokens, end, count * unit, unit)

    def _smaller(
        self, tokens: Sequence[str], end: int, seconds: int, unit: int
    ) -> Iterator[Number]:
        start = end + 1 if end < len(tokens) and tokens[end] in self._joiners else end
        for rest, after in self._sum(tokens, start, unit):
            yield seconds + rest, after
        smaller = _SMALLER.get(unit)
        if smaller is None:
            return
        for number, after in self._counts.numbers.read(tokens, start):
            if (
                isinstance(number, int)
                and 0 < number < 60
                and tokens[start] not in ("+", "-")
                and not self._units.read(tokens, after)
            ):
                yield seconds + number * smaller, after


def _digital(tokens: Sequence[str], at: int) -> Iterator[Number]:
    """Read "1:30:00"."""
    row = tokens[at : at + 5]
    if len(row) < 5 or row[1] != ":" or row[3] != ":":
        return
    parts = (row[0], row[2], row[4])
    if all(part.isdecimal() and len(part) <= 3 for part in parts):
        hours, minutes, seconds = map(int, parts)
        if minutes < 60 and seconds < 60:
            yield hours * HOUR + minutes * MINUTE + seconds, at + 5


@lru_cache(maxsize=LANGUAGES_KEPT)
def durations_of(language: str) -> Durations:
    """Return the reader of a language."""
    return Durations(value_table(language), counts_of(language))
