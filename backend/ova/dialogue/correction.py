"""What a person takes back: "no, the bedroom", "not ten, fifteen minutes"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from ova.core import Intent
from ova.dialogue.told_value import told_value
from ova.dialogue.wordlists import Tokens, answer_tokens, pieces, table_of
from ova.language import VALUE_KINDS, read_values

PLACES = ("area", "floor")
NAMED = ("name", *PLACES)
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong and what is meant, as words and numbers in digits."""

    right: Tokens
    """What is meant; a name, a place, a value, or a whole command."""
    wrong: Tokens = ()
    """What was wrong; empty when that was not said."""

    @classmethod
    def of(cls, text: str, sentence: str, language: str) -> "Correction | None":
        """Return what a text corrects of the sentence that was said before; None when it does not."""
        words = _words(language)
        tokens = answer_tokens(text, language)
        ended = bool(_ending(tokens, words.ends))  # "the kitchen I meant"
        if not (ended or tokens[:1] in words.begins) or len(tokens) > MOST_WORDS:
            return None
        said = answer_tokens(sentence, language)
        rest, surely = _without_lead(tokens, words)
        if rest in words.tail:
            return None  # "no thanks"
        while rest and (tail := _ending(rest, words.tail)):
            rest = rest[: -len(tail)]
        negated = _beginning(rest, words.negations)
        if negated:
            return _replaced(rest[len(negated) :], said, words, language)
        for at in range(1, len(rest)):  # "fifteen, not ten"
            negated = _beginning(rest[at:], words.negations)
            wrong = rest[at + len(negated) :] if negated else ()
            if wrong and _place_of(wrong, said) is not None:
                return cls(rest[:at], wrong)
        return cls(rest) if rest and (surely or ended) else None

    def sentences(
        self, sentence: str, intents: Sequence[Intent], language: str, now: datetime | None
    ) -> Iterator[str]:
        """Return what the sentence said before may have been meant as, the likeliest first."""
        said = answer_tokens(sentence, language)
        if self.wrong:
            at = _place_of(self.wrong, said)
            if at is not None:
                yield _put(said, at, at + len(self.wrong), self.right)
                if told_value("number", self.right, language) is not None:
                    yield _put(said, at, at + 1, self.right)  # "not ten minutes but fifteen"
            return
        yield from self._other_value(said, language, now)
        yield from self._other_name(said, intents, language)

    def of_the_same(self, language: str) -> Iterator[str]:
        """Return what may be meant as something else that is done to the same thing: "no, red"."""
        if not self.wrong:
            for pattern in table_of(language).get("corrections", {}).get("same", ()):
                yield pattern.format(" ".join(self.right))

    def _other_value(self, said: Tokens, language: str, now: datetime | None) -> Iterator[str]:
        for kind in ("duration", *(kind for kind in VALUE_KINDS if kind != "duration")):
            if told_value(kind, self.right, language, now) is None:
                continue
            for at in range(len(said)):
                found = read_values(kind, said, at, language, now)
                if found:
                    yield _put(said, at, found[0].end, self.right)
                    break

    def _other_name(self, said: Tokens, intents: Sequence[Intent], language: str) -> Iterator[str]:
        right = _bare(self.right, language)
        slots = [slot for intent in intents for slot in intent.slots if slot.name in NAMED]
        named = [
            (slot.name, name, at)
            for slot in slots
            for name in dict.fromkeys(
                answer_tokens(text, language) for text in (slot.text, str(slot.value))
            )
            if name and (at := _place_of(name, said)) is not None
        ]
        whole = [_put(said, at, at + len(name), right) for _, name, at in named]
        parts = [
            _put(said, at + start, at + end, right)
            for kind, name, at in named
            if kind == "name"
            for start, end in _parts(len(name))
        ]
        in_place = any(kind in PLACES for kind, _, _ in named)
        elsewhere = [" ".join((*said, *self.right))]
        elsewhere += [
            f"{' '.join(said)} {pattern.format(' '.join(right))}"
            for pattern in table_of(language).get("corrections", {}).get("place", ())
        ]
        order = (whole, parts) if in_place else (parts, elsewhere, whole)
        yield from dict.fromkeys(text for group in order for text in group)


