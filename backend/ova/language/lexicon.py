"""Every word the grammar knows, and which of them a wrong word may have been meant as."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ova.core import StepKind
from ova.language.sounds import sound_key
from ova.language.spelling import spelling

LONGEST = 40
"""Letters; longer words are not compared."""
MOST_NEAR = 8

_ONE_SLIP = {1: 2.2, 2: 1.6, 3: 1.3, 4: 1.1}
"""Cost of one wrong letter by the length of the longer word; 1 for five letters and more."""
_TWO_SLIPS_FROM = 6
_THREE_SLIPS_FROM = 10
_SWAPPED_OR_DOUBLED = 0.2
_FIRST_LETTER = 0.15
_SAME_LENGTH = 0.02
"""Orders words only: "lightd" is rather "lights" than "light"."""
_SAME_SOUND = 0.7
_SAME_FOLDED = 0.1
_REAL_WORD = 0.35
"""Added when the word said is itself a word of the grammar, or sounds like the one meant."""
_LONGER_REAL_WORD = 0.7
"""The same from four letters on, where slips that make another word are rare."""
_OTHER_WORD = 0.9
"""Added when the word said is a common word that no sentence has: nobody mistyped it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word that may have been meant."""

    word: str
    cost: float
    kind: StepKind


@dataclass(slots=True)
class Lexicon:
    """The words of templates, lists and names. Only grows its cache; safe between threads."""

    words: frozenset[str]
    language: str
    _by_length: dict[int, list[str]] = field(default_factory=dict)
    _by_sound: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[str, tuple[Near, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str], language: str) -> "Lexicon":
        """Index words."""
        lexicon = cls(frozenset(words), language)
        for word in sorted(lexicon.words):
            if word[0].isalpha():
                lexicon._by_length.setdefault(len(word), []).append(word)
                lexicon._by_sound.setdefault(sound_key(word, language), []).append(word)
        return lexicon

    def is_word(self, word: str) -> bool:
        """Whether a word is one of the grammar or a common word of the language."""
        return word in self.words or word in spelling(self.language).common

    def near(self, word: str) -> tuple[Near, ...]:
        """Return the words a wrong word may have been meant as, the likeliest first."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 20_000:
                self._known.clear()
            known = self._known[word] = self._near(word)
        return known

    def _near(self, word: str) -> tuple[Near, ...]:
        if not word[0].isalpha() or len(word) > LONGEST:
            return ()
        real = self.is_word(word)
        penalty = _penalty(word, own=word in self.words) if real else 0.0
        found: dict[str, Near] = {}
        for other in self._by_sound.get(sound_key(word, self.language), ()):
            if other != word and min(len(word), len(other)) > 2:
                cost = _SAME_SOUND + (_REAL_WORD if real else 0.0)
                found[other] = Near(other, cost, StepKind.SOUND)
        furthest = _furthest(len(word))
        for length in range(max(1, len(word) - furthest), len(word) + furthest + 1):
            others = self._by_length.get(length, ())
            for other, slips, _ in process.extract(
                word, others, scorer=OSA.distance, score_cutoff=furthest, limit=None
            ):
                if not slips:
                    continue
                slipped = slip_cost(word, other, slips)
                if slipped is None:
                    continue
                if other not in found or found[other].cost > slipped + penalty:
                    found[other] = Near(other, slipped + penalty, StepKind.TYPO)

        def order(near: Near) -> tuple[float, int, str]:
            return near.cost, abs(len(near.word) - len(word)), near.word

        return tuple(sorted(found.values(), key=order)[:MOST_NEAR])


def slip_cost(said: str, meant: str, slips: int) -> float | None:
    """Return the cost of wrong letters, or None when the words have too little in common."""
    longest = max(len(said), len(meant))
    if slips == 1:
        cost = _ONE_SLIP.get(longest, 1.0)
    elif slips == 2 and longest >= _TWO_SLIPS_FROM:
        cost = 1.9 if longest < 9 else 1.7
    elif slips == 3 and longest >= _THREE_SLIPS_FROM:
        cost = 2.4
    else:
        return None
    if sorted(said) == sorted(meant) or set(said) == set(meant):
        cost -= _SWAPPED_OR_DOUBLED
    if said[0] != meant[0]:
        cost += _FIRST_LETTER
    if len(said) == len(meant):
        cost -= _SAME_LENGTH
    return cost


def _furthest(length: int) -> int:
    """Return how many letters may be wrong in a word."""
    if length < _TWO_SLIPS_FROM - 1:
        return 1
    return 2 if length < _THREE_SLIPS_FROM else 3


def _penalty(word: str, *, own: bool) -> float:
    """Return what it costs more that a word is one; ``own``: one of the grammar."""
    if not own:
        return _OTHER_WORD
    return _REAL_WORD if len(word) < 4 else _LONGER_REAL_WORD
