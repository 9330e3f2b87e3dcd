"""Ordinal numbers: "third", "21st"."""

from collections.abc import Sequence
from functools import lru_cache

from ova.language.values.cardinals import DIGITS_LIMIT
from ova.language.values.phrases import word_forms
from ova.language.values.spelled import numeral_tree, ordinals
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, value_table


class Ordinals:
    """Reads the ordinals of one language."""

    def __init__(self, table: ValueTable) -> None:
        self._tree = numeral_tree(ordinals(table))
        suffixes: Sequence[str] = table.numbers.get("ordinal_suffixes", ())
        self._suffixes = {form for suffix in suffixes for form in word_forms(suffix)}
        self._bare = "" in suffixes
        """Digits alone are an ordinal: "3." has lost its full stop."""

        self._first_words = self._tree.first_words

    def may_start(self, word: str) -> bool:
        """Tell whether an ordinal can start with a word."""
        return word in self._first_words or word.isdecimal()

    def read(self, tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        """Return every reading that starts at a token, each once."""
        if at >= len(tokens):
            return []
        found = dict.fromkeys((each.meaning, each.end) for each in self._tree.read(tokens, at))
        word = tokens[at]
        if word.isdecimal() and len(word) <= DIGITS_LIMIT:
            if at + 1 < len(tokens) and tokens[at + 1] in self._suffixes:
                found[int(word), at + 2] = None
            if self._bare:
                found[int(word), at + 1] = None
        return list(found)


@lru_cache(maxsize=LANGUAGES_KEPT)
def ordinals_of(language: str) -> Ordinals:
    """Return the reader of a language."""
    return Ordinals(value_table(language))
