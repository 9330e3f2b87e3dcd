"""Paths through the network as what they mean: intents with slots, and what speaks against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from ova.core import Intent, Slot, Step, StepKind
from ova.language.home_index import AREA, NAME
from ova.language.matching import costs
from ova.language.matching.lattice import Candidate
from ova.language.matching.paths import Fill, Path
from ova.language.matching.understanding import Understanding
from ova.language.network import Network, Purpose
from ova.language.standard import MOBILE, TARGET_SLOTS
from ova.language.value_lists import ListKind

SURE_GAP = 0.3
"""How much dearer the next best name must be for the best to be meant without asking."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns paths of one network into understandings."""

    network: Network
    determiners: frozenset[str]

    def read(self, text: str, path: Path, area: str | None) -> Iterator[Understanding]:
        """Yield a path's meanings, one per block that has such a sentence."""
        for block in self.network.states[path.state].blocks:
            found = self._of_block(text, path, block, area)
            if found is not None:
                yield found

    def _of_block(
        self, text: str, path: Path, index: int, area: str | None
    ) -> Understanding | None:
        purpose = self.network.purposes[index]
        fills = path.fills
        place = next((_only(fill) for fill in fills if fill.reference.list == AREA), None)
        chosen = [[_best(group, place or area) for group in fill.groups] for fill in fills]
        unsure = [
            (number, options)
            for number, groups in enumerate(chosen)
            for options in groups
            if len(options) > 1
        ]
        context: dict[str, Any] = {"area": area} if area else {}
        for groups in chosen:
            for options in groups:
                context.update(options[0].context)
        condition = purpose.condition
        lacks_area = "area" in condition.wanted and "area" not in context
        if lacks_area:
            context["area"] = ""
        if not condition.met(context):
            return None
        build = _Builder(text, purpose, path, self.network.template_of(index, path.labels))
        rows = list(product(*(range(len(groups)) for groups in chosen)))
        intents: list[Intent] = []
        either: list[tuple[Candidate, Intent]] = []
        for row in rows:
            picked = [groups[at][0] for groups, at in zip(chosen, row, strict=True)]
            intents.append(build.intent(fills, picked, area))
        if unsure:
            if len(rows) > 1 or len(unsure) > 1:
                return None  # several names, and one of them may mean several things
            number, several = unsure[0]
            for candidate in several:
                picked = [groups[0][0] for groups in chosen]
                picked[number] = candidate
                twin = any(
                    each.value == candidate.value for each in several if each is not candidate
                )
                place_of = candidate.context.get("area") if twin else None
                either.append((candidate, build.intent(fills, picked, area, place_of)))
        picked_all = [options_[0] for groups in chosen for options_ in groups]
        errors = sum(map(_error, path.steps))
        return Understanding(
            cost=path.cost,
            errors=round(errors, 4),
            block=index,
            purpose=purpose,
            path=path,
            intents=() if either else tuple(intents),
            sentence=_sentence(path, chosen),
            options=tuple(either),
            lacks_area=lacks_area,
            hidden=next((each.text for each in picked_all if each.hidden), ""),
            elsewhere=_elsewhere(fills, chosen),
            domains=_domains(picked_all, intents),
            literals=self._literals(path),
            free=tuple((fill.start, fill.end) for fill in fills if fill.free),
        )

    def _literals(self, path: Path) -> int:
        """Count the words of the template that were said, and values of its lists like "red"."""
        count = 0
        for piece in path.pieces:
            if isinstance(piece.word, Fill):
                listed = self.network.lists[piece.word.reference.list]
                count += listed.kind is ListKind.TEXT
            elif piece.word is not None and piece.end > piece.start:
                count += piece.word not in self.determiners
        return count


