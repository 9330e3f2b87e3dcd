"""Whole numbers, in words and in digits."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ova.language.values.phrases import word_forms
from ova.language.values.spelled import cardinals, numeral_tree
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, value_table

DIGITS_LIMIT = 15
"""Digits of a number; longer ones are codes, not amounts."""

STARTS_KEPT = 20_000
"""Words it stays known of whether a number can start with them."""

Whole = tuple[int, int]
"""A whole number and the place of the token behind it."""


class Cardinals:
    """Reads the whole numbers of one language."""

    def __init__(self, table: ValueTable) -> None:
        numerals = list(cardinals(table))
        self._tree = numeral_tree(numerals)
        self.single_words: Mapping[str, int] = {
            form: number
            for words, number in numerals
            if len(words) == 1
            for form in word_forms(words[0])
        }
        self._hundreds = _without_accents(table.numbers.get("hundreds", {}))
        self._scales = _without_accents(table.numbers.get("thousands", {}))
        self._article = table.words("article")
        self._bare = table.words("bare")
        self._joiners = table.words("and")
        self.scales: Mapping[str, int] = {**self._hundreds, **self._scales}
        """Words that multiply what stands before them."""
        self.first_words = (
            self._tree.first_words | self._bare | (self._article if self.scales else frozenset())
        )
        self._starts: dict[str, bool] = {}

    def read(self, tokens: Sequence[str], at: int, *, digits: bool = True) -> list[Whole]:
        """Return every reading that starts at a token, in no order."""
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []
        return list(dict.fromkeys(self._read(tokens, at, digits, None)))

    def may_start(self, word: str) -> bool:
        """Tell whether a number can start with a word, which is much quicker than to read one."""
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) >= STARTS_KEPT:
                self._starts.clear()
            known = self._starts[word] = (
                not word[0].isalpha()
                or word in self.first_words
                or self._compound(word) is not None
            )
        return known

    def single(self, word: str) -> int | None:
        """Return the number a word stands for by itself, also one like "zwölftausend"."""
        known = self.single_words.get(word)
        return self._compound(word) if known is None else known

    def _read(
        self, tokens: Sequence[str], at: int, digits: bool, below: int | None
    ) -> Iterator[Whole]:
        """Yield readings; what follows a thousand or million is ``below`` it."""
        if at >= len(tokens):
            return
        for number, end in self._group(tokens, at, digits):
            if below is not None and number >= below:
                continue
            yield number, end
            if number >= 1000 and number % 1000 == 0 and not tokens[at][0].isdecimal():
                yield from self._rest(tokens, end, number, 1000, digits)
            if number and end < len(tokens):
                scale = self._scales.get(tokens[end])
                if scale is not None and (below is None or scale < below):
                    yield from self._scaled(tokens, end + 1, number * scale, scale, digits)
        word = tokens[at]
        if word in self._bare and word in self._scales:
            yield from self._scaled(tokens, at + 1, self._scales[word], self._scales[word], digits)
        elif word in self._article and at + 1 < len(tokens):
            scale = self._scales.get(tokens[at + 1])
            if scale is not None and (below is None or scale < below):
                yield from self._scaled(tokens, at + 2, scale, scale, digits)

    def _scaled(
        self, tokens: Sequence[str], end: int, number: int, scale: int, digits: bool
    ) -> Iterator[Whole]:
        yield number, end
        yield from self._rest(tokens, end, number, scale, digits)

    def _rest(
        self, tokens: Sequence[str], end: int, number: int, scale: int, digits: bool
    ) -> Iterator[Whole]:
        """Read the smaller part behind a scale, with or without "and"."""
        start = end + 1 if end < len(tokens) and tokens[end] in self._joiners else end
        if start >= len(tokens) or tokens[start] in self._article or tokens[start][0].isdecimal():
            return
        for rest, after in self._read(tokens, start, digits, scale):
            if 0 < rest < scale:
                yield number + rest, after

    def _group(self, tokens: Sequence[str], at: int, digits: bool) -> Iterator[Whole]:
        """Yield numbers that need no thousands, and compounds that have them inside."""
        word = tokens[at]
        if word[0].isdecimal():
            if digits and word.isdecimal() and len(word) <= DIGITS_LIMIT:
                number = int(word)
                yield number, at + 1
                yield from self._of_hundreds(tokens, at + 1, number)
            return
        for phrase in self._tree.read(tokens, at):
            number, end = phrase.meaning, phrase.end
            yield number, end
            yield from self._of_hundreds(tokens, end, number)
            if number and number % 100 == 0:
                yield from self._below_hundred(tokens, end, number)
        if word in self._hundreds and word in self._bare:
            yield from self._of_hundreds(tokens, at, 1)
        elif word in self._article:
            yield from self._of_hundreds(tokens, at + 1, 1)
        elif word not in self.single_words:
            compound = self._compound(word)
            if compound is not None:
                yield compound, at + 1

    def _of_hundreds(self, tokens: Sequence[str], at: int, number: int) -> Iterator[Whole]:
        if at < len(tokens) and 0 < number < 100:
            hundred = self._hundreds.get(tokens[at])
            if hundred is not None:
                yield number * hundred, at + 1
                yield from self._below_hundred(tokens, at + 1, number * hundred)

    def _below_hundred(self, tokens: Sequence[str], end: int, number: int) -> Iterator[Whole]:
        start = end + 1 if end < len(tokens) and tokens[end] in self._joiners else end
        for phrase in self._tree.read(tokens, start):
            if 0 < phrase.meaning < 100:
                yield number + phrase.meaning, phrase.end

    def _compound(self, word: str) -> int | None:
        """Read a numeral of thousands, or of ten and more hundreds, that is written as one word."""
        for scale, value in self._scales.items():
            place = word.find(scale)
            if place < 0 or word == scale:
                continue
            before, after = word[:place], word[place + len(scale) :]
            left = self.single_words.get(before) if before else 1
            right = self._behind(after) if after else 0
            if left and right is not None:
                return left * value + right
        for hundred, value in self._hundreds.items():
            before, found, after = word.partition(hundred)
            left = self.single_words.get(before, 0) if found and before else 0
            right = self._behind(after) if after else 0
            if 10 < left < 100 and right is not None and right < 100:
                return left * value + right
        return None

    def _behind(self, word: str) -> int | None:
        if word in self.single_words:
            return self.single_words[word]
        for joiner in self._joiners:
            if word.startswith(joiner):
                return self.single_words.get(word[len(joiner) :])
        return None


@lru_cache(maxsize=LANGUAGES_KEPT)
def cardinals_of(language: str) -> Cardinals:
    """Return the reader of a language."""
    return Cardinals(value_table(language))


def _without_accents(words: Mapping[str, int]) -> dict[str, int]:
    return {form: number for word, number in words.items() for form in word_forms(word)}
