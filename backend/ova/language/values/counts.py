"""How many of a unit: a number, an article, or words such as "half an" and "a couple of"."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ova.language.values.numbers import Number, Numbers, numbers_of
from ova.language.values.phrases import PhraseTree
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, amount, pairs, value_table
from ova.language.values.value import plain


class Counts:
    """Reads what stands before a unit."""

    def __init__(self, table: ValueTable, numbers: Numbers) -> None:
        self.numbers = numbers
        self._article = table.words("article")
        self._words = PhraseTree(
            (phrase, plain(amount(key))) for phrase, key in pairs(table.kind("counts"))
        )
        self._first_words = self._words.first_words | self._article

    def read(self, tokens: Sequence[str], at: int) -> list[Number]:
        """Return every reading that starts at a token, each once."""
        if at >= len(tokens) or not self.may_start(tokens[at]):
            return []
        found = dict.fromkeys(self.numbers.read(tokens, at))
        if tokens[at] in self._article:
            found[1, at + 1] = None
        for phrase in self._words.read(tokens, at):
            found[phrase.meaning, phrase.end] = None
        return list(found)

    def may_start(self, word: str) -> bool:
        """Tell whether a count can start with a word."""
        return word in self._first_words or self.numbers.may_start(word)

    def whole(self, tokens: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        """Yield the readings that are whole and not negative."""
        for number, end in self.read(tokens, at):
            if isinstance(number, int) and number >= 0:
                yield number, end


@lru_cache(maxsize=LANGUAGES_KEPT)
def counts_of(language: str) -> Counts:
    """Return the reader of a language."""
    return Counts(value_table(language), numbers_of(language))
