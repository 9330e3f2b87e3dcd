"""Whether the words heard so far are a whole sentence, and whether another word can follow."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ova.core import WILDCARD, WordGraph


@dataclass(frozen=True, slots=True)
class Continuation:
    """What may come after some words of a graph."""

    complete: bool
    """They are a whole sentence."""
    continues: bool
    """At least one word may follow."""


NO_SENTENCE = Continuation(complete=False, continues=True)
"""Said of words that begin no sentence: what they will become is unknown."""


class Completion:
    """Follows words through a graph. Built once for each graph; then safe to share.

    Free speech (a `WILDCARD` arc) takes one or more words of any kind.
    """

    def __init__(self, graph: WordGraph) -> None:
        self._final = graph.final
        self._words: dict[int, dict[str, list[int]]] = {}
        self._empty: defaultdict[int, list[int]] = defaultdict(list)
        for arc in graph.arcs:
            if arc.word is None:
                self._empty[arc.start].append(arc.end)
            else:
                self._words.setdefault(arc.start, {}).setdefault(arc.word, []).append(arc.end)

    def after(self, words: Sequence[str]) -> Continuation:
        """Return what may follow these words, spoken from the start of a sentence."""
        states = self._reached((0,))
        free: set[int] = set()  # where free speech that is still going on may end
        for word in words:
            free = free | {
                end for state in states for end in self._words.get(state, {}).get(WILDCARD, ())
            }
            ends = {end for state in states for end in self._words.get(state, {}).get(word, ())}
            states = self._reached(free | ends)
            if not states:
                return NO_SENTENCE
        return Continuation(
            complete=self._final in states,
            continues=bool(free) or any(state in self._words for state in states),
        )

    def _reached(self, states: Iterable[int]) -> set[int]:
        """Return these states and those that empty transitions lead to."""
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting.extend(self._empty.get(state, ()))
        return found
