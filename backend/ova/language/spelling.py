"""Everyday words of a language: what is a word at all, and what a misspelt one was meant as.

The words and their counts are those of pyspellchecker.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spellchecker import SpellChecker

NEVER_COUNTED = 50
"""The count of words that were taken from a dictionary and never counted."""
ENOUGH = 50_000
"""Words with a count of their own that make a list good enough to correct by: a shorter one lacks
names and loan words, and "pizza" would become "pieza".
"""
COMMON = 20_000
"""The commonest words that nobody mistypes another word as."""
MEANT = 25_000
"""The commonest words that a misspelt one can have been meant as."""
SHORTEST = 4
"""Letters; shorter unknown words are left as they are."""

_ENTRY = re.compile(r'"((?:[^"\\]|\\.)+)":\s*(\d+)')


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of one language. Empty for a language the package does not have."""

    known: frozenset[str]
    """Words that free text keeps as they are."""
    common: frozenset[str]
    """Words that nobody mistypes another word as."""
    _checker: SpellChecker | None

    def meant(self, word: str) -> str:
        """Return the commonest word one slip away from an unknown word, else the word itself."""
        if self._checker is None or word in self.known or len(word) < SHORTEST:
            return word
        near = self._checker.candidates(word) or set()
        best = max(near, key=lambda each: (self._checker[each], each), default=word)  # type: ignore[index]  # it is not None here
        return str(best)


@cache
def spelling(language: str) -> Spelling:
    """Return the words of a language; read once, when first needed."""
    family = language.replace("_", "-").split("-", 1)[0].lower()
    counted = sorted(_counted(family), key=lambda each: (-each[1], each[0]))
    words = [word for word, _ in counted]
    checker = None
    if len(words) >= ENOUGH:
        checker = SpellChecker(language=None, distance=1)
        checker.word_frequency.load_json(dict(counted[:MEANT]))
    return Spelling(frozenset(words), frozenset(words[:COMMON]), checker)


def _counted(family: str) -> Iterator[tuple[str, int]]:
    """Yield the words that were counted, with their counts.

    The package's table is read as text: as one object it would take 40 MB, and most of its words
    are only there with a count that stands for none.
    """
    file = files("spellchecker").joinpath("resources", f"{family}.json.gz")
    if not family.isalpha() or not file.is_file():
        return
    text = gzip.decompress(file.read_bytes()).decode()
    for entry in _ENTRY.finditer(text):
        count = int(entry[2])
        if count > NEVER_COUNTED:
            word = entry[1]
            yield (json.loads(f'"{word}"') if "\\" in word else word), count
