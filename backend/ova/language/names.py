"""The home's names as lists of what a decoder may hear."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hassil.expression import TextChunk
from hassil.intents import SlotList, TextSlotList, TextSlotValue

from ova.core import HomeNames
from ova.language.normalise import spoken_form


@dataclass(frozen=True, slots=True)
class NameLists:
    """The lists ``name``, ``area`` and ``floor`` as they are said."""

    spoken: dict[str, SlotList]
    unspeakable: tuple[str, ...]
    """Names that cannot be said in the language."""


def name_lists(names: HomeNames, language: str) -> NameLists:
    """Build the lists of a home."""
    entries: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
        "name": [
            (name.text, name.value, _context(name.domain, name.area))
            for name in names.entities
            if name.exposed
        ],
        "area": [(text, value, {}) for text, value in names.areas],
        "floor": [(text, value, {}) for text, value in names.floors],
    }
    spoken: dict[str, SlotList] = {}
    unspeakable: list[str] = []
    for listed, values in entries.items():
        said = []
        for text, value, context in values:
            form = spoken_form(text, language)
            if form is None:
                unspeakable.append(text)
            else:
                said.append((form, value, context))
        spoken[listed] = _text_list(listed, said)
    return NameLists(spoken, tuple(unspeakable))


def _context(domain: str, area: str | None) -> dict[str, Any]:
    return {"domain": domain} if area is None else {"domain": domain, "area": area}


def _text_list(name: str, values: Iterable[tuple[str, str, dict[str, Any]]]) -> TextSlotList:
    unique = {
        (text.casefold(), value, context.get("domain"), context.get("area")): TextSlotValue(
            text_in=TextChunk(text), value_out=value, context=context or None
        )
        for text, value, context in values
        if text
    }
    return TextSlotList(name=name, values=list(unique.values()))
