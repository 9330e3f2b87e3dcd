"""Exclusions done right: "all the lights except the kitchen" leaves the kitchen alone."""

from dataclasses import dataclass

from ova.core import Slot
from ova.language.home_index import AREA, FLOOR
from ova.language.matching import costs
from ova.language.matching.lattice import Candidate, Lattice
from ova.language.matching.matcher import Matcher, Tokens
from ova.language.template import HOME_LISTS
from ova.language.word_tables import exact_phrases

MOST_ERRORS = 1.2


@dataclass(frozen=True, slots=True)
class Excluded:
    """Something that is to be left alone."""

    slot: Slot
    area: str | None
    """Where it is."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence cut at the words that exclude something."""

    command: Tokens
    words: str
    things: Tokens

    def moving(self, count: int) -> "Cut":
        """Return the cut with the last words as words of the command."""
        if not count:
            return self
        return Cut((*self.command, *self.things[-count:]), self.words, self.things[:-count])


def cut_at_exclusion(matcher: Matcher, tokens: Tokens) -> Cut | None:
    """Return a sentence cut at its first excluding phrase, or None."""
    tree = matcher.sentences.tables.exclusion
    for at in range(1, len(tokens) - 1):
        found = list(exact_phrases(tree, tokens, at))
        if found and found[-1][0] < len(tokens):
            end, words = found[-1]
            return Cut(tokens[:at], words, tokens[end:])
    return None


def excluded_things(matcher: Matcher, cut: Cut, place: str | None) -> tuple[Excluded, ...]:
    """Return what is named behind an excluding phrase; empty unless every word is understood.

    Words of the command itself may come again: "except the kitchen lights". Of several things with
    the same name that of ``place``, the room of the command, is meant.
    """
    lattice = matcher.builder.build(
        tuple(str(token) for token in cut.things), tolerant=True, area=place
    )
    ways: list[tuple[float, tuple[Excluded, ...]] | None] = [None] * (len(cut.things) + 1)
    ways[0] = (0.0, ())
    for at in range(len(cut.things)):
        here = ways[at]
        if here is None:
            continue
        for end, cost in _passed_over(matcher, lattice, cut, at):
            _arrive(ways, end, here[0] + cost, here[1])
        for listed, arcs in lattice.values[at].items():
            if listed > FLOOR:
                continue
            for arc in arcs:
                slots = [_slot(listed, group, place) for group in arc.groups]
                if all(slot is not None for slot in slots):
                    named = tuple(slot for slot in slots if slot is not None)
                    price = arc.cost + (costs.LITERAL if listed else 0.0)
                    _arrive(ways, arc.end, here[0] + price, (*here[1], *named))
    last = ways[-1]
    return last[1] if last is not None and last[0] <= MOST_ERRORS else ()


def _passed_over(matcher: Matcher, lattice: Lattice, cut: Cut, at: int) -> list[tuple[int, float]]:
    tables = matcher.sentences.tables
    token = cut.things[at]
    ends = [(skip.end, skip.cost) for skip in lattice.skips[at] if skip.cost < costs.EXTRA_WORD]
    ends += [(end, 0.0) for end in tables.conjunction_ends(cut.things, at)]
    if token in tables.function_words:
        ends.append((at + 1, 0.0))
    if token in cut.command:
        ends.append((at + 1, costs.LITERAL))
    return ends


def _arrive(
    ways: list[tuple[float, tuple[Excluded, ...]] | None],
    end: int,
    cost: float,
    slots: tuple[Excluded, ...],
) -> None:
    known = ways[end]
    if known is None or (not slots, cost) < (not known[1], known[0]):
        ways[end] = (cost, slots)


def _slot(listed: int, group: tuple[Candidate, ...], place: str | None) -> Excluded | None:
    """Return the one thing a name means, or None when it may mean several."""
    if place is not None and len(group) > 1:
        group = tuple(each for each in group if each.context.get("area") == place) or group
    values = {each.value for each in group if each.cost <= group[0].cost + costs.NAME_TURNED}
    if len(values) != 1 or not isinstance(group[0].value, str):
        return None
    best = group[0]
    area = best.value if listed == AREA else best.context.get("area")
    return Excluded(Slot(HOME_LISTS[listed], best.value, best.text), area)
