"""The part of a language's word table that is about values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ova.language.word_file import word_file

LANGUAGES_KEPT = 32
"""Languages whose tables stay in memory."""


@dataclass(frozen=True, slots=True)
class ValueTable:
    """The sections ``numbers`` and ``values``; empty for a language without a word table."""

    language: str
    numbers: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def kind(self, name: str) -> Mapping[str, Any]:
        """Return the section of one kind of value."""
        section: Mapping[str, Any] = self.values.get(name, {})
        return section

    def words(self, name: str) -> frozenset[str]:
        """Return a list of words of the section ``numbers``."""
        return frozenset(self.numbers.get(name, ()))


@lru_cache(maxsize=LANGUAGES_KEPT)
def value_table(language: str) -> ValueTable:
    """Read the table of a language; regions share the table of their language."""
    family = family_of(language)
    data = word_file(family).table
    return ValueTable(language, data.get("numbers") or {}, data.get("values") or {})


def family_of(language: str) -> str:
    """Return "de" for "de-CH"; "" for what is no language code."""
    family = language.replace("_", "-").split("-", 1)[0].lower()
    return family if family.isascii() and family.isalpha() else ""


def amount(key: object) -> float:
    """Return the number a table's key stands for: "1/3" is a third."""
    return float(Fraction(str(key)))


def pairs(section: Mapping[Any, Sequence[str]]) -> Iterator[tuple[str, Any]]:
    """Turn ``{meaning: [phrase, ..]}`` into pairs of a phrase and its meaning."""
    for meaning, phrases in section.items():
        for phrase in phrases:
            yield phrase, meaning
