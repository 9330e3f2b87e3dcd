"""The homes of the benchmark as the names a grammar is compiled with."""

from collections.abc import Iterable, Mapping
from typing import Any

from ova.core import HomeNames, SpokenName


def home_names(home: Mapping[str, Any]) -> HomeNames:
    """Return the names of one home of ``homes.json``."""
    entities: list[SpokenName] = []
    classes: set[tuple[str, str]] = set()
    for entity in home.get("entities", ()):
        device_class = entity.get("attributes", {}).get("device_class")
        if device_class:
            classes.add((entity["domain"], device_class))
        entities.extend(
            SpokenName(text, entity["name"], entity["domain"], entity.get("area"))
            for text in (entity["name"], *entity.get("aliases", ()))
        )
    return HomeNames(
        entities=tuple(entities),
        areas=_said(home.get("areas", ())),
        floors=_said(home.get("floors", ())),
        domains_with_class=frozenset(classes),
    )


def merged(homes: Iterable[Mapping[str, Any]]) -> HomeNames:
    """Return the names of all homes as those of one; of two things of one name the first stays."""
    everything: dict[str, dict[tuple[str, str], Any]] = {"entities": {}, "areas": {}, "floors": {}}
    for home in homes:
        for part, known in everything.items():
            for item in home.get(part, ()):
                known.setdefault((item["name"], item.get("domain", "")), item)
    return home_names({part: list(known.values()) for part, known in everything.items()})


def _said(places: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (text, place["name"])
        for place in places
        for text in (place["name"], *place.get("aliases", ()))
    )
