"""Numbers with sign, decimals and fractions."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ova.language.values.cardinals import DIGITS_LIMIT, Cardinals, cardinals_of
from ova.language.values.phrases import PhraseTree, word_forms
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, amount, pairs, value_table
from ova.language.values.value import plain

DECIMALS_LIMIT = 6
HALVES_LIMIT = 100
"""Numbers below are also known as words with a half at their end: "zweieinhalb"."""

Number = tuple[int | float, int]
"""A number and the place of the token behind it."""


class Numbers:
    """Reads the numbers of one language."""

    def __init__(self, table: ValueTable, whole: Cardinals) -> None:
        self._whole = whole
        self._point = table.words("point")
        self._minus = table.words("minus") | {"-"}
        self._zero = table.words("zero")
        self._joiners = table.words("and")
        self._plus = table.words("plus") | {"+"}
        self._parts = PhraseTree(_amounts(table, "fractions"))
        self._also = PhraseTree(_amounts(table, "also"))
        self._fixed = {**dict(_halves(table, whole)), **table.numbers.get("words", {})}
        self._multiples = table.numbers.get("multiples", {})
        self._article = table.words("article")
        self._not_alone = table.words("not_alone")
        """Numerals that are articles as well."""
        self._first_words = (
            whole.first_words
            | self._point
            | self._minus
            | self._plus
            | self._parts.first_words
            | self._fixed.keys()
            | (self._article if self._multiples else frozenset())
        )

    def read(self, tokens: Sequence[str], at: int) -> list[Number]:
        """Return every reading that starts at a token, in no order, each once."""
        if not 0 <= at < len(tokens) or not self.may_start(tokens[at]):
            return []
        found = dict.fromkeys(self._unsigned(tokens, at))
        if at + 1 < len(tokens):
            if tokens[at] in self._minus:
                found.update(
                    ((-number, end), None) for number, end in self._unsigned(tokens, at + 1)
                )
            elif tokens[at] in self._plus:
                found.update(dict.fromkeys(self._unsigned(tokens, at + 1)))
        return [(plain(number), end) for number, end in found]

    def spelled(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """Return the longest number in words that starts at a word, in digits.

        Only whole numbers and decimals: "half" and "second" have other meanings, too.
        """
        if words[at] in self._minus and at + 1 < len(words):
            found = self._longest(words, at + 1)
            return None if found is None else (f"-{found[0]}", found[1])
        found = self._longest(words, at)
        alone = found is not None and found[1] == at + 1 and words[at] in self._not_alone
        return None if alone else found

    def _longest(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        found: tuple[str, int] | None = None
        for number, end in self._whole.read(words, at, digits=False):
            for written in ((str(number), end), *self._decimals(words, end, number, digits=False)):
                if found is None or written[1] > found[1]:
                    found = written
        return found

    def parts_behind(self, tokens: Sequence[str], at: int) -> Iterator[Number]:
        """Yield what may be added behind a whole number or its unit: "and a half"."""
        for phrase in self._also.read(tokens, at):
            yield phrase.meaning, phrase.end

    def may_start(self, word: str) -> bool:
        """Tell whether a number can start with a word."""
        return word in self._first_words or self._whole.may_start(word)

    def _unsigned(self, tokens: Sequence[str], at: int) -> Iterator[Number]:
        for number, end in self._plain(tokens, at):
            yield number, end
            if end < len(tokens):
                times = self._multiples.get(tokens[end])
                if times is not None:
                    yield number * times, end + 1
                if isinstance(number, float) and tokens[end] in self._whole.scales:
                    yield number * self._whole.scales[tokens[end]], end + 1
        if tokens[at] in self._article and at + 1 < len(tokens):
            times = self._multiples.get(tokens[at + 1])
            if times is not None:
                yield times, at + 2

    def _plain(self, tokens: Sequence[str], at: int) -> Iterator[Number]:
        word = tokens[at]
        if word[0].isdecimal() and "." in word and len(word) <= DIGITS_LIMIT:
            yield float(word), at + 1
        for number, end in self._whole.read(tokens, at):
            yield number, end
            for written, after in self._decimals(tokens, end, number):
                yield float(written), after
            yield from self._with_part(tokens, end, number)
        for written, after in self._decimals(tokens, at, 0):
            yield float(written), after
        if word[0].isdecimal():
            for part, end in self._written_part(tokens, at):
                yield part, end
        sign = _vulgar(word)
        if sign is not None:
            yield sign, at + 1
        if word in self._fixed:
            yield self._fixed[word], at + 1
        for phrase in self._parts.read(tokens, at):
            yield phrase.meaning, phrase.end

    def _decimals(
        self, tokens: Sequence[str], end: int, number: int, *, digits: bool = True
    ) -> Iterator[tuple[str, int]]:
        """Read what follows a spoken point: "point two five", "virgule zéro cinq"."""
        if end >= len(tokens) or tokens[end] not in self._point:
            return
        rows = [("", end + 1)]
        while rows:
            written, place = rows.pop()
            for part, after in self._decimal(tokens, place, digits):
                row = written + part
                if len(row) <= DECIMALS_LIMIT:
                    yield f"{number}.{row}", after
                    if len(part) == 1:
                        rows.append((row, after))

    def _decimal(self, tokens: Sequence[str], at: int, digits: bool) -> Iterator[tuple[str, int]]:
        """Read one numeral behind a point; "05" stays "05"."""
        if at >= len(tokens) or tokens[at] in self._article:
            return
        word = tokens[at]
        if word in self._zero:
            yield "0", at + 1
        elif word.isdecimal():
            if digits:
                yield word, at + 1
        else:
            for number, end in self._whole.read(tokens, at, digits=digits):
                if number < 1000:
                    yield str(number), end

    def _with_part(self, tokens: Sequence[str], end: int, number: int) -> Iterator[Number]:
        for part, after in self.parts_behind(tokens, end):
            yield number + part, after
        if end + 1 < len(tokens) and tokens[end] in self._joiners:
            end += 1
        if end < len(tokens):
            sign = _vulgar(tokens[end])
            if sign is not None:
                yield number + sign, end + 1
            elif tokens[end].isdecimal():
                for part, after in self._written_part(tokens, end):
                    if 0 < part < 1:
                        yield number + part, after

    @staticmethod
    def _written_part(tokens: Sequence[str], at: int) -> Iterator[Number]:
        """Read "1/2"."""
        row = tokens[at : at + 3]
        if len(row) < 3 or row[1] != "/":
            return
        if not all(word.isdecimal() and len(word) <= DIGITS_LIMIT for word in (row[0], row[2])):
            return
        if int(row[2]):
            yield int(row[0]) / int(row[2]), at + 3


@lru_cache(maxsize=LANGUAGES_KEPT)
def numbers_of(language: str) -> Numbers:
    """Return the reader of a language."""
    return Numbers(value_table(language), cardinals_of(language))


def _amounts(table: ValueTable, name: str) -> Iterator[tuple[str, float]]:
    for phrase, key in pairs(table.numbers.get(name, {})):
        yield phrase, amount(key)


def _halves(table: ValueTable, whole: Cardinals) -> Iterator[tuple[str, float]]:
    for ending in table.numbers.get("halves", ()):
        for word, number in whole.single_words.items():
            if 0 < number < HALVES_LIMIT:
                for form in word_forms(word + ending):
                    yield form, number + 0.5


def _vulgar(word: str) -> float | None:
    """Return the value of a fraction sign: "½"."""
    if len(word) != 1 or word.isalpha() or word.isdecimal():
        return None
    value = unicodedata.numeric(word, None)
    return value if value is not None and 0 < value < 1 else None
