"""The cheapest ways through the network for a lattice: dynamic programming over tokens and states."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ova.core import Step, StepKind
from ova.language.matching import costs
from ova.language.matching.lattice import Candidate, Lattice
from ova.language.matching.paths import Fill, Path
from ova.language.matching.values_said import ValuesSaid
from ova.language.matching.ways import Way, pruned
from ova.language.network import Network
from ova.language.standard import FREE_LIMITS, LATER_END, LATER_SLOT
from ova.language.value_lists import ListKind, Reference
from ova.language.word_tables import WordTables

LONGEST_FREE = 40
"""Tokens of free text."""
VALUE_GAP = 0.1
"""How much dearer another value must be for a misspelt one not to be asked about."""

Group = tuple[Candidate, ...]
"""What a stretch of text may stand for, the likeliest first."""


@dataclass(slots=True)
class Search:
    """Finds ways through one network. Holds no state of a text."""

    network: Network
    tables: WordTables
    _optional: list[tuple[tuple[str, int, float], ...]]
    _valued: frozenset[int]
    """Lists whose values are known beforehand."""

    @classmethod
    def over(cls, network: Network, tables: WordTables) -> "Search":
        """Prepare a network: which words may be left out where."""
        optional = []
        for state in network.states:
            ways = []
            for word, target in state.words.items():
                if word in tables.determiners:
                    ways.append((word, target, costs.DETERMINER_LEFT_OUT))
                elif word in tables.prepositions:
                    ways.append((word, target, costs.PREPOSITION_LEFT_OUT))
            optional.append(tuple(ways))
        valued = frozenset(
            index
            for index, listed in enumerate(network.lists)
            if listed.kind in (ListKind.HOME, ListKind.TEXT)
        )
        return cls(network, tables, optional, valued)

    def paths(self, lattice: Lattice, said: ValuesSaid, *, tolerant: bool) -> list[Path]:
        """Return the ways to read a whole text, cheapest first."""
        count = len(lattice.tokens)
        beams: list[dict[int, Way]] = [{} for _ in range(count + 1)]
        beams[0][0] = Way(0.0, 0, None, None, None)
        for at in range(count + 1):
            beam = beams[at]
            if not beam:
                continue
            if tolerant:
                self._leave_out(beam)
            if at == count:
                break
            if len(beam) > 1:
                beam = pruned(beam)
            values: dict[int, list[tuple[int, Group]]] = {}
            absent = set(self._valued.difference(lattice.values[at]))
            for state, way in beam.items():
                self._advance(lattice, beams, at, state, way, values, absent, said)
        finished = [
            (way.cost, state, way)
            for state, way in beams[count].items()
            if self.network.states[state].blocks
        ]
        finished.sort(key=lambda each: each[:2])
        return [way.path(state) for _, state, way in finished]

    def _leave_out(self, beam: dict[int, Way]) -> None:
        """Follow words the text may have left out."""
        waiting = list(beam)
        for state in waiting:
            way = beam[state]
            if isinstance(way.word, Fill) and way.word.free:
                continue  # where free text ends must be said
            begun = state != 0
            for word, target, price in self._optional[state]:
                if not begun and price > costs.DETERMINER_LEFT_OUT:
                    continue  # "is" makes a question: the first word must be said
                cost = way.cost + price
                known = beam.get(target)
                if cost > costs.MOST or (known is not None and known.cost <= cost):
                    continue
                step = Step(StepKind.MISSING, "", word, price)
                beam[target] = Way(cost, way.end, way, word, step)
                waiting.append(target)

    def _advance(
        self,
        lattice: Lattice,
        beams: list[dict[int, Way]],
        at: int,
        state: int,
        way: Way,
        values: dict[int, list[tuple[int, Group]]],
        absent: set[int],
        said: ValuesSaid,
    ) -> None:
        states = self.network.states
        here = states[state]
        base = way.cost
        most = costs.MOST
        for arc in lattice.words[at]:
            target = here.words.get(arc.words[0])
            if target is None:
                continue
            if len(arc.words) == 2:
                target = states[target].words.get(arc.words[1])
                if target is None:
                    continue
            cost = base + arc.cost + costs.LITERAL
            if cost <= most:
                known = beams[arc.end].get(target)
                if known is None or cost < known.cost:
                    beams[arc.end][target] = Way(cost, arc.end, way, " ".join(arc.words), arc.step)
        for skip in lattice.skips[at]:
            if skip.start_only and state:
                continue
            cost = base + skip.cost
            if cost <= most:
                known = beams[skip.end].get(state)
                if known is None or cost < known.cost:
                    beams[skip.end][state] = Way(cost, skip.end, way, None, skip.step)
        for reference, target in here.references:
            if reference.list not in absent:
                self._fill(lattice, beams, at, reference, target, way, values, absent, said)

    def _fill(
        self,
        lattice: Lattice,
        beams: list[dict[int, Way]],
        at: int,
        reference: Reference,
        target: int,
        way: Way,
        values: dict[int, list[tuple[int, Group]]],
        absent: set[int],
        said: ValuesSaid,
    ) -> None:
        listed = self.network.lists[reference.list]
        kind = listed.kind
        if kind is ListKind.HOME or kind is ListKind.TEXT:
            for arc in lattice.values[at].get(reference.list, ()):
                groups = _allowed(arc.groups, reference)
                if groups is None:
                    continue
                price = sum(group[0].cost for group in groups)
                price += costs.LIST_OF_NAMES * (len(groups) - 1)
                if reference.list:  # of two equal readings the one with more of a name wins
                    price += costs.LITERAL * (arc.end - at)
                self._arrive(
                    beams,
                    arc.end,
                    target,
                    way.cost + price,
                    way,
                    Fill(reference, at, arc.end, groups),
                )
        elif kind is ListKind.ANYTHING:
            if way.step is not None and way.step.kind in (StepKind.MISSING, StepKind.EXTRA):
                return  # free text must follow words that were said, and keeps its articles
            later = reference.slot in (LATER_SLOT, LATER_END)
            price = costs.FREE
            longest = FREE_LIMITS.get(listed.name, LONGEST_FREE)
            content = False
            for end in range(at + 1, min(len(lattice.tokens), at + longest) + 1):
                content = content or lattice.free[end - 1] != costs.FREE_FUNCTION
                if later:
                    price += costs.LATER_TOKEN
                elif price < costs.FREE_MOST:
                    price = min(price + lattice.free[end - 1], costs.FREE_MOST)
                else:
                    price += costs.FREE_BEYOND
                if way.cost + price > costs.MOST + 4:
                    break
                if not content:
                    continue
                text = lattice.said(at, end)
                step = Step(StepKind.ANYTHING, text, f"{{{listed.name}}}", 0.0)
                fill = Fill(
                    reference, at, end, ((Candidate(text, text, 0.0, steps=(step,)),),), True
                )
                self._arrive(beams, end, target, way.cost + price, way, fill)
        else:
            found = values.get(reference.list)
            if found is None:
                found = values[reference.list] = list(
                    self._numbers(lattice, at, reference.list, said)
                )
                if not found:
                    absent.add(reference.list)
            worth = costs.DATE if listed.kind is ListKind.VALUE and listed.name == "date" else 0.0
            for end, group in found:
                self._arrive(
                    beams,
                    end,
                    target,
                    way.cost + group[0].cost + worth,
                    way,
                    Fill(reference, at, end, (group,)),
                )

    def _arrive(
        self,
        beams: list[dict[int, Way]],
        end: int,
        target: int,
        cost: float,
        way: Way,
        fill: Fill,
    ) -> None:
        known = beams[end].get(target)
        if known is None or cost < known.cost:
            arrived = beams[end][target] = Way(cost, end, way, fill, None)
            if fill.reference.slot == LATER_SLOT:
                arrived.later = True

    def _numbers(
        self, lattice: Lattice, at: int, index: int, said: ValuesSaid
    ) -> Iterable[tuple[int, Group]]:
        listed = self.network.lists[index]
        if listed.kind is ListKind.VALUE:
            yield from self._values(lattice, at, listed.name, said)
            return
        assert listed.range is not None, "only ranges are left"  # noqa: S101 - for the type checker
        for arc in lattice.numbers[at]:
            number = listed.range.value(float(arc.value.value))
            if number is not None:
                text = lattice.said(at, arc.value.end)
                yield arc.value.end, (Candidate(number, text, arc.cost, steps=arc.steps),)

    def _values(
        self, lattice: Lattice, at: int, kind: str, said: ValuesSaid
    ) -> Iterable[tuple[int, Group]]:
        """Yield the values read as they are written, else those of words put right."""
        written = set()
        for value, end in said.read(kind, lattice.tokens, at):
            written.add(end)
            yield end, (Candidate(value.value, lattice.said(at, end), 0.0, unit=value.unit),)
        meant: dict[int, dict[tuple[Any, str], Candidate]] = {}
        for end, candidate in lattice.meant.read(kind, at, said) if lattice.meant else ():
            same = meant.setdefault(end, {})
            key = (candidate.value, candidate.unit)
            if key not in same or candidate.cost < same[key].cost:
                same[key] = candidate
        for end, candidates in meant.items():
            if end not in written:
                likeliest = min(each.cost for each in candidates.values())
                near = (each for each in candidates.values() if each.cost < likeliest + VALUE_GAP)
                yield end, tuple(sorted(near, key=lambda each: each.cost))


def _allowed(
    groups: tuple[tuple[Candidate, ...], ...], reference: Reference
) -> tuple[tuple[Candidate, ...], ...] | None:
    kept = []
    for group in groups:
        fitting = tuple(each for each in group if reference.condition.allows(each.context))
        if not fitting:
            return None
        kept.append(fitting)
    return tuple(kept)
