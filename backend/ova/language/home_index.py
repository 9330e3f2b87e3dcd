"""The home's names, ready to be found in a row of tokens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core import HomeNames
from ova.language.normalise import name_forms
from ova.language.phrases import PhraseNode, phrase_tree
from ova.language.template import HOME_LISTS
from ova.language.tokens import tokens_of

NAME, AREA, FLOOR = range(len(HOME_LISTS))


@dataclass(frozen=True, slots=True)
class HomeValue:
    """A name, area or floor of the home, under one of the ways to call it."""

    list: int
    """NAME, AREA or FLOOR."""
    value: str
    """The main name."""
    text: str
    """The name or alias as people wrote it."""
    context: Mapping[str, Any] = field(default_factory=dict, compare=False)
    domain: str = ""
    area: str | None = None
    hidden: bool = False
    """It exists but is not exposed."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A name of an entity with its words."""

    value: HomeValue
    words: frozenset[str]
    """The words of the name itself."""
    area_words: frozenset[str]
    """The words of all names of its area."""


@dataclass(frozen=True, slots=True)
class HomeIndex:
    """All names of a home by their words."""

    tree: PhraseNode[HomeValue]
    words: frozenset[str]
    entities: tuple[NamedEntity, ...]
    by_word: Mapping[str, frozenset[int]]
    """Word to the entities that have it in their name or in that of their area."""
    names: tuple[tuple[str, ...], ...]
    """The exposed names, areas and floors as people wrote them."""


def home_index(names: HomeNames, language: str) -> HomeIndex:
    """Index the names of a home."""
    phrases: dict[tuple[tuple[str, ...], HomeValue], None] = {}
    named: dict[tuple[HomeValue, frozenset[str]], None] = {}
    areas: dict[str, frozenset[str]] = {}
    written: list[dict[str, None]] = [{}, {}, {}]
    for value in _values(names):
        if not value.hidden:
            written[value.list][value.text] = None
        for form in name_forms(value.text, language):
            tokens = tokens_of(form)
            if not tokens:
                continue
            phrases[tokens, value] = None
            if value.list == AREA:
                areas[value.value] = areas.get(value.value, frozenset()) | frozenset(tokens)
            elif value.list == NAME:
                named[value, frozenset(tokens)] = None
    entities = tuple(
        NamedEntity(value, words, areas.get(value.area or "", frozenset()))
        for value, words in named
    )
    by_word: dict[str, set[int]] = {}
    for number, entity in enumerate(entities):
        for word in entity.words | entity.area_words:
            by_word.setdefault(word, set()).add(number)
    return HomeIndex(
        tree=phrase_tree(phrases),
        words=frozenset(word for tokens, _ in phrases for word in tokens),
        entities=entities,
        by_word={word: frozenset(numbers) for word, numbers in by_word.items()},
        names=tuple(tuple(each) for each in written),
    )


def _values(names: HomeNames) -> Iterable[HomeValue]:
    for name in names.entities:
        context = {"domain": name.domain}
        if name.area is not None:
            context["area"] = name.area
        yield HomeValue(
            NAME, name.value, name.text, context, name.domain, name.area, hidden=not name.exposed
        )
    for text, value in names.areas:
        yield HomeValue(AREA, value, text)
    for text, value in names.floors:
        yield HomeValue(FLOOR, value, text)
