"""The sentences a speech decoder may hear, as an acyclic word graph."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

WILDCARD = "<anything>"
"""The word of an arc that stands for free speech: one or more words of any kind."""


@dataclass(frozen=True, slots=True)
class WordArc:
    """A transition of the graph. ``word`` is lower case, or ``WILDCARD``; None is an empty transition."""

    start: int
    end: int
    word: str | None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class WordGraph:
    """An acyclic word automaton with state 0 as its start and one final state."""

    states: int
    final: int
    arcs: tuple[WordArc, ...]
    key: str
    """Hash of the content: equal graphs have equal keys, so decoders can be kept."""

    @property
    def words(self) -> frozenset[str]:
        """Every word of the graph; free speech is none."""
        return frozenset(arc.word for arc in self.arcs if arc.word and arc.word != WILDCARD)

    @property
    def has_free_speech(self) -> bool:
        """Whether some sentence has a place where anything may be said."""
        return any(arc.word == WILDCARD for arc in self.arcs)

    def joined(self, other: "WordGraph") -> "WordGraph":
        """Return a graph of the sentences of both."""
        places = {0: 0, other.final: self.final}

        def place(state: int) -> int:
            return places.get(state, self.states + state)

        added = (replace(arc, start=place(arc.start), end=place(arc.end)) for arc in other.arcs)
        states = self.states + other.states
        return WordGraph(states, self.final, (*self.arcs, *added), f"{self.key}+{other.key}")

    def closed(self) -> "WordGraph":
        """Return the sentences without free speech; the same graph when there are no others."""
        if not self.has_free_speech:
            return self
        arcs = [arc for arc in self.arcs if arc.word != WILDCARD]
        useful = _reached(((arc.start, arc.end) for arc in arcs), 0) & _reached(
            ((arc.end, arc.start) for arc in arcs), self.final
        )
        kept = tuple(arc for arc in arcs if arc.start in useful and arc.end in useful)
        return WordGraph(self.states, self.final, kept, f"{self.key}-closed")


def _reached(steps: Iterable[tuple[int, int]], origin: int) -> set[int]:
    following: defaultdict[int, list[int]] = defaultdict(list)
    for state, other in steps:
        following[state].append(other)
    found = {origin}
    waiting = [origin]
    while waiting:
        for other in following[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
