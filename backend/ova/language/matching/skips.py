"""What of a text may be passed over: fillers, articles, and words that say nothing."""

from ova.core import Step, StepKind
from ova.language.matching import costs
from ova.language.matching.lattice import SkipArc, WordArc
from ova.language.matching.phrase_finder import find_phrases
from ova.language.word_tables import WordTables

SHORTEST_FILLER_SLIP = 5
"""Letters of a filler that may be misspelt."""


def find_skips(
    tokens: tuple[str, ...], words: list[list[WordArc]], tables: WordTables, *, tolerant: bool
) -> list[list[SkipArc]]:
    """Return for each token what may be passed over from there: fillers, articles and, when
    ``tolerant``, any word at its price. ``words`` are what each token may stand for."""
    count = len(tokens)
    skips: list[list[SkipArc]] = [[] for _ in tokens]
    started = [True, *(False for _ in tokens)]
    found: list[list[tuple[int, str, float]]] = []
    sure = [[arc for arc in arcs if _sure_filler(arc)] for arcs in words]
    for at in range(count):
        ends = [
            (match.end, match.meaning, match.cost)
            for match in find_phrases(tables.fillers, tokens, sure, at, frozenset(), 0.0)
        ]
        found.append(ends)
        for end, where, _ in ends:
            if started[at] and where != "end":
                started[end] = True
    closing = [*(False for _ in tokens), True]
    for at in reversed(range(count)):
        closing[at] = any(closing[end] for end, where, _ in found[at] if where != "start")
    for at in range(count):
        for end, where, cost in found[at]:
            if where == "start" and not started[at]:
                continue
            if where == "end" and not closing[end]:
                continue
            step = Step(
                StepKind.FILLER, " ".join(tokens[at:end]), "", round(cost + costs.FILLER, 3)
            )
            skips[at].append(SkipArc(end, step.cost, step, start_only=where == "start"))
        token = tokens[at]
        extra = _extra(token, tables, tolerant=tolerant)
        if tolerant and at and token == tokens[at - 1] and token[0].isalpha():
            extra = min(costs.SAID_TWICE, extra or costs.SAID_TWICE)
        if extra is not None:
            skips[at].append(SkipArc(at + 1, extra, Step(StepKind.EXTRA, token, "", extra)))
    return skips


def _extra(token: str, tables: WordTables, *, tolerant: bool) -> float | None:
    if token in tables.determiners:
        return costs.DETERMINER_ADDED
    if not tolerant:
        return None
    return costs.EXTRA_WORD


def _sure_filler(arc: WordArc) -> bool:
    """Whether a word of a filler is said so that it is no other word: "kthen" is no "then"."""
    return arc.step is None or (
        arc.cost <= costs.FILLER_SLIP and len(arc.words[0]) >= SHORTEST_FILLER_SLIP
    )
