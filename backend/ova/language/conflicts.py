"""Sentences that two skills claim."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ova.language.network import Network, State
from ova.language.value_lists import Condition, Reference

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
    sentences = _shortest(network, states)
    for number, state in enumerate(states):
        if len(state.blocks) < 2:
            continue
        for first, second in _pairs(network, state):
            if len(found) >= MOST:
                return tuple(found.values())
            one, other = network.purposes[first], network.purposes[second]
            key = (_Claim(one.skill, one.intent), _Claim(other.skill, other.intent))
            if key not in found:
                found[key] = SentenceConflict(
                    sentence=" ".join(sentences[number]),
                    skills=(one.skill, other.skill),
                    intents=(one.intent, other.intent),
                    files=(one.file, other.file),
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


def _shortest(network: Network, states: tuple[State, ...]) -> Mapping[int, tuple[str, ...]]:
    """Return a shortest sentence for every state."""
    sentences: dict[int, tuple[str, ...]] = {0: ()}
    waiting = [0]
    for number in waiting:
        state = states[number]
        ways: list[tuple[str, int]] = [*state.words.items()]
        ways += [(_shown(network, label), target) for label, target in state.references]
        for word, target in ways:
            if target not in sentences:
                sentences[target] = (*sentences[number], word)
                waiting.append(target)
    return sentences


def _shown(network: Network, reference: Reference) -> str:
    return f"{{{network.lists[reference.list].name}}}"
