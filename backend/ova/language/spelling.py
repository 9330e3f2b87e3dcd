"""Everyday words of a language: what is a word at all, and what a misspelt one was meant as.

The words and their counts are those of pyspellchecker.
"""

from dataclasses import dataclass
from functools import cache

from spellchecker import SpellChecker

ENOUGH = 20_000
"""Words with a count of their own that make a list good enough to correct by."""
COMMON = 20_000
"""The commonest words that nobody mistypes another word as."""
MEANT = 25_000
"""The commonest words that a misspelt one can have been meant as."""
SHORTEST = 4
"""Letters; shorter unknown words are left as they are."""


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
    try:
        whole = SpellChecker(language=family, distance=1)
    except ValueError:  # a language the package does not have
        return Spelling(frozenset(), frozenset(), None)
    counts = list(whole.word_frequency.items())
    rarest = min(count for _, count in counts)  # the package's stand-in for "never counted"
    counted = sorted(
        ((word, count) for word, count in counts if count > rarest),
        key=lambda each: (-each[1], each[0]),
    )
    words = [word for word, _ in counted]
    checker = None
    if len(words) >= ENOUGH:
        checker = SpellChecker(language=None, distance=1)
        checker.word_frequency.load_json(dict(counted[:MEANT]))
    return Spelling(frozenset(words), frozenset(words[:COMMON]), checker)
