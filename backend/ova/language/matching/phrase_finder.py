"""Finds the phrases of a tree in a row of tokens, slips of spelling and all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ova.core import Step, StepKind
from ova.language.matching.lattice import WordArc
from ova.language.phrases import PhraseNode

T = TypeVar("T")

MOST_COST = 2.6


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase in a text."""

    end: int
    cost: float
    steps: tuple[Step, ...]
    meaning: T


def find_phrases(
    tree: PhraseNode[T],
    tokens: Sequence[str],
    arcs: Sequence[Sequence[WordArc]],
    at: int,
    determiners: frozenset[str],
    added: float,
) -> Iterator[Found[T]]:
    """Yield what stands for a phrase from token ``at`` on.

    ``arcs`` are the words each token may have been meant as. ``added`` is the cost of a determiner
    said within a phrase that does not have it.
    """
    waiting: list[tuple[int, PhraseNode[T], float, tuple[Step, ...]]] = [(at, tree, 0.0, ())]
    count = len(tokens)
    while waiting:
        place, node, cost, steps = waiting.pop()
        if node is not tree:
            for meaning in node.found:
                yield Found(place, cost, steps, meaning)
        if place >= count or not node.next:
            continue
        ways = node.next
        for arc in arcs[place]:
            child = ways.get(arc.words[0])
            if child is None:
                continue
            for word in arc.words[1:]:
                child = child.next.get(word)
                if child is None:
                    break
            if child is None or cost + arc.cost > MOST_COST:
                continue
            after = (*steps, arc.step) if arc.step is not None else steps
            waiting.append((arc.end, child, cost + arc.cost, after))
        if node is not tree and added and tokens[place] in determiners:
            step = Step(StepKind.EXTRA, tokens[place], "", added)
            waiting.append((place + 1, node, cost + added, (*steps, step)))
