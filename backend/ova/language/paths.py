"""Walks through a word graph: random sentences, and phrases that cover every pair of words."""

import itertools
from random import Random

from ova.core import WordArc, WordGraph


def random_sentences(graph: WordGraph, rng: Random, n: int) -> list[str]:
    """Return ``n`` random sentences of the graph without free speech; [] when it holds none."""
    graph = graph.closed()
    arcs = _outgoing(graph)
    if not arcs.get(0):
        return []
    sentences = []
    for _ in range(n):
        state = 0
        words: list[str] = []
        while state != graph.final:
            arc = rng.choice(arcs[state])
            if arc.word is not None:
                words.append(arc.word)
            state = arc.end
        sentences.append(" ".join(words))
    return sentences


def accepts(graph: WordGraph, text: str) -> bool:
    """Tell whether a sentence is a path of the graph from its start to its end."""
    arcs = _outgoing(graph)
    states = _closure({0}, arcs)
    for word in text.split():
        states = _closure(
            {arc.end for state in states for arc in arcs.get(state, ()) if arc.word == word}, arcs
        )
    return graph.final in states


def bigram_phrases(graph: WordGraph) -> list[str]:
    """Return sentences, each pair of neighbouring words occurring in at least one of them.

    The decoder that takes them builds a bigram model, so more sentences would add nothing. Free
    speech is left out.
    """
    graph = graph.closed()
    arcs = _outgoing(graph)
    before = _shortest_starts(arcs)
    after = _shortest_ends(graph)
    seen: set[tuple[str, str]] = set()
    phrases: list[str] = []
    for arc in graph.arcs:
        if arc.word is None:
            continue
        for following in arcs.get(arc.end, [WordArc(arc.end, arc.end, None)]):
            opening = arc.start == 0 and ("", arc.word) not in seen
            if not opening and (arc.word, following.word or "") in seen:
                continue
            middle = [word for word in (arc.word, following.word) if word]
            words = [*before[arc.start], *middle, *after[following.end]]
            seen.update(itertools.pairwise(("", *words, "")))
            phrases.append(" ".join(words))
    return phrases


def _outgoing(graph: WordGraph) -> dict[int, list[WordArc]]:
    arcs: dict[int, list[WordArc]] = {}
    for arc in graph.arcs:
        arcs.setdefault(arc.start, []).append(arc)
    return arcs


def _closure(states: set[int], arcs: dict[int, list[WordArc]]) -> set[int]:
    reached = set(states)
    waiting = list(states)
    while waiting:
        for arc in arcs.get(waiting.pop(), ()):
            if arc.word is None and arc.end not in reached:
                reached.add(arc.end)
                waiting.append(arc.end)
    return reached


def _shortest_starts(arcs: dict[int, list[WordArc]]) -> dict[int, list[str]]:
    """Return the fewest words that lead to each state."""
    found: dict[int, list[str]] = {0: []}
    queue = [0]
    for state in queue:
        for arc in arcs.get(state, ()):
            if arc.end not in found:
                found[arc.end] = [*found[state], *([arc.word] if arc.word else [])]
                queue.append(arc.end)
    return found


def _shortest_ends(graph: WordGraph) -> dict[int, list[str]]:
    """Return the fewest words that lead from each state to the end."""
    into: dict[int, list[WordArc]] = {}
    for arc in graph.arcs:
        into.setdefault(arc.end, []).append(arc)
    found: dict[int, list[str]] = {graph.final: []}
    queue = [graph.final]
    for state in queue:
        for arc in into.get(state, ()):
            if arc.start not in found:
                found[arc.start] = [*([arc.word] if arc.word else []), *found[state]]
                queue.append(arc.start)
    return found
