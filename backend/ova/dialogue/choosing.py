"""Which of several options an answer means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from ova.core import Option
from ova.dialogue.wordlists import AnswerWords, Kind, Tokens, answer_tokens, pieces

LEAST_LETTERS = 3
"""A shorter word with a slip of spelling could be anything."""


@dataclass(frozen=True, slots=True)
class Said:
    """An option and the words it may be chosen with."""

    option: Option
    names: tuple[Tokens, ...]
    """The label, and whatever else it goes by."""
    sentence: Tokens
    vocabulary: frozenset[str]
    """The words of the names and of the sentence."""

    @classmethod
    def of(cls, option: Option, language: str) -> "Said":
        """Collect the words of an option."""
        names = tuple(answer_tokens(text, language) for text in (option.label, *option.words))
        sentence = answer_tokens(option.sentence, language)
        joined = (first + second for name in names for first, second in pairwise(name))
        vocabulary = frozenset(joined).union(sentence, *names)
        return cls(option, names, sentence, vocabulary)

    def meant(self, content: Tokens, slips: int) -> frozenset[str] | None:
        """Return the words of this option that were said; None when anything else was.

        ``slips`` is how many words may be misspelled.
        """
        found: set[str] = set()
        at = 0
        while at < len(content):
            word, pair = content[at], "".join(content[at : at + 2])
            if word in self.vocabulary:
                found.add(word)
            elif pair in self.vocabulary:
                found.add(pair)
                at += 1
            else:
                similar = misspelled(word, self.vocabulary) if slips else None
                if similar is None:
                    return None
                found.add(similar)
                slips -= 1
            at += 1
        return frozenset(found)

    def said_whole(self, said: frozenset[str]) -> int:
        """Return how many words the names have that are said from beginning to end."""
        return len({word for name in self.names if said.issuperset(name) for word in name})


def fitting(
    tokens: Tokens, options: Iterable[Said], words: AnswerWords, slips: int = 0
) -> list[Option]:
    """Return the options an answer can mean: every word of it must be one of the option's.

    Of several the one is meant most of whose names were said as a whole: "the lamp" is the lamp, not
    the desk lamp, and "the desk lamp" is the desk lamp.
    """
    content = words.without(tokens, Kind.AROUND)
    if not content:
        return []
    found = [(one, one.meant(content, slips)) for one in options]
    fits = [(one, meant) for one, meant in found if meant is not None]
    whole = [one.said_whole(meant.union(tokens)) for one, meant in fits]
    best = [one.option for (one, _), count in zip(fits, whole, strict=True) if count == max(whole)]
    return best if len(best) == 1 else [one.option for one, _ in fits]


def placed(tokens: Tokens, options: Sequence[Said], words: AnswerWords) -> list[Option]:
    """Return the option of "the second one, please".

    A bare number is a place only by itself, and only when no option has it in its name.
    """
    if len(tokens) == 1 and any(tokens[0] in name for one in options for name in one.names):
        return [one.option for one in options if any(tokens[0] in name for name in one.names)]
    place = words.places.get(tokens)
    if place is None:
        spelled = {
            phrase: at
            for phrase, at in words.places.items()
            if not (len(phrase) == 1 and phrase[0].isdigit())
        }
        cut = pieces(tokens, {**dict.fromkeys(words.of(Kind.AROUND)), **spelled})
        said = [at for phrase, at in cut if phrase in spelled or phrase not in words.kinds]
        place = said[0] if len(said) == 1 else None
    if place is None or place >= len(options):
        return []
    return [options[place].option]


def misspelled(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the one word of the vocabulary that a word is a single slip away from, or None."""
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return None
    near = {
        other
        for other in vocabulary
        if len(other) > LEAST_LETTERS
        and other[0] == word[0]
        and other.isalpha()
        and OSA.distance(word, other, score_cutoff=1) == 1
    }
    return near.pop() if len(near) == 1 else None
