"""The floors and areas of the home, and the order people gave them."""

from collections.abc import Iterable, Mapping

from ova.core import Area, Floor, check_was
from ova.home import places
from ova.home.keeping import Keeping
from ova.home.order import PlaceOrder, arranged, checked
from ova.home.places import UNSET, Unset


class HomePlaces(Keeping):
    """Shows and changes places. Thread-safe."""

    def areas(self) -> list[Area]:
        """Return every area, in the order people gave them, then by name."""
        return arranged(self._data.areas.values(), self._order.areas)

    def area(self, area_id: str) -> Area:
        """Return one area. Raises NotFound."""
        return places.get_place(self._data.areas, area_id, "area")

    def find_area(self, name: str) -> Area | None:
        """Return the area people call ``name``."""
        return places.find_place(self._data.areas, name)

    def add_area(
        self, name: str, *, floor_id: str | None = None, aliases: Iterable[str] = ()
    ) -> Area:
        """Add an area. Raises InvalidInput, Conflict or NotFound."""
        with self._editing() as draft:
            return places.add_area(draft, name, floor_id, aliases)

    def update_area(
        self,
        area_id: str,
        *,
        name: str | None = None,
        floor_id: str | Unset | None = UNSET,
        aliases: Iterable[str] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> Area:
        """Change an area that is still as it ``was``.

        Raises NotFound, InvalidInput, Conflict or ChangedMeanwhile.
        """
        with self._editing() as draft:
            return places.update_area(
                draft, area_id, name=name, floor_id=floor_id, aliases=aliases, was=was
            )

    def remove_area(self, area_id: str) -> None:
        """Delete an area; its entities stay. Raises NotFound."""
        with self._editing() as draft:
            places.remove_area(draft, area_id)

    def floors(self) -> list[Floor]:
        """Return every floor, in the order people gave them, then by name."""
        return arranged(self._data.floors.values(), self._order.floors)

    def floor(self, floor_id: str) -> Floor:
        """Return one floor. Raises NotFound."""
        return places.get_place(self._data.floors, floor_id, "floor")

    def add_floor(self, name: str, *, aliases: Iterable[str] = ()) -> Floor:
        """Add a floor. Raises InvalidInput or Conflict."""
        with self._editing() as draft:
            return places.add_floor(draft, name, aliases)

    def update_floor(
        self,
        floor_id: str,
        *,
        name: str | None = None,
        aliases: Iterable[str] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> Floor:
        """Change a floor that is still as it ``was``.

        Raises NotFound, InvalidInput, Conflict or ChangedMeanwhile.
        """
        with self._editing() as draft:
            return places.update_floor(draft, floor_id, name=name, aliases=aliases, was=was)

    def remove_floor(self, floor_id: str) -> None:
        """Delete a floor; its areas stay. Raises NotFound."""
        with self._editing() as draft:
            places.remove_floor(draft, floor_id)

    def order(self) -> PlaceOrder:
        """Return the order people gave their floors and areas."""
        return self._order

    def arrange(
        self,
        *,
        floors: Iterable[str] | None = None,
        areas: Iterable[str] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> PlaceOrder:
        """Put floors and areas in order: all their ids, or those that come first.

        ``was`` has the ids as ``order`` gives them, or those of all places as they were listed.
        Raises NotFound for an unknown id, ChangedMeanwhile when the order is not as it ``was``.
        """
        with self._writing:
            now, data = self._order, self._data
            listed = {
                "floors": [one.id for one in arranged(data.floors.values(), now.floors)],
                "areas": [one.id for one in arranged(data.areas.values(), now.areas)],
            }
            # the order is all there is to it, and lists are compared in any order
            seen = {
                name: str(now.to_json()[name] if one == listed.get(name) else one)
                for name, one in (was or {}).items()
            }
            check_was("The order", {one: str(ids) for one, ids in now.to_json().items()}, seen)
            wanted = PlaceOrder(
                now.floors if floors is None else checked(data.floors, floors, "floor"),
                now.areas if areas is None else checked(data.areas, areas, "area"),
            )
            wanted.store(self._database.settings)
            self._order = wanted
            self._places_feed.put(True)
        self._places_feed.deliver()
        return wanted
