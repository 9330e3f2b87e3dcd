"""Percentages and temperatures: numbers with a unit that may be left out."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ova.language.values.counts import Counts, counts_of
from ova.language.values.numbers import Number
from ova.language.values.phrases import PhraseTree
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, pairs, value_table
from ova.language.values.value import Value, plain


class Percentages:
    """Reads shares from 0 to 100 percent in one language."""

    def __init__(self, table: ValueTable, counts: Counts) -> None:
        section = table.kind("percentage")
        self._counts = counts
        self.units = PhraseTree((phrase, True) for phrase in section.get("units", ("%",)))
        """The words for "percent"."""
        self._words: PhraseTree[int] = PhraseTree(pairs(section.get("words", {})))

    def read(self, tokens: Sequence[str], at: int) -> list[Number]:
        """Return every reading that starts at a token, each once.

        Without "percent" a fraction is a share: a half is 50.
        """
        found: dict[Number, None] = dict.fromkeys(
            (phrase.meaning, phrase.end) for phrase in self._words.read(tokens, at)
        )
        found.update(dict.fromkeys(self._counted(tokens, at)))
        return list(found)

    def _counted(self, tokens: Sequence[str], at: int) -> Iterator[Number]:
        for number, end in self._counts.read(tokens, at):
            if 0 <= number <= 100:
                for unit in self.units.read(tokens, end):
                    yield plain(round(number, 3)), unit.end
        for number, end in self._counts.numbers.read(tokens, at):
            if 0 < number < 1:
                yield round(number * 100), end
            elif 0 <= number <= 100:
                yield plain(round(number, 3)), end


class Temperatures:
    """Reads temperatures in one language."""

    def __init__(self, table: ValueTable, counts: Counts) -> None:
        section = table.kind("temperature")
        self._counts = counts
        units = section.get("units", {"": ("°",), "C": ("° c",), "F": ("° f",)})
        self._units: PhraseTree[str] = PhraseTree(pairs(units))
        self._below = PhraseTree((phrase, True) for phrase in section.get("below", ()))

    def read(self, tokens: Sequence[str], at: int) -> list[Value]:
        """Return every reading that starts at a token, each once."""
        found: dict[Value, None] = {}
        for number, end in self._counts.numbers.read(tokens, at):
            found.update(dict.fromkeys(self._with_below(tokens, number, end, "")))
        for number, end in self._counts.read(tokens, at):
            for unit in self._units.read(tokens, end):
                found.update(
                    dict.fromkeys(self._with_below(tokens, number, unit.end, unit.meaning))
                )
                if isinstance(number, int):
                    for part, after in self._counts.numbers.parts_behind(tokens, unit.end):
                        more = number + part if number >= 0 else number - part
                        found[Value(plain(more), after, unit.meaning)] = None
        return list(found)

    def _with_below(
        self, tokens: Sequence[str], number: float, end: int, unit: str
    ) -> Iterator[Value]:
        number = plain(round(number, 3))
        yield Value(number, end, unit)
        if number > 0:
            for below in self._below.read(tokens, end):
                yield Value(-number, below.end, unit)


@lru_cache(maxsize=LANGUAGES_KEPT)
def percentages_of(language: str) -> Percentages:
    """Return the reader of a language."""
    return Percentages(value_table(language), counts_of(language))


@lru_cache(maxsize=LANGUAGES_KEPT)
def temperatures_of(language: str) -> Temperatures:
    """Return the reader of a language."""
    return Temperatures(value_table(language), counts_of(language))
