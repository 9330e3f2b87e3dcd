"""All sentence templates as one network of words and list references.

From a state, a word or a list leads to exactly one state. References to lists are arcs of their own,
so the size does not depend on how many names a home has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ova.language.value_lists import Condition, Reference, ValueList

Label = str | Reference


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the sentences of a block are for."""

    skill: str
    file: str
    intent: str
    condition: Condition
    slots: dict[str, Any] = field(default_factory=dict)
    """Slots every sentence of the block fills."""
    response: str = "default"
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """A place in templates: the block that may end here (-1: none) and the ways on."""

    block: int
    arcs: frozenset[tuple[Label, int]]


@dataclass(slots=True)
class State:
    """A place in all templates at once."""

    words: dict[str, int]
    references: tuple[tuple[Reference, int], ...]
    blocks: tuple[int, ...]
    """Indexes of the purposes a sentence that ends here has."""


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence of a block: where it starts among the nodes."""

    block: int
    root: int
    text: str


@dataclass(frozen=True, slots=True)
class Network:
    """Every sentence of all templates. State 0 is the start."""

    nodes: tuple[Node, ...]
    states: tuple[State, ...]
    purposes: tuple[Purpose, ...]
    """One per block."""
    templates: tuple[tuple[Template, ...], ...]
    """The sentences of each block."""
    lists: tuple[ValueList, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every word of the templates themselves."""
        return frozenset(word for state in self.states for word in state.words)

    def template_of(self, block: int, labels: Iterable[Label]) -> str:
        """Return the template of a block that stands for a row of words and references."""
        row = tuple(labels)
        for template in self.templates[block]:
            if self._accepts(template.root, row, block):
                return template.text
        return ""

    def with_articles(
        self, labels: Sequence[Label], article: str, articles: frozenset[str]
    ) -> list[Label]:
        """Return a row of labels with the article a template would also have had.

        ``articles`` are all that may stand in its place.
        """
        row: list[Label] = []
        state = self.states[0]
        for label in labels:
            behind = state.words.get(article)
            if (
                behind is not None
                and label not in articles
                and not (row and row[-1] in articles)
                and self._step(self.states[behind], label) is not None
            ):
                row.append(article)
            row.append(label)
            after = self._step(state, label)
            if after is None:
                return list(labels)
            state = self.states[after]
        return row

    def _step(self, state: State, label: Label) -> int | None:
        if isinstance(label, str):
            return state.words.get(label)
        return next((target for each, target in state.references if each == label), None)

    def _accepts(self, root: int, row: tuple[Label, ...], block: int) -> bool:
        places = {root}
        for label in row:
            places = {
                target for at in places for each, target in self.nodes[at].arcs if each == label
            }
        return any(self.nodes[at].block == block for at in places)
