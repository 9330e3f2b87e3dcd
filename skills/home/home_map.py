"""The home as commands speak of it: names, areas and floors."""

from collections.abc import Callable

from ova.core import Floor
from ova.sdk import Area, Entity, HomeApi


class HomeMap:
    """One look at the home, for one command."""

    def __init__(
        self, home: HomeApi, rooms_of: Callable[[str], frozenset[str]] = lambda _: frozenset()
    ) -> None:
        """``rooms_of`` gives the ids of the areas of a satellite, or of a group of them, by name."""
        self._home = home
        self.rooms_of = rooms_of
        self.entities = home.entities()
        self._areas = {area.id: area for area in home.areas()}

    def exposed(self) -> list[Entity]:
        """Return what may be named and controlled by voice."""
        return [entity for entity in self.entities if entity.exposed]

    def area_of(self, entity: Entity) -> Area | None:
        """Return the area an entity is in."""
        return self._areas.get(entity.area_id or "")

    def area(self, name: str) -> Area | None:
        """Return the area of a name, an alias or an id."""
        return next(
            (area for area in self._areas.values() if _is_called(name, area)),
            self._areas.get(name),
        )

    def floor(self, name: str) -> Floor | None:
        """Return the floor of a name or an alias."""
        return next((floor for floor in self._home.floors() if _is_called(name, floor)), None)

    def areas_on(self, floor: Floor) -> list[Area]:
        """Return the areas of a floor."""
        return [area for area in self._areas.values() if area.floor_id == floor.id]

    def on_floor(self, entity: Entity, floor: Floor) -> bool:
        """Tell whether an entity is on a floor."""
        area = self.area_of(entity)
        return area is not None and area.floor_id == floor.id


def _is_called(name: str, thing: Area | Floor | Entity) -> bool:
    said = name.casefold().strip()
    return said in (thing.name.casefold(), *(alias.casefold() for alias in thing.aliases))


def is_called(name: str, entity: Entity) -> bool:
    """Tell whether people call an entity by a name."""
    return _is_called(name, entity)
