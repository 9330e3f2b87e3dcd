"""Values with misspelt words: what a stretch of text was perhaps meant as."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ova.core import Step, StepKind
from ova.language.matching.lattice import Candidate, WordArc
from ova.language.matching.values_said import ValuesSaid

SHORTEST = 3
"""Letters of a word that another one is taken for."""
DEAREST = 2.0
"""Cost of the farthest word a token is taken for."""
MOST_MEANINGS = 2
"""Words one token is taken for."""
MOST_ROWS = 8
"""Ways to put a stretch right that are looked at."""
LONGEST = 14
"""Tokens of a value with a word put right."""

Choices = Sequence[Sequence[WordArc]]


@dataclass(slots=True)
class MeantValues:
    """The words of a text that may be misspelt words of values."""

    tokens: tuple[str, ...]
    arcs: Sequence[Sequence[WordArc]]
    """The words each token may have been meant as."""
    kinds: Mapping[str, frozenset[str]]
    """The words of each kind of value."""
    known: frozenset[str]
    """Words that nobody needs to put right."""
    _choices: dict[str, Choices] = field(default_factory=dict)

    def read(self, kind: str, at: int, said: ValuesSaid) -> Iterator[tuple[int, Candidate]]:
        """Yield the values from a token on that have a word put right, and their ends."""
        choices = self._choices.get(kind)
        if choices is None:
            words = self.kinds.get(kind, frozenset())
            choices = self._choices[kind] = [
                self._meant(token, arcs, words)
                for token, arcs in zip(self.tokens, self.arcs, strict=True)
            ]
        stop = min(len(self.tokens), at + LONGEST)
        if any(choices[at:stop]):
            for row in _rows(self.tokens, choices, at, stop):
                yield from row.read(kind, said)

    def _meant(
        self, token: str, arcs: Sequence[WordArc], words: frozenset[str]
    ) -> Sequence[WordArc]:
        """Return what a token, perhaps with the next, is put right as: the likeliest first."""
        settled = token in words or token in self.known
        found = []
        for arc in arcs:
            if arc.step is None or arc.cost > DEAREST or not words.issuperset(arc.words):
                continue
            joined = arc.step.kind is StepKind.JOINED
            if joined or not (settled or len(arc.words[0]) < SHORTEST):
                found.append(arc)
        return sorted(found, key=lambda arc: arc.cost)[:MOST_MEANINGS]


@dataclass(frozen=True, slots=True)
class _Row:
    """A stretch of text with some of its words put right."""

    tokens: tuple[str, ...]
    ends: tuple[int, ...]
    """The place in the text behind each of the tokens; -1 for one that ends within a word of it."""
    steps: tuple[Step | None, ...]

    def read(self, kind: str, said: ValuesSaid) -> Iterator[tuple[int, Candidate]]:
        for value, _ in said.read(kind, self.tokens, 0):
            end = self.ends[value.end - 1]
            steps = tuple(step for step in self.steps[: value.end] if step is not None)
            if end >= 0 and steps:
                words = " ".join(self.tokens[: value.end])
                cost = sum(step.cost for step in steps)
                yield end, Candidate(value.value, words, cost, steps=steps, unit=value.unit)


def _rows(tokens: Sequence[str], choices: Choices, start: int, stop: int) -> Iterator[_Row]:
    """Yield the row of the likeliest words, and those that differ from it in one place."""
    others: list[tuple[float, int, int]] = []
    for at in range(start, stop):
        options = choices[at]
        if options:
            dearer = [arc.cost - options[0].cost for arc in options[1:]]
            dearer.append(DEAREST - options[0].cost)  # perhaps it was right as it is
            others.extend((cost, at, number) for number, cost in enumerate(dearer, 1))
    yield _row(tokens, choices, start, stop, -1, 0)
    for _, at, number in sorted(others)[: MOST_ROWS - 1]:
        yield _row(tokens, choices, start, stop, at, number)


def _row(
    tokens: Sequence[str], choices: Choices, start: int, stop: int, where: int, number: int
) -> _Row:
    """Put right every word, at one place not with the first choice but with another or none."""
    words: list[str] = []
    ends: list[int] = []
    steps: list[Step | None] = []
    at = start
    while at < stop:
        options = choices[at]
        picked = number if at == where else 0
        if picked < len(options):
            arc = options[picked]
            inner = len(arc.words) - 1
            words += arc.words
            ends += [-1] * inner + [arc.end]
            steps += [arc.step, *[None] * inner]
            at = arc.end
        else:
            words.append(tokens[at])
            ends.append(at + 1)
            steps.append(None)
            at += 1
    return _Row(tuple(words), tuple(ends), tuple(steps))
