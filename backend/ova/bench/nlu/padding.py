"""Homes filled up with ordinary devices that leave the meaning of their sentences alone."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ova.bench.nlu.household import AREA_NAMES, AREAS, FLOOR_NAMES, FLOORS, devices
from ova.core import HomeNames, InvalidInput, SpokenName

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")


def padded(names: HomeNames, entities: int, texts: Iterable[str] = ()) -> HomeNames:
    """Return the home with devices added until it has ``entities``, over 20 areas and 3 floors.

    Nothing added is called like something of the home, nor does one name hold the other as a row of
    words with or without others between. Nothing added is named in ``texts``, the home's sentences:
    a device called "Garage Door" would change what "close the garage door" means. A home that has
    ``entities`` already stays as it is. Raises InvalidInput when there are not enough devices.
    """
    have = len({(name.value, name.domain) for name in names.entities})
    if have >= entities:
        return names
    taken = {
        _words(text)
        for text in (
            *(name.text for name in names.entities),
            *(name.area or "" for name in names.entities),
            *(text for text, _ in names.areas),
            *(text for text, _ in names.floors),
        )
        if _words(text)
    }
    said = [f" {' '.join(_words(text))} " for text in texts]

    def free(name: str) -> bool:
        words = _words(name)
        return not any(_holds(words, other) or _holds(other, words) for other in taken) and not any(
            f" {' '.join(words)} " in text for text in said
        )

    areas = [name for name in AREA_NAMES if free(name)][: max(0, AREAS - _count(names.areas))]
    floors = [name for name in FLOOR_NAMES if free(name)][: max(0, FLOORS - _count(names.floors))]
    added: list[SpokenName] = []
    for device in devices(tuple(areas)) if areas else ():
        if have + len(added) == entities:
            break
        if free(device.name):
            added.append(SpokenName(device.name, device.name, device.domain, device.area))
    if have + len(added) < entities:
        raise InvalidInput(
            f"Only {have + len(added)} of {entities} devices could be thought up for a home.",
            cure="Ask for fewer with --entities.",
            code="bench_too_many_entities",
        )
    return replace(
        names,
        entities=(*names.entities, *added),
        areas=(*names.areas, *((area, area) for area in areas)),
        floors=(*names.floors, *((floor, floor) for floor in floors)),
    )


def entity_count(names: HomeNames) -> int:
    """Return how many entities a home has; aliases count once."""
    return len({(name.value, name.domain) for name in names.entities})


def _count(places: Iterable[tuple[str, str]]) -> int:
    return len({value for _, value in places})


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))


def _holds(words: Words, others: Words) -> bool:
    """Return whether ``others`` occur among ``words`` in their order."""
    rest = iter(words)
    return all(word in rest for word in others)
