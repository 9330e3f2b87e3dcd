"""The sentences a speech decoder may hear, as an acyclic word graph."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordArc:
    """A transition of the graph. ``word`` is lower case; None is an empty transition."""

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
        """Every word of the graph."""
        return frozenset(arc.word for arc in self.arcs if arc.word is not None)
