"""Names said in part or in another order: "lamp in the bedroom" for "bedroom ceiling lamp"."""

from collections.abc import Collection, Iterator

from ova.core import Step, StepKind
from ova.language.home_index import HomeIndex, NamedEntity
from ova.language.matching import costs
from ova.language.matching.lattice import Candidate, Lattice
from ova.language.word_tables import WordTables

MOST_TOKENS = 7
MOST_FITTING = 12
"""Entities that some words may mean before they mean none."""


def names_in_part(
    home: HomeIndex, tables: WordTables, lattice: Lattice, at: int, area: str | None
) -> Iterator[tuple[int, Candidate]]:
    """Yield the end of a stretch from token ``at`` on and an entity some of whose words it holds.

    The words may stand in any order with prepositions and determiners between them; the entity's
    area counts as part of its name. Every content word must belong to it. The first and the last
    token are content words. What fits many entities means none of them, unless some are in the
    speaker's ``area``.
    """
    tokens = lattice.tokens
    if _small(tokens[at], tables):
        return
    said: dict[str, float] = {}
    steps: list[Step] = []
    turned = False
    fitting: frozenset[int] | None = None
    for end in range(at + 1, min(len(tokens), at + MOST_TOKENS) + 1):
        if _small(tokens[end - 1], tables):
            turned = True
            continue
        best = _word(home, lattice, end - 1)
        if best is None:
            return
        word, cost, step = best
        said[word] = cost
        if step is not None:
            steps.append(step)
        fitting = home.by_word[word] if fitting is None else fitting & home.by_word[word]
        if not fitting:
            return
        for number in _few(home, fitting, area):
            entity = home.entities[number]
            price = _price(entity, frozenset(said), turned=turned)
            if price is None:
                continue
            whole = Step(
                StepKind.PARTIAL, lattice.said(at, end), entity.value.text, round(price, 3)
            )
            yield (
                end,
                Candidate(
                    entity.value.value,
                    entity.value.text,
                    price + sum(said.values()),
                    entity.value.context,
                    None,
                    (*steps, whole),
                    hidden=entity.value.hidden,
                ),
            )


def _price(entity: NamedEntity, said: frozenset[str], *, turned: bool) -> float | None:
    """Return what it costs to mean an entity by some words; None when they are not its own."""
    own = said & entity.words
    if not own or own <= entity.area_words:
        return None
    missing = len(entity.words - said)
    if missing:
        return costs.NAME_IN_PART + costs.NAME_IN_PART * missing / len(entity.words)
    if turned or len(own) < len(said):
        return costs.NAME_TURNED
    return costs.NAME_TURNED if len(said) > 1 else None


def _few(home: HomeIndex, fitting: frozenset[int], area: str | None) -> Collection[int]:
    if len(fitting) <= MOST_FITTING:
        return fitting
    here = [number for number in fitting if home.entities[number].value.area == area]
    return here if area is not None and len(here) <= MOST_FITTING else ()


def _small(token: str, tables: WordTables) -> bool:
    return (
        token in tables.determiners
        or token in tables.function_words
        or token in tables.conjunctions.next
    )


def _word(home: HomeIndex, lattice: Lattice, at: int) -> tuple[str, float, Step | None] | None:
    for arc in lattice.words[at]:
        if len(arc.words) == 1 and arc.end == at + 1 and arc.words[0] in home.by_word:
            return arc.words[0], arc.cost, arc.step
    return None
