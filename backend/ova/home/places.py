"""Areas and floors."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from ova.core import Area, Conflict, Floor, InvalidInput, NotFound, check_was
from ova.home.data import Draft
from ova.home.slugs import folded, slug, unused

_MAX_TEXT = 255

Place = TypeVar("Place", Area, Floor)


class Unset(Enum):
    """Says that a value is not to be changed where None means something."""

    UNSET = "unset"


UNSET = Unset.UNSET


def get_place(places: Mapping[str, Place], place_id: str, noun: str) -> Place:
    """Return an area or a floor. Raises NotFound that names near ones."""
    found = places.get(place_id)
    if found is None:
        names: list[str] = [place.name for place in places.values()]
        near = difflib.get_close_matches(str(place_id), [*places, *names], n=3)
        cure = f"Did you mean {' or '.join(near)}?" if near else f"Known are: {', '.join(names)}."
        raise NotFound(
            f"There is no {noun} {place_id!r}.", cure=cure if names else f"Add a {noun} first."
        )
    return found


def find_place(places: Mapping[str, Place], name: str) -> Place | None:
    """Return the place with this name, else with this alias, else that once had this name."""
    wanted = folded(name)
    for place in places.values():
        if folded(place.name) == wanted:
            return place
    for place in places.values():
        if wanted in map(folded, place.aliases):
            return place
    return places.get(slug(name, ""))  # an id keeps the first name, so a renamed place is found


def add_floor(draft: Draft, name: str, aliases: Iterable[str] = ()) -> Floor:
    """Add a floor."""
    clean = free_name(draft.floors, name, "floor")
    floor_id = unused(slug(clean, "floor"), draft.floors)
    return draft.put_floor(Floor(floor_id, clean, clean_aliases(aliases)))


def update_floor(
    draft: Draft,
    floor_id: str,
    *,
    name: str | None,
    aliases: Iterable[str] | None,
    was: Mapping[str, object] | None = None,
) -> Floor:
    """Change a floor."""
    floor = get_place(draft.floors, floor_id, "floor")
    check_was(floor.name, floor.to_json(), was)
    if name is not None:
        floor = replace(floor, name=free_name(draft.floors, name, "floor", but=floor_id))
    if aliases is not None:
        floor = replace(floor, aliases=clean_aliases(aliases))
    return draft.put_floor(floor)


def remove_floor(draft: Draft, floor_id: str) -> None:
    """Delete a floor; its areas stay."""
    get_place(draft.floors, floor_id, "floor")
    for area in list(draft.areas.values()):
        if area.floor_id == floor_id:
            draft.put_area(replace(area, floor_id=None))
    draft.database.floors.remove(floor_id)
    del draft.floors[floor_id]


def add_area(draft: Draft, name: str, floor_id: str | None, aliases: Iterable[str]) -> Area:
    """Add an area."""
    clean = free_name(draft.areas, name, "area")
    if floor_id is not None:
        get_place(draft.floors, floor_id, "floor")
    area_id = unused(slug(clean, "area"), draft.areas)
    return draft.put_area(Area(area_id, clean, floor_id, clean_aliases(aliases)))


def update_area(
    draft: Draft,
    area_id: str,
    *,
    name: str | None,
    floor_id: str | Unset | None,
    aliases: Iterable[str] | None,
    was: Mapping[str, object] | None,
) -> Area:
    """Change an area."""
    area = get_place(draft.areas, area_id, "area")
    check_was(area.name, area.to_json(), was)
    if name is not None:
        area = replace(area, name=free_name(draft.areas, name, "area", but=area_id))
    if floor_id is not UNSET:
        if floor_id is not None:
            get_place(draft.floors, floor_id, "floor")
        area = replace(area, floor_id=floor_id)
    if aliases is not None:
        area = replace(area, aliases=clean_aliases(aliases))
    return draft.put_area(area)


def remove_area(draft: Draft, area_id: str) -> None:
    """Delete an area; its entities stay, and no integration moves them back into it."""
    get_place(draft.areas, area_id, "area")
    for record in list(draft.records.values()):
        if record.entity.area_id == area_id:
            stored = replace(
                record.stored,
                entity=replace(record.stored.entity, area_id=None),
                customised=record.stored.customised | {"area_id"},
            )
            draft.put_entity(stored, available=record.available)
    draft.database.areas.remove(area_id)
    del draft.areas[area_id]


def clean_name(name: str, noun: str) -> str:
    """Return a name without needless space. Raises InvalidInput."""
    if not isinstance(name, str) or not name.strip() or len(name) > _MAX_TEXT:
        raise InvalidInput(
            f"The name of the {noun} cannot be used.",
            cure=f"Give a text of 1 to {_MAX_TEXT} characters.",
        )
    return " ".join(name.split())


def clean_aliases(aliases: Iterable[str]) -> tuple[str, ...]:
    """Return aliases without needless space and repetition. Raises InvalidInput."""
    if isinstance(aliases, str):
        raise InvalidInput("The aliases must be a list.", cure="Put the one alias into a list.")
    clean = {folded(alias): alias for alias in (clean_name(one, "alias") for one in aliases)}
    return tuple(clean.values())


def free_name(
    places: Mapping[str, Area] | Mapping[str, Floor], name: str, noun: str, *, but: str = ""
) -> str:
    """Return a name no other place has. Raises InvalidInput or Conflict."""
    clean = clean_name(name, noun)
    for place_id, place in places.items():
        if place_id != but and folded(place.name) == folded(clean):
            raise Conflict(
                f"There already is {noun} called {place.name}.", cure="Choose another name."
            )
    return clean
