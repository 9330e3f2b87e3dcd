"""The words values are made of, for those who look for slips of spelling in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ova.language.tokens import tokens_of
from ova.language.values.phrases import expanded, word_forms
from ova.language.values.reader import VALUE_KINDS
from ova.language.values.spelled import numeral_forms, ordinal_forms
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, value_table

NUMERALS = range(101)
ORDINALS = range(1, 32)
_SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "percentage": ("counts", "percentage"),
        "duration": ("counts", "duration"),
        "time": ("time",),
        "date": ("counts", "date"),
        "datetime": ("counts", "duration", "time", "date", "datetime"),
        "temperature_value": ("counts", "temperature"),
        "color_value": ("color",),
    }
)
_WITH_ORDINALS = frozenset({"ordinal", "date", "datetime"})
_PHRASES = ("point", "minus", "plus", "zero", "and", "article", "bare", "fractions", "also")
_KEYS = ("hundreds", "thousands", "multiples", "words", "ordinals")
_NO_WORDS = frozenset({"month_first"})
_GAP = re.compile(r"\{[^{}]*\}")


@lru_cache(maxsize=LANGUAGES_KEPT * len(VALUE_KINDS))
def value_words(language: str, kind: str = "") -> frozenset[str]:
    """Return the words that values of a kind, or of any, are written with, as tokens.

    Numerals above a hundred and ordinals above the 31st are left out. Raises ValueError for an
    unknown kind.
    """
    if not kind:
        return frozenset().union(*(value_words(language, each) for each in VALUE_KINDS))
    if kind not in VALUE_KINDS:
        raise ValueError(
            f"There is no kind of value {kind!r}; there are: {', '.join(VALUE_KINDS)}."
        )
    table = value_table(language)
    return frozenset(
        form
        for text in _texts(table, kind)
        for token in tokens_of(text)
        if token[0].isalpha()
        for form in word_forms(token)
    )


def _texts(table: ValueTable, kind: str) -> Iterator[str]:
    for section in _SECTIONS.get(kind, ()):
        yield from _phrases(table.kind(section))
    if kind != "color_value":
        for part in _PHRASES:
            yield from _phrases(table.numbers.get(part, ()))
        for part in _KEYS:
            yield from table.numbers.get(part, {})
        for number in NUMERALS:
            yield from numeral_forms(number, table.language)
    if kind in _WITH_ORDINALS:
        for number in ORDINALS:
            yield from ordinal_forms(number, table.language)


def _phrases(section: Any) -> Iterator[str]:
    """Yield the texts of the phrases in a section, gaps as blanks."""
    if isinstance(section, str):
        for text in expanded(section):
            yield _GAP.sub(" ", text)
    elif isinstance(section, Mapping):
        for name, part in section.items():
            if name not in _NO_WORDS:
                yield from _phrases(part)
    elif isinstance(section, Iterable):
        for part in section:
            yield from _phrases(part)
