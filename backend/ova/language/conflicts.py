"""Sentences that two skills claim."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ova.language.network import Label, Network, State
from ova.language.standard import GIVES_WAY
from ova.language.value_lists import Condition

MOST = 100
"""Conflicts reported; a copied skill would claim everything."""


@dataclass(frozen=True, slots=True)
class SentenceConflict:
    """One sentence that two skills have."""

    sentence: str
    """An example; lists are shown as ``{name}``."""
    skills: tuple[str, str]
    """The first is asked, the second never is."""
    intents: tuple[str, str]
    files: tuple[str, str]
    templates: tuple[str, str] = ("", "")
    """As their authors wrote them."""

    def __str__(self) -> str:
        """Say who wins."""
        return (
            f"{self.sentence!r} belongs to the skills {self.skills[0]!r} ({self.intents[0]}) and "
            f"{self.skills[1]!r} ({self.intents[1]}); {self.skills[0]!r} is asked."
        )


@dataclass(frozen=True, slots=True)
class _Claim:
    skill: str
    intent: str


def find_conflicts(network: Network, states: tuple[State, ...]) -> tuple[SentenceConflict, ...]:
    """Return one example for every pair of intents of different skills that share a sentence.

    Sentences are compared as rows of words and lists; blocks that ask for different domains share
    nothing. Of two claims the first in ``skills`` wins. ``states`` are those of the network with
    every reference to a list as one, whatever its slot and conditions.
    """
    found: dict[tuple[_Claim, _Claim], SentenceConflict] = {}
    rows = _shortest(states)
    for number, state in enumerate(states):
        if len(state.blocks) < 2:
            continue
        for first, second in _pairs(network, state):
            if len(found) >= MOST:
                return tuple(found.values())
            one, other = network.purposes[first], network.purposes[second]
            if other.metadata.get(GIVES_WAY):
                continue  # that it is never asked is what its author wants
            key = (_Claim(one.skill, one.intent), _Claim(other.skill, other.intent))
            if key not in found:
                found[key] = SentenceConflict(
                    sentence=" ".join(_shown(network, label) for label in rows[number]),
                    skills=(one.skill, other.skill),
                    intents=(one.intent, other.intent),
                    files=(one.file, other.file),
                    templates=(
                        _template(network, first, rows[number]),
                        _template(network, second, rows[number]),
                    ),
                )
    return tuple(found.values())


def _pairs(network: Network, state: State) -> Iterator[tuple[int, int]]:
    for place, first in enumerate(state.blocks):
        for second in state.blocks[place + 1 :]:
            one, other = network.purposes[first], network.purposes[second]
            if one.skill != other.skill and _overlap(one.condition, other.condition):
                yield first, second


def _overlap(one: Condition, other: Condition) -> bool:
    """Whether some context can meet both."""
    mine, theirs = one.values, other.values
    return all(
        mine[key] & theirs[key] for key in mine.keys() & theirs.keys() if mine[key] and theirs[key]
    )


def _shortest(states: tuple[State, ...]) -> Mapping[int, tuple[Label, ...]]:
    """Return a shortest sentence for every state."""
    rows: dict[int, tuple[Label, ...]] = {0: ()}
    waiting = [0]
    for number in waiting:
        state = states[number]
        ways: list[tuple[Label, int]] = [*state.words.items(), *state.references]
        for label, target in ways:
            if target not in rows:
                rows[target] = (*rows[number], label)
                waiting.append(target)
    return rows


def _template(network: Network, block: int, row: tuple[Label, ...]) -> str:
    """Return the template of a block that has a row of words and lists, whatever their slots."""
    for template in network.templates[block]:
        places = {template.root}
        for label in row:
            places = {
                target
                for at in places
                for each, target in network.nodes[at].arcs
                if _same(each, label)
            }
        if any(network.nodes[at].block == block for at in places):
            return template.text
    return ""


def _same(one: Label, other: Label) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one.list == other.list


def _shown(network: Network, label: Label) -> str:
    return label if isinstance(label, str) else f"{{{network.lists[label.list].name}}}"
