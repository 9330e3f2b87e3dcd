"""Phrases by their words: the values of lists, the names of the home, fillers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class PhraseNode(Generic[T]):
    """A place in a tree of phrases."""

    next: "dict[str, PhraseNode[T]]" = field(default_factory=dict)
    found: list[T] = field(default_factory=list)
    """What the phrase that ends here stands for."""


def phrase_tree(phrases: Iterable[tuple[tuple[str, ...], T]]) -> PhraseNode[T]:
    """Return the root of a tree of token rows."""
    root: PhraseNode[T] = PhraseNode()
    for tokens, meaning in phrases:
        node = root
        for token in tokens:
            child = node.next.get(token)
            if child is None:
                child = node.next[token] = PhraseNode()
            node = child
        if node is not root and meaning not in node.found:
            node.found.append(meaning)
    return root
