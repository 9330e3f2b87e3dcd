"""What to do with the readings of a text: act, ask back, or decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ova.core import StepKind
from ova.language.matching.costs import DETERMINER_ADDED, EXTRA_WORD
from ova.language.matching.understanding import Understanding
from ova.language.standard import CAREFUL_DOMAINS

ACCEPT = 0.6
"""Score from which a command is carried out."""
ACCEPT_CAREFUL = 0.7
"""The same for what keeps the house shut."""
ASK = 0.4
"""Score from which a command is asked about."""
GAP = 0.35
"""How much dearer another meaning must be for the best not to be asked about."""
EXACT = 0.35
"""Errors up to which a text counts as said as the template has it."""
WORTH = 4.0
"""Errors that leave nothing of a score."""
PER_TOKEN = 0.06
"""How much a token beyond the fifth makes one slip weigh less."""
MOST_OPTIONS = 12
"""Beyond that a question helps nobody."""
MOST_MEANINGS = 4


class Verdict(Enum):
    """The outcome."""

    ACCEPT = auto()
    ASK = auto()
    WHICH = auto()
    DECLINE = auto()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to do, and with which readings."""

    verdict: Verdict
    chosen: tuple[Understanding, ...] = ()


def score_of(found: Understanding, tokens: int) -> float:
    """Return 0 to 1: how well a text of so many tokens fits a reading."""
    weight = 1 + PER_TOKEN * max(0, tokens - 5)
    return round(max(0.0, 1 - found.errors / weight / WORTH), 3)


def judge(readings: Sequence[Understanding], tokens: int) -> Judgement:
    """Decide over usable readings, cheapest first.

    A text that fits as it is goes to its best reading. Otherwise another meaning that is nearly as
    good makes it a question, and so does a score too low for what would be done.
    """
    readings = [each for each in readings if _says_something(each)]
    if not readings:
        return Judgement(Verdict.DECLINE)
    best = readings[0]
    score = score_of(best, tokens)
    if score < ASK or _passes_over(best):
        return Judgement(Verdict.DECLINE)
    wanted = ACCEPT_CAREFUL if best.domains & CAREFUL_DOMAINS else ACCEPT
    if best.options:
        if len(best.options) > MOST_OPTIONS:
            return Judgement(Verdict.DECLINE)
        return Judgement(Verdict.WHICH, (best,))
    if best.errors > EXACT:
        others: dict[object, Understanding] = {}
        for other in readings[1:]:
            if other.cost - best.cost >= GAP:
                break
            if other.free and not best.free:
                continue  # that free text holds a misspelt word is no reason to ask
            if corrections(other) == corrections(best):
                continue  # the words are clear, and the longer name wins as in an exact text
            if other.meaning != best.meaning and not other.options:
                others.setdefault(other.meaning, other)
        if others:
            if len(others) >= MOST_MEANINGS:
                return Judgement(Verdict.DECLINE)
            return Judgement(Verdict.WHICH, (best, *others.values()))
    return Judgement(Verdict.ACCEPT if score >= wanted else Verdict.ASK, (best,))


def corrections(reading: Understanding) -> frozenset[tuple[str, str]]:
    """Return what was said and what it was taken for, wherever the two differ."""
    return frozenset((step.said, step.meant) for step in reading.path.steps if step.cost)


def _says_something(reading: Understanding) -> bool:
    """Whether a reading has a word of its template: names alone count only as they are written."""
    return reading.literals > 0 or (
        all(
            step.kind is StepKind.FILLER or step.cost <= DETERMINER_ADDED
            for step in reading.path.steps
            if step.kind is not StepKind.PRONOUN
        )
        and not any(step.kind is StepKind.PRONOUN for step in reading.path.steps)
    )


def _passes_over(reading: Understanding) -> bool:
    """Whether a reading leaves out a word that means something."""
    return any(
        step.kind is StepKind.EXTRA and step.cost >= EXTRA_WORD for step in reading.path.steps
    )
