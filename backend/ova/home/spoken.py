"""The names of the home as the language room needs them."""

from collections.abc import Iterable

from ova.core import Area, Floor, HomeNames, SpokenName
from ova.home.data import HomeData


def home_names(data: HomeData) -> HomeNames:
    """Collect every name and alias, in a stable order."""
    spoken = []
    classes = set()
    for entity_id in sorted(data.records):
        entity = data.records[entity_id].entity
        area = data.areas.get(entity.area_id or "")
        if entity.device_class:
            classes.add((entity.domain, entity.device_class))
        spoken += [
            SpokenName(
                text, entity.name, entity.domain, area.name if area else None, entity.exposed
            )
            for text in (entity.name, *entity.aliases)
        ]
    return HomeNames(
        entities=tuple(spoken),
        areas=_said(data.areas.values()),
        floors=_said(data.floors.values()),
        domains_with_class=frozenset(classes),
    )


def _said(places: Iterable[Area | Floor]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (text, place.name)
        for place in sorted(places, key=lambda place: place.id)
        for text in (place.name, *place.aliases)
    )