@dataclass(frozen=True, slots=True)
class _Builder:
    text: str
    purpose: Purpose
    path: Path
    template: str

    def intent(
        self,
        fills: tuple[Fill, ...],
        picked: list[Candidate],
        area: str | None,
        told_apart: str | None = None,
    ) -> Intent:
        """Return the intent with one value per slot; ``told_apart`` is the area of a name."""
        purpose = self.purpose
        metadata: dict[str, Any] = dict(purpose.metadata)
        slots: dict[str, Slot] = {}
        target: dict[str, Any] = {}
        excluded: tuple[Slot, ...] = ()
        for fill, candidate in zip(fills, picked, strict=True):
            if isinstance(candidate.value, Intent):  # a pronoun
                for slot in candidate.value.slots:
                    if slot.name in TARGET_SLOTS:
                        slots.setdefault(slot.name, slot)
                for key in ("area_from_satellite", "context_area"):
                    if key in candidate.value.metadata:
                        metadata[key] = candidate.value.metadata[key]
                target.update(candidate.context)
                excluded = candidate.value.excluded
                continue
            if candidate.metadata:
                metadata.update(candidate.metadata)
            if fill.reference.list == NAME:
                target.update(candidate.context)
            name = fill.reference.slot
            slots[name] = Slot(name, candidate.value, candidate.text)
            if candidate.unit:
                slots[f"{name}_unit"] = Slot(f"{name}_unit", candidate.unit)
        for name, value in purpose.slots.items():
            slots.setdefault(name, Slot(name, value))
        name = purpose.condition.slot_of("area")
        if name and area and name not in slots:
            metadata["area_from_satellite"] = True
            metadata["context_area"] = area
        if told_apart is not None:
            slots.setdefault("area", Slot("area", told_apart))
        if target:
            metadata["target_context"] = target
        return Intent(
            name=purpose.intent,
            skill=purpose.skill,
            slots=tuple(slots.values()),
            text=self.text,
            template=self.template,
            response=purpose.response,
            metadata=metadata,
            excluded=excluded,
        )


def _sentence(path: Path, chosen: list[list[tuple[Candidate, ...]]]) -> str:
    """Return the words of a path with the names that are meant."""
    names = iter(chosen)
    words = []
    for piece in path.pieces:
        if isinstance(piece.word, Fill):
            words.append(" and ".join(options[0].text for options in next(names)))
        elif piece.word is not None:
            words.append(piece.word)
    return " ".join(words)


def _best(group: tuple[Candidate, ...], place: str | None) -> tuple[Candidate, ...]:
    """Return the candidates that are as good as the best; those in a place win over others."""
    limit = group[0].cost + (SURE_GAP if group[0].cost > costs.NAME_TURNED else 0.001)
    near: dict[Any, Candidate] = {}
    for candidate in group:
        if candidate.cost <= limit:
            key = _identity(candidate)
            known = near.get(key)
            if known is None or (place is not None and candidate.context.get("area") == place):
                near[key] = candidate
    visible = {key: each for key, each in near.items() if not each.hidden} or near
    if len(visible) > 1 and place is not None:
        here = [each for each in visible.values() if each.context.get("area") == place]
        if len(here) == 1:
            return (here[0],)
    return tuple(visible.values())


def _error(step: Step) -> float:
    """Return what a difference says against a reading; fillers said right say nothing."""
    if step.kind is StepKind.FILLER:
        return max(0.0, step.cost - costs.FILLER)
    return 0.0 if step.kind is StepKind.ANYTHING else step.cost


def _identity(candidate: Candidate) -> Any:
    """Return what tells two candidates apart: equal names in two areas are two things."""
    if isinstance(candidate.value, Intent):
        return id(candidate)
    return repr(candidate.value), candidate.context.get("area")


def _only(fill: Fill) -> str | None:
    values = {group[0].value for group in fill.groups}
    return values.pop() if len(values) == 1 else None


def _elsewhere(
    fills: tuple[Fill, ...], chosen: list[list[tuple[Candidate, ...]]]
) -> tuple[str, str, str] | None:
    said = [
        options[0].value
        for fill, groups in zip(fills, chosen, strict=True)
        if fill.reference.list == AREA
        for options in groups
    ]
    if not said:
        return None
    for fill, groups in zip(fills, chosen, strict=True):
        for options in groups:
            area = options[0].context.get("area") if fill.reference.list == NAME else None
            if options[0].context.get("domain") in MOBILE:
                continue
            if area is not None and area not in said:
                return str(options[0].value), str(said[0]), str(area)
    return None


def _domains(picked: list[Candidate], intents: list[Intent]) -> frozenset[str]:
    found: set[str] = set()
    for candidate in picked:
        if candidate.context.get("domain"):
            found.add(str(candidate.context["domain"]))
    for intent in intents:
        domain = intent.value("domain")
        if domain is not None:
            found.update([domain] if isinstance(domain, str) else domain)
    return frozenset(found)
