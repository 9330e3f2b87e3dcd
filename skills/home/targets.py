"""Which entities a command means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ova.core import Floor
from ova.sdk import Area, Entity, Turn

from .exceptions import NO_EXCEPTIONS, Exceptions
from .home_map import HomeMap, is_called
from .refusal import Refusal
from .wording import noun, plain_name, the


@dataclass(frozen=True, slots=True)
class Targets:
    """What a command means, and how it said so."""

    entities: tuple[Entity, ...]
    kind: str = ""
    """The domain or device class that was named; empty when an entity was."""
    named: bool = False
    area: Area | None = None
    """The area that was named; the place of the satellite is not."""
    floor: Floor | None = None
    here: Area | None = None
    """The area the speaker is in, when that decided."""
    but: Exceptions = NO_EXCEPTIONS
    """What is left alone."""
    speakers: bool = False
    """A satellite or a group of them was named: what is in its rooms is meant."""


def find_targets(
    turn: Turn,
    home: HomeMap,
    domains: Iterable[str],
    *,
    device_class: str | None = None,
    near: bool = False,
) -> Targets:
    """Return the exposed entities a command means, at least one.

    ``domains`` are those the command can be for. With ``near`` a command that says nothing of a place
    is for the speaker's area, and for the whole house when there is no such thing in that area.
    What the command excepts is not among them: "all the lights except the kitchen". Raises Refusal.
    """
    allowed = tuple(domains)
    if turn.slot("satellite"):
        return _by_satellites(turn, home, str(turn.slot("satellite")), allowed)
    area, floor = _area(turn, home), _floor(turn, home)
    but = Exceptions.of(turn, home)
    name = turn.slot("name")
    if name:
        if but:
            raise Refusal("exclusion")
        found = _named(turn, home, str(name), allowed, area, floor)
        return Targets((found,), named=True, area=area, floor=floor)
    kind = device_class or allowed[0]
    pool = [
        entity
        for entity in home.entities
        if entity.domain in allowed and (device_class is None or fits_class(entity, device_class))
    ]
    here = _here(turn, home, near=near) if area is None and floor is None else None
    if here is not None and but.reach_beyond(here):
        here = None  # "all the lights except the kitchen", said anywhere, means the house
    found_all = _within(pool, home, area or here, floor)
    if near and here is not None and not any(entity.exposed for entity in found_all):
        here, found_all = None, pool
    exposed = tuple(entity for entity in found_all if entity.exposed)
    if not exposed:
        hidden = bool(found_all)
        raise _nothing(turn, kind, device_class, area or here, floor, hidden=hidden)
    left = tuple(entity for entity in exposed if not but.leave(entity))
    if not left:
        raise Refusal("no_valid_targets", text="nothing_left")
    return Targets(left, kind=kind, area=area, floor=floor, here=here, but=but)


def _by_satellites(turn: Turn, home: HomeMap, said: str, domains: tuple[str, ...]) -> Targets:
    """Return what is in the rooms of the satellites that were named; they have no player themselves."""
    rooms = home.rooms_of(said)
    found = tuple(one for one in home.exposed() if one.domain in domains and one.area_id in rooms)
    if not found:
        raise Refusal("no_valid_targets", text="no_players_there", name=the(turn, said))
    return Targets(found, named=len(found) == 1, speakers=True)


def fits_class(entity: Entity, device_class: str) -> bool:
    """Tell whether an entity is of a device class; a contact sensor on a window is a window."""
    if entity.device_class == device_class:
        return True
    return device_class == "garage" and entity.device_class == "garage_door"


def _area(turn: Turn, home: HomeMap) -> Area | None:
    said = turn.slot("area")
    if not said:
        return None
    area = home.area(str(said))
    if area is None:
        raise Refusal("no_area", area=str(said))
    return area


def _floor(turn: Turn, home: HomeMap) -> Floor | None:
    said = turn.slot("floor")
    if not said:
        return None
    floor = home.floor(str(said))
    if floor is None:
        raise Refusal("no_floor", floor=str(said))
    return floor


def _here(turn: Turn, home: HomeMap, *, near: bool) -> Area | None:
    said = turn.intent.metadata.get("context_area")
    if said:
        return home.area(str(said))
    return turn.area if near else None


def _within(
    entities: Iterable[Entity], home: HomeMap, area: Area | None, floor: Floor | None
) -> list[Entity]:
    return [
        entity
        for entity in entities
        if (area is None or entity.area_id == area.id)
        and (floor is None or home.on_floor(entity, floor))
    ]


def _named(
    turn: Turn,
    home: HomeMap,
    name: str,
    domains: tuple[str, ...],
    area: Area | None,
    floor: Floor | None,
) -> Entity:
    called = [entity for entity in home.entities if entity.name.casefold() == name.casefold()]
    called = called or [entity for entity in home.entities if is_called(name, entity)]
    plain = plain_name(turn, name)
    if not called:
        raise Refusal("no_entity", entity=plain)
    there = _within(called, home, area, floor)
    if area is not None and not there:
        raise Refusal("no_entity_in_area", entity=plain, area=the(turn, area.name))
    if floor is not None and not there:
        raise Refusal("no_entity_in_floor", entity=plain, floor=the(turn, floor.name))
    exposed = [entity for entity in there if entity.exposed]
    if not exposed:
        raise Refusal("no_entity_exposed", entity=the(turn, name))
    able = [entity for entity in exposed if entity.domain in domains]
    if not able:
        raise Refusal("feature_not_supported", text="cannot_that", names=the(turn, name))
    if len(able) > 1 and turn.area is not None:
        able = [entity for entity in able if entity.area_id == turn.area.id] or able
    if len(able) == 1:
        return able[0]
    fields: dict[str, Any] = {"entity": plain, "count": len(able)}
    if area is not None:
        raise Refusal("duplicate_entities_in_area", area=the(turn, area.name), **fields)
    if floor is not None:
        raise Refusal("duplicate_entities_in_floor", floor=the(turn, floor.name), **fields)
    areas = sorted({place.name for entity in able if (place := home.area_of(entity)) is not None})
    if len(areas) == len(able):
        told = ", ".join(plain_name(turn, place) for place in areas)
        raise Refusal("duplicate_entities", text="duplicate_in", areas=told, **fields)
    raise Refusal("duplicate_entities", **fields)


def _nothing(
    turn: Turn,
    kind: str,
    device_class: str | None,
    area: Area | None,
    floor: Floor | None,
    *,
    hidden: bool,
) -> Refusal:
    """Return Home Assistant's key for the kind of thing that is not there."""
    code = "no_device_class" if device_class else "no_domain"
    fields = {"kind": noun(turn, kind)}
    if area is not None:
        code += "_in_area"
        fields["area"] = the(turn, area.name)
    elif floor is not None:
        code += "_in_floor"
        fields["floor"] = the(turn, floor.name)
    return Refusal(f"{code}_exposed" if hidden else code, **fields)
