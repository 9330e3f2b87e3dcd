"""What a command must leave alone: "all the lights except the kitchen"."""

from dataclasses import dataclass
from typing import TypeVar

from ova.core import Floor
from ova.sdk import Area, Entity, Turn

from .home_map import HomeMap, is_called
from .refusal import Refusal

Place = TypeVar("Place")
MEMBERS = "entity_id"
"""The attribute in which Home Assistant tells the members of a group."""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Entities, areas and floors nothing may happen to. False when there are none."""

    entities: tuple[Entity, ...] = ()
    areas: tuple[Area, ...] = ()
    floors: tuple[Floor, ...] = ()
    keys: frozenset[str] = frozenset()
    """Of everything that must be left alone, wherever it is named."""

    @classmethod
    def of(cls, turn: Turn, home: HomeMap) -> "Exceptions":
        """Read what a command excepts. Raises Refusal for what is not known: then nothing is safe."""
        entities: list[Entity] = []
        areas: list[Area] = []
        floors: list[Floor] = []
        for slot in turn.excluded:
            said = str(slot.value)
            if slot.name == "name":
                entities += _called(home, said)
            elif slot.name == "area":
                areas.append(_known(home.area(said), "no_area", area=said))
            elif slot.name == "floor":
                floors.append(_known(home.floor(said), "no_floor", floor=said))
            else:
                raise Refusal("exclusion")
        on_floors = (area for floor in floors for area in home.areas_on(floor))
        ids = {area.id for area in (*areas, *on_floors)}
        there = (one for one in home.entities if one.area_id in ids)
        keys = {key for one in (*entities, *there) for key in (one.key, *_members(one))}
        return cls(tuple(entities), tuple(areas), tuple(floors), frozenset(keys))

    def __bool__(self) -> bool:
        return bool(self.entities or self.areas or self.floors)

    def leave(self, entity: Entity) -> bool:
        """Tell whether an entity must be left alone: itself, or as a group with such a member."""
        return not self.keys.isdisjoint((entity.key, *_members(entity)))

    def reach_beyond(self, area: Area) -> bool:
        """Tell whether these exceptions make sense only for more than this one area."""
        if self.areas or self.floors:
            return True
        return bool(self.entities) and all(one.area_id != area.id for one in self.entities)


NO_EXCEPTIONS = Exceptions()


def _members(entity: Entity) -> list[str]:
    """Return the keys of the members of a group."""
    members = entity.state.attributes.get(MEMBERS)
    if not isinstance(members, list | tuple):
        return []
    return [f"{entity.source}.{member}".casefold() for member in members]


def _called(home: HomeMap, name: str) -> list[Entity]:
    """Return every entity of a name: when several carry it, all of them are left alone."""
    found = [entity for entity in home.entities if is_called(name, entity)]
    if not found:
        raise Refusal("no_entity", entity=name)
    return found


def _known(place: Place | None, code: str, **fields: str) -> Place:
    if place is None:
        raise Refusal(code, **fields)
    return place
