"""The value in an answer: a length, a time, a date, a number."""

from datetime import datetime

from rapidfuzz.distance import OSA

from ova.dialogue.choosing import LEAST_LETTERS
from ova.dialogue.wordlists import Kind, Tokens, answer_tokens, answer_words, pieces
from ova.language import Value, read_values, value_words


def told_value(
    kind: str, tokens: Tokens, language: str, now: datetime | None = None
) -> Value | None:
    """Return the value of a kind that an answer gives and nothing else, or None.

    Words that mean nothing beside it may stand around it, and one word may have a slip of spelling
    that leaves no doubt. ``now`` is the home's local time.
    """
    found = _alone(kind, tokens, language, now)
    if found is not None:
        return found
    known = value_words(language, kind)
    meant: set[Value] = set()
    for at, word in enumerate(tokens):
        for near in () if word in known else _near(word, known):
            found = _alone(kind, (*tokens[:at], near, *tokens[at + 1 :]), language, now)
            if found is not None:
                meant.add(found)
    return meant.pop() if len(meant) == 1 else None


def told_instead(
    kind: str, was: str, right: Tokens, language: str, now: datetime | None = None
) -> Value | None:
    """Return the value after a correction: a time alone keeps the day that ``was`` said before."""
    before = answer_tokens(was, language)
    if kind == "datetime" and told_value("time", right, language, now) is not None:
        for at in range(len(before)):
            times = read_values("time", before, at, language, now)
            if times:
                words = (*before[:at], *_from_value(right, language), *before[times[0].end :])
                kept = told_value(kind, words, language, now)
                if kept is not None:
                    return kept
    return told_value(kind, right, language, now)


def _from_value(tokens: Tokens, language: str) -> Tokens:
    """Return a time without the words before it that mean nothing."""
    starts = (at for at in range(len(tokens)) if read_values("time", tokens, at, language))
    return tokens[next(starts, 0) :]


def _near(word: str, known: frozenset[str]) -> list[str]:
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return []
    return [
        other
        for other in known
        if len(other) > LEAST_LETTERS
        and other[0] == word[0]
        and OSA.distance(word, other, score_cutoff=1) == 1
    ]


def _alone(kind: str, tokens: Tokens, language: str, now: datetime | None) -> Value | None:
    """Return the first value with nothing but empty words before and behind it."""
    for at in range(len(tokens)):
        if not _means_nothing(tokens[:at], language):
            continue
        for value in read_values(kind, tokens, at, language, now):
            if _means_nothing(tokens[value.end :], language):
                return value
    return None


def _means_nothing(tokens: Tokens, language: str) -> bool:
    words = answer_words(language)
    empty = dict.fromkeys((*words.of(Kind.AROUND), *words.beside_values), True)
    return all(nothing for _, nothing in pieces(tokens, empty))
