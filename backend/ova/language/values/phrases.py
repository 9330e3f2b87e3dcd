"""Phrases with gaps, looked up all at once.

Phrases are written in the syntax of sentence templates: ``[a] quarter (to|of) {hour}``. What a gap
takes is read by a function of the caller.
"""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from hassil.expression import Alternative, Expression, Group, ListReference, TextChunk
from hassil.parse_expression import parse_sentence

from ova.language.tokens import tokens_of

Meaning = TypeVar("Meaning")
GapReader = Callable[[str, int], Iterable[tuple[Any, int]]]
"""Name of a gap and place of a token to the readings there: value and end."""


def once(read: GapReader) -> GapReader:
    """Return a reader that reads no gap twice at the same place of a text."""
    known: dict[tuple[str, int], tuple[tuple[Any, int], ...]] = {}

    def gap(name: str, place: int) -> tuple[tuple[Any, int], ...]:
        key = (name, place)
        found = known.get(key)
        if found is None:
            found = known[key] = tuple(read(name, place))
        return found

    return gap


_GAP = re.compile(r"\{(\w+)\}")


class Phrase(NamedTuple, Generic[Meaning]):
    """A phrase found in a text."""

    meaning: Meaning
    gaps: tuple[tuple[str, Any], ...]
    """Name and value of each gap, in the order of the text."""
    end: int


class _Node(Generic[Meaning]):
    __slots__ = ("gaps", "meanings", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node[Meaning]] = {}
        self.gaps: dict[str, _Node[Meaning]] = {}
        self.meanings: list[Meaning] = []


class PhraseTree(Generic[Meaning]):
    """Phrases and what they mean. Words are also known without their accents."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]] = ()) -> None:
        self._root: _Node[Meaning] = _Node()
        for phrase, meaning in phrases:
            for written in expanded(phrase):
                self._add(_steps(written), meaning)

    def add_words(self, words: Sequence[str], meaning: Meaning) -> None:
        """Add a row of tokens."""
        self._add([(False, word_forms(word)) for word in words], meaning)

    @property
    def first_words(self) -> frozenset[str]:
        """Words a phrase can start with."""
        return frozenset(self._root.words)

    def read(
        self, tokens: Sequence[str], at: int, gap: GapReader | None = None
    ) -> list[Phrase[Meaning]]:
        """Return the phrases that start at a token, in the order they were given in, roughly."""
        if at >= len(tokens) or (tokens[at] not in self._root.words and not self._root.gaps):
            return []
        return list(self._walk(self._root, tokens, at, gap, ()))

    def _walk(
        self,
        node: _Node[Meaning],
        tokens: Sequence[str],
        at: int,
        gap: GapReader | None,
        gaps: tuple[tuple[str, Any], ...],
    ) -> Iterator[Phrase[Meaning]]:
        for meaning in node.meanings:
            yield Phrase(meaning, gaps, at)
        if at >= len(tokens):
            return
        following = node.words.get(tokens[at])
        if following is not None:
            yield from self._walk(following, tokens, at + 1, gap, gaps)
        if gap is None:
            return
        for name, after in node.gaps.items():
            for value, end in gap(name, at):
                yield from self._walk(after, tokens, end, gap, (*gaps, (name, value)))

    def _add(self, steps: Sequence[tuple[bool, tuple[str, ...]]], meaning: Meaning) -> None:
        if not steps:
            return
        nodes = [self._root]
        for is_gap, forms in steps:
            nodes = [
                (node.gaps if is_gap else node.words).setdefault(form, _Node())
                for node, form in itertools.product(nodes, forms)
            ]
        for node in nodes:
            if meaning not in node.meanings:
                node.meanings.append(meaning)


def _steps(phrase: str) -> list[tuple[bool, tuple[str, ...]]]:
    """Return for each step through a phrase whether it is a gap, and its name or word forms."""
    steps: list[tuple[bool, tuple[str, ...]]] = []
    for place, part in enumerate(_GAP.split(phrase)):
        if place % 2:
            steps.append((True, (part,)))
        else:
            steps.extend((False, word_forms(token)) for token in tokens_of(part))
    return steps


def expanded(phrase: str) -> list[str]:
    """Return the texts a phrase stands for, gaps as they are. Raises ParseError."""
    return _texts(parse_sentence(phrase).expression)


def _texts(expression: Expression) -> list[str]:
    if isinstance(expression, TextChunk):
        return [expression.original_text]
    if isinstance(expression, ListReference):
        return [f"{{{expression.list_name}}}"]
    if isinstance(expression, Alternative):
        return [text for item in expression.items for text in _texts(item)]
    if not isinstance(expression, Group):
        raise TypeError(f"A phrase cannot hold a {type(expression).__name__}.")
    return ["".join(parts) for parts in itertools.product(*map(_texts, expression.items))]


@lru_cache(maxsize=4096)
def word_forms(token: str) -> tuple[str, ...]:
    """Return a token and, when it has accents, the token without them."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", token)
        if unicodedata.category(letter) != "Mn"
    )
    return (token,) if bare == token or not bare else (token, bare)