def is_repeat(text: str, language: str = "en") -> bool:
    """Tell whether a text asks for the last reply once more."""
    return answer_tokens(text, language) in _repeats(language)


@dataclass(frozen=True, slots=True)
class _Words:
    lead: frozenset[Tokens]
    sure: frozenset[Tokens]
    negations: frozenset[Tokens]
    but: frozenset[Tokens]
    tail: frozenset[Tokens]
    ends: frozenset[Tokens]
    begins: frozenset[Tokens]
    """First words of any correction: most texts need no closer look."""


@cache
def _words(language: str) -> _Words:
    table = table_of(language).get("corrections", {})

    def phrases(key: str) -> frozenset[Tokens]:
        return frozenset(answer_tokens(text, language) for text in table.get(key, ()))

    lead, negations = phrases("lead"), phrases("not")
    begins = frozenset(phrase[:1] for phrase in (*lead, *negations))
    return _Words(
        lead, phrases("sure"), negations, phrases("but"), phrases("tail"), phrases("ends"), begins
    )


@cache
def _repeats(language: str) -> frozenset[Tokens]:
    return frozenset(answer_tokens(text, language) for text in table_of(language).get("repeat", ()))


def _without_lead(tokens: Tokens, words: _Words) -> tuple[Tokens, bool]:
    """Return a text without "no, sorry, I meant", and whether that alone makes it a correction."""
    surely = False
    while tokens and (lead := _beginning(tokens, words.lead)):
        surely = surely or lead in words.sure
        tokens = tokens[len(lead) :]
    return tokens, surely


def _replaced(rest: Tokens, said: Tokens, words: _Words, language: str) -> Correction | None:
    """Return the correction of "not ten but fifteen": as much as was said before is what was wrong."""
    for length in range(len(rest) - 1, 0, -1):
        if _place_of(rest[:length], said) is None or _is_empty(rest[:length], language):
            continue
        right = rest[length:]
        while right and (but := _beginning(right, words.but)):
            right = right[len(but) :]
        return Correction(right, rest[:length]) if right else None
    return None


def _is_empty(tokens: Tokens, language: str) -> bool:
    """Tell whether words are only such as "in the"; a number never is, though "one" may be."""
    around = _around(language)
    return all((word,) in around and not word.isdigit() for word in tokens)


def _beginning(tokens: Tokens, phrases: frozenset[Tokens]) -> Tokens:
    """Return the longest phrase a text begins with; empty when there is none."""
    found = (tokens[:length] for length in range(min(4, len(tokens)), 0, -1))
    return next((one for one in found if one in phrases), ())


def _ending(tokens: Tokens, phrases: frozenset[Tokens]) -> Tokens:
    found = (tokens[-length:] for length in range(min(4, len(tokens) - 1), 0, -1))
    return next((one for one in found if one in phrases), ())


def _place_of(part: Tokens, said: Tokens) -> int | None:
    ends = range(len(said) - len(part), -1, -1)
    return next((at for at in ends if said[at : at + len(part)] == part), None)


def _put(said: Tokens, start: int, end: int, right: Tokens) -> str:
    """Return the sentence with other words in a place; what they share with what follows is said once."""
    after = said[end:]
    shared = next(
        (n for n in range(min(len(right), len(after)), 0, -1) if right[-n:] == after[:n]), 0
    )
    before = said[:start]
    ahead = next(
        (n for n in range(min(len(right) - 1, len(before)), 0, -1) if right[:n] == before[-n:]), 0
    )
    return " ".join((*before[: len(before) - ahead], *right, *after[shared:]))


def _bare(tokens: Tokens, language: str) -> Tokens:
    """Return a name without "in the" before it."""
    around = dict.fromkeys(_around(language), True)
    cut = pieces(tokens, around)
    while len(cut) > 1 and cut[0][1]:
        cut.pop(0)
    return tuple(word for piece, _ in cut for word in piece)


@cache
def _around(language: str) -> frozenset[Tokens]:
    answers = table_of(language).get("answers", {}).get("around", ())
    return frozenset(answer_tokens(text, language) for text in answers)


def _parts(length: int) -> list[tuple[int, int]]:
    """Return the parts of a name of so many words that another may be in place of, longest first."""
    return [
        (start, start + size)
        for size in range(length - 1, 0, -1)
        for start in range(length - size + 1)
    ]
