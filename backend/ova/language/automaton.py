"""An acyclic word automaton, built from its end to its start and then minimised.

A sentence is written right to left. What may still follow a place in a sentence is a Tail: pairs of
the letters that finish the word being written, and the node reached after that word. White space
closes a word, so letters of neighbouring template parts join ("light" + "s") and words are split
nowhere else. Equal nodes are one node, equal states are one state, so the result is minimal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from ova.core import WordArc, WordGraph

WORDS_PER_SENTENCE = 60
ARC_LIMIT = 30_000
SUBSET_LIMIT = 200_000

_PARTS = re.compile(r"\s+|\S+")


class GraphTooLarge(Exception):
    """The automaton would outgrow its limits. The message says which."""


@dataclass(frozen=True, slots=True)
class _Node:
    final: bool
    arcs: frozenset[tuple[str, int]]
    depth: int


Tail = frozenset[tuple[str, int, bool]]
"""Letters that finish the open word, the node behind it, and whether the context it needs is met."""


class Automaton:
    """Collects sentences; ``graph`` returns them as one minimal WordGraph."""

    def __init__(self) -> None:
        self._nodes: list[_Node] = []
        self._ids: dict[tuple[bool, frozenset[tuple[str, int]]], int] = {}
        self._closed: dict[Tail, Tail] = {}
        self._budget = 1  # for the end; every sentence brings its own allowance
        self._end = self._node(True, frozenset())

    def start(self, *, met: bool) -> Tail:
        """Return the Tail behind the last word of a sentence."""
        return frozenset({("", self._end, met)})

    def spend(self, amount: int) -> None:
        """Count work; raise GraphTooLarge when the allowance of the sentence is used up."""
        self._budget -= amount
        if self._budget < 0:
            raise GraphTooLarge("it stands for too many sentences")

    def refill(self, allowance: int) -> None:
        """Set the allowance for the next sentence."""
        self._budget = allowance

    def space(self, tail: Tail) -> Tail:
        """Close the open word: what stands to the left is another word."""
        if len(tail) == 1 and not next(iter(tail))[0]:
            return tail
        known = self._closed.get(tail)
        if known is not None:
            return known
        groups: dict[bool, tuple[bool, set[tuple[str, int]]]] = {}
        for letters, target, met in tail:
            final, arcs = groups.setdefault(met, (False, set()))
            if letters:
                arcs.add((letters, target))
                continue
            node = self._nodes[target]
            arcs |= node.arcs
            groups[met] = (final or node.final, arcs)
        closed = frozenset(
            ("", self._node(final, frozenset(arcs)), met) for met, (final, arcs) in groups.items()
        )
        self._closed[tail] = closed
        return closed

    def text(self, text: str, tail: Tail) -> Tail:
        """Write text to the left of a tail."""
        for part in reversed(_PARTS.findall(text)):
            if part.isspace():
                tail = self.space(tail)
            else:
                self.spend(len(tail))
                tail = frozenset((part + letters, target, met) for letters, target, met in tail)
        return tail

    def says_nothing_but(self, word: str, root: int) -> bool:
        """Tell whether a sentence may consist of this word alone, said once or more often."""
        waiting = [target for arc, target in self._nodes[root].arcs if arc == word]
        while waiting:
            node = self._nodes[waiting.pop()]
            if node.final:
                return True
            waiting.extend(target for arc, target in node.arcs if arc == word)
        return False

    def root(self, tail: Tail) -> int | None:
        """Return the node of a finished sentence, or None when it stands for nothing."""
        for _, target, met in self.space(tail):
            if met:
                return target
        return None

    def graph(self, roots: Iterable[int], arc_limit: int = ARC_LIMIT) -> WordGraph:
        """Determinise and minimise the union of sentences.

        Raises GraphTooLarge beyond ``arc_limit`` arcs.
        """
        return _Minimiser(self._nodes, arc_limit).graph(frozenset(roots))

    def _node(self, final: bool, arcs: frozenset[tuple[str, int]]) -> int:
        known = self._ids.get((final, arcs))
        if known is not None:
            return known
        depth = 1 + max((self._nodes[target].depth for _, target in arcs), default=-1)
        if depth > WORDS_PER_SENTENCE:
            raise GraphTooLarge(f"it is longer than {WORDS_PER_SENTENCE} words")
        self.spend(1 + len(arcs))
        self._nodes.append(_Node(final, arcs, depth))
        self._ids[(final, arcs)] = len(self._nodes) - 1
        return len(self._nodes) - 1


class _Minimiser:
    """Subset construction from the end, sharing equal states as they appear."""

    def __init__(self, nodes: list[_Node], arc_limit: int) -> None:
        self._nodes = nodes
        self._room = arc_limit
        self._subsets: dict[frozenset[int], int] = {}
        self._states: list[tuple[bool, tuple[tuple[str, int], ...]]] = []
        self._ids: dict[tuple[bool, tuple[tuple[str, int], ...]], int] = {}

    def graph(self, roots: frozenset[int]) -> WordGraph:
        top = self._state(roots)
        number = {top: 0}
        queue = [top]
        for state in queue:
            for _, target in self._states[state][1]:
                if self._is_plain_end(target) or target in number:
                    continue
                number[target] = len(number)
                queue.append(target)
        final = len(number)
        arcs: list[WordArc] = []
        for state in queue:
            is_final, outgoing = self._states[state]
            if is_final and state != top:
                arcs.append(WordArc(number[state], final, None))
            arcs.extend(
                WordArc(number[state], number.get(target, final), word) for word, target in outgoing
            )
        content = "\n".join(f"{arc.start} {arc.end} {arc.word or ''}" for arc in arcs)
        key = sha256(f"{final}\n{content}".encode()).hexdigest()[:32]
        return WordGraph(states=final + 1, final=final, arcs=tuple(arcs), key=key)

    def _is_plain_end(self, state: int) -> bool:
        return not self._states[state][1]

    def _state(self, subset: frozenset[int]) -> int:
        known = self._subsets.get(subset)
        if known is not None:
            return known
        if len(self._subsets) > SUBSET_LIMIT:
            raise GraphTooLarge("the sentences together need too many states")
        final = False
        by_word: dict[str, set[int]] = {}
        for index in subset:
            node = self._nodes[index]
            final = final or node.final
            for word, target in node.arcs:
                by_word.setdefault(word, set()).add(target)
        outgoing = tuple(
            (word, self._state(frozenset(targets))) for word, targets in sorted(by_word.items())
        )
        signature = (final, outgoing)
        state = self._ids.get(signature)
        if state is None:
            self._room -= len(outgoing) + final
            if self._room < 0:
                raise GraphTooLarge("the words of all sentences together need too many arcs")
            state = self._ids[signature] = len(self._states)
            self._states.append(signature)
        self._subsets[subset] = state
        return state
