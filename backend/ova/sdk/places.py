"""Where something is to ring: a room, a floor, a satellite or everywhere, out of slots and into words.

The words come from the skill's own ``replies.yaml``: ``in_area``, ``on_floor``, ``on_satellite`` and
``everywhere``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ova.core import Area, Floor, Satellite, SatelliteGroup
from ova.sdk.hub import Ova
from ova.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class RingPlace:
    """The satellites of a place."""

    words: str = ""
    """The place as it is told: "in the bedroom"; empty: where it was said."""
    satellite_id: str | None = None
    satellite_ids: tuple[str, ...] = ()
    """Several, instead of one; with neither it is everywhere."""
    area_id: str | None = None
    nobody: bool = False
    """A place was named that has no satellite."""
    group_id: str | None = None
    """The group whose satellites these are."""


def ring_place(turn: Turn, ova: Ova) -> RingPlace:
    """Return where a command wants something to ring: by default on the satellite that was spoken to.

    It is named in the slots ``area``, ``floor``, ``satellite`` or ``everywhere``.
    """
    here = turn.area.id if turn.area else None
    if turn.slot("everywhere"):
        return RingPlace(turn.text("everywhere"), area_id=here)
    area, floor, satellite = (turn.slot(name) for name in ("area", "floor", "satellite"))
    known = ova.satellites.all() if area or floor else []
    if area:
        rooms = _called(ova.home.areas(), str(area))
        found = [one.id for one in known if one.area_id in rooms]
        return _place(turn.text("in_area", area=area), found, next(iter(rooms), None))
    if floor:
        floors = _called(ova.home.floors(), str(floor))
        rooms = {one.id: None for one in ova.home.areas() if one.floor_id in floors}
        found = [one.id for one in known if one.area_id in rooms]
        return _place(turn.text("on_floor", floor=floor), found, None)
    if satellite:
        of_name, group = satellites_called(ova, str(satellite))
        room = of_name[0].area_id if of_name and group is None else None
        words = turn.text("on_satellite", name=group.name if group else satellite)
        place = _place(words, [one.id for one in of_name], room)
        return replace(place, group_id=group.id) if group else place
    return RingPlace(satellite_id=turn.satellite.id if turn.satellite else None, area_id=here)


def satellites_called(ova: Ova, name: str) -> tuple[list[Satellite], SatelliteGroup | None]:
    """Return the satellites people call so: one by its name, or all of a group, and that group."""
    known, said = ova.satellites.all(), name.casefold().strip()
    found = [one for one in known if one.name.casefold() == said]
    group = None if found else ova.satellites.groups.called(said)
    members = group.satellite_ids if group is not None else ()
    return found or [one for one in known if one.id in members], group


def _place(words: str, found: list[str], area_id: str | None) -> RingPlace:
    if len(found) == 1:
        return RingPlace(words, found[0], area_id=area_id)
    return RingPlace(words, None, tuple(found), area_id, nobody=not found)


def _called(places: Iterable[Area | Floor], name: str) -> dict[str, None]:
    """Return the ids of the places of a name."""
    said = name.casefold().strip()
    return {
        one.id: None
        for one in places
        if said in (one.name.casefold(), *(alias.casefold() for alias in one.aliases))
    }
