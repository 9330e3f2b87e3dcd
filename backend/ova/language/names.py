"""The home's names as lists that sentences can refer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hassil.expression import TextChunk
from hassil.intents import SlotList, TextSlotList, TextSlotValue

from ova.core import HomeNames
from ova.language.normalise import name_forms, spoken_form


@dataclass(frozen=True, slots=True)
class NameLists:
    """The lists ``name``, ``area`` and ``floor``, for texts and for speech."""

    written: dict[str, SlotList]
    spoken: dict[str, SlotList]
    hidden: dict[str, str]
    """Names that exist but are not exposed: case-folded form to main name."""
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
    exposed = {
        form.casefold() for text, _, _ in entries["name"] for form in name_forms(text, language)
    }
    hidden = {
        form.casefold(): name.value
        for name in names.entities
        if not name.exposed
        for form in name_forms(name.text, language)
        if form.casefold() not in exposed
    }
    unspeakable = [
        text
        for values in entries.values()
        for text, _, _ in values
        if spoken_form(text, language) is None
    ]
    return NameLists(
        written={
            name: _text_list(
                name,
                (
                    (form, value, context)
                    for text, value, context in values
                    for form in name_forms(text, language)
                ),
            )
            for name, values in entries.items()
        },
        spoken={
            name: _text_list(
                name,
                (
                    (spoken, value, context)
                    for text, value, context in values
                    if (spoken := spoken_form(text, language)) is not None
                ),
            )
            for name, values in entries.items()
        },
        hidden=hidden,
        unspeakable=tuple(unspeakable),
    )


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
