"""Sentences that together say everything in a word graph, for engines that learn from a list."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from ova.core import WILDCARD, WordArc, WordGraph

MAX_PHRASES = 20_000


def phrases(graph: WordGraph, vocabulary: Collection[str], free: str | None = None) -> list[str]:
    """Return whole sentences in which every pair of neighbouring words of the graph occurs.

    Only words of the vocabulary are used, and ``free`` where free speech may stand; without it,
    sentences with free speech are left out. Engines that estimate a bigram model from the list, as
    Vosk does, then allow every sentence of the graph, and the list stays short where the number
    of sentences would be astronomical.
    """
    arcs = [
        replace(arc, word=free) if arc.word == WILDCARD else arc
        for arc in graph.arcs
        if arc.word is None or arc.word in vocabulary or (arc.word == WILDCARD and free is not None)
    ]
    before = _shortest(arcs, 0, forward=True)
    after = _shortest(arcs, graph.final, forward=False)
    useful = [arc for arc in arcs if arc.start in before and arc.end in after]
    result: dict[str, None] = {}
    seen: set[tuple[str, str]] = set()
    for first, second in _pairs(useful):
        pair = (first.word or "", second.word or "")
        if pair in seen:
            continue
        words = (*before[first.start], *pair, *after[second.end])
        seen.update(pairwise(words))
        result[" ".join(words)] = None
        if len(result) >= MAX_PHRASES:
            break
    for arc in useful:  # sentences of one word have no pair
        if arc.word is not None:
            words = (*before[arc.start], arc.word, *after[arc.end])
            if len(words) == 1:
                result[words[0]] = None
    return list(result)


def _shortest(arcs: list[WordArc], origin: int, *, forward: bool) -> dict[int, tuple[str, ...]]:
    """Return for each state the fewest words between it and ``origin``."""
    leaving: defaultdict[int, list[WordArc]] = defaultdict(list)
    for arc in arcs:
        leaving[arc.start if forward else arc.end].append(arc)
    found: dict[int, tuple[str, ...]] = {origin: ()}
    waiting = deque([origin])
    while waiting:
        state = waiting.popleft()
        words = found[state]
        for arc in leaving[state]:
            other = arc.end if forward else arc.start
            said = () if arc.word is None else (arc.word,)
            candidate = words + said if forward else said + words
            if other not in found or len(candidate) < len(found[other]):
                found[other] = candidate
                (waiting.append if said else waiting.appendleft)(other)
    return found


def _pairs(arcs: list[WordArc]) -> Iterator[tuple[WordArc, WordArc]]:
    leaving: defaultdict[int, list[WordArc]] = defaultdict(list)
    for arc in arcs:
        leaving[arc.start].append(arc)
    following: dict[int, tuple[WordArc, ...]] = {}

    def next_words(state: int) -> tuple[WordArc, ...]:
        if state not in following:
            following[state] = ()  # an empty cycle would otherwise never end
            found: list[WordArc] = []
            for arc in leaving[state]:
                found.extend((arc,) if arc.word is not None else next_words(arc.end))
            following[state] = tuple(found)
        return following[state]

    for arc in arcs:
        if arc.word is not None:
            for following_arc in next_words(arc.end):
                yield arc, following_arc
