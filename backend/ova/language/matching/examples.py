"""Sentences like a text that nothing fits: "did you mean"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from ova.language.matching.lattice import Lattice
from ova.language.network import Label, Network, Node
from ova.language.value_lists import ListKind, Reference
from ova.language.word_tables import WordTables

ALIKE = 72.0
"""Of 100, by rapidfuzz's token sort ratio: how alike a sentence must be to be offered."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Example:
    """The shortest sentence of one template."""

    labels: tuple[Label, ...]
    words: frozenset[str]
    """Its own words, without articles and the like."""


@dataclass(frozen=True, slots=True)
class Examples:
    """One short sentence per block of templates, to be filled with names of the home."""

    network: Network
    examples: tuple[Example, ...]
    with_word: Mapping[str, tuple[int, ...]]
    """Which of them have a word."""

    @classmethod
    def of(cls, network: Network, tables: WordTables) -> "Examples":
        """Collect the shortest sentence of every block."""
        small = tables.determiners | tables.function_words
        examples = []
        for row in network.templates:
            sentences = [_shortest(network.nodes, template.root) for template in row]
            labels = min(sentences, key=len, default=())
            words = frozenset(label for label in labels if isinstance(label, str)) - small
            if words:
                examples.append(Example(labels, words))
        with_word: dict[str, list[int]] = {}
        for number, example in enumerate(examples):
            for word in example.words:
                with_word.setdefault(word, []).append(number)
        return cls(
            network,
            tuple(examples),
            {word: tuple(numbers) for word, numbers in with_word.items()},
        )

    def nearest(self, lattice: Lattice) -> tuple[str, ...]:
        """Return sentences that share words with a text and are like it as a whole."""
        text = " ".join(lattice.tokens)
        found: dict[str, float] = {}
        near = {number for word in lattice.tokens for number in self.with_word.get(word, ())}
        for example in map(self.examples.__getitem__, sorted(near)):
            words = list(self._filled(example, lattice))
            if len(words) == len(example.labels):
                sentence = " ".join(words)
                alike = fuzz.token_sort_ratio(text, sentence.casefold(), score_cutoff=ALIKE)
                if alike:
                    found[sentence] = alike
        return tuple(sorted(found, key=lambda each: (-found[each], each))[:MOST])

    def _filled(self, example: Example, lattice: Lattice) -> Iterator[str]:
        for label in example.labels:
            word = label if isinstance(label, str) else self._value(label, lattice)
            if word is not None:
                yield word

    def _value(self, reference: Reference, lattice: Lattice) -> str | None:
        """Return what is said for a list: what the text has of it, else a value that always fits."""
        listed = self.network.lists[reference.list]
        for arcs in lattice.values:
            for arc in arcs.get(reference.list, ()):
                best = arc.groups[0][0]
                if not best.steps and not best.hidden and reference.condition.allows(best.context):
                    return best.text
        if listed.kind is ListKind.TEXT:
            return " ".join(listed.values[0].tokens) if listed.values else None
        return None


def _shortest(nodes: tuple[Node, ...], root: int) -> tuple[Label, ...]:
    """Return the shortest sentence from a node, the first in order of equals."""
    behind: dict[int, tuple[Label, ...]] = {root: ()}
    waiting = [root]
    for at in waiting:
        if nodes[at].block >= 0:
            return behind[at]
        for label, target in sorted(nodes[at].arcs, key=lambda arc: (str(arc[0]), arc[1])):
            if target not in behind:
                behind[target] = (*behind[at], label)
                waiting.append(target)
    return ()
