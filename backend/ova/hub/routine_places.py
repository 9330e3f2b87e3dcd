"""Where routines speak: on a satellite, or on a group of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ova.core import NotFound, Routine, RoutineFault, RoutineStep, Satellite, SatelliteGroup

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


@dataclass(frozen=True, slots=True)
class SpeakingPlace:
    """The satellites of a place."""

    satellites: tuple[Satellite, ...]
    group: SatelliteGroup | None = None

    @property
    def first(self) -> Satellite | None:
        """The one whose room counts: one that is connected, if there is."""
        there = [one for one in self.satellites if one.connected]
        return next(iter(there or self.satellites), None)


def speaking_place(
    hub: "OpenVoiceAssistant", satellite_id: str | None, group_id: str | None
) -> SpeakingPlace | None:
    """Return a place as it is now; None when no place is named. Raises NotFound.

    Files name groups and satellites as people do: a name is as good as an id.
    """
    known = hub.satellites.all()
    if group_id is not None:
        group = _group(hub, group_id)
        if group is not None:
            members = tuple(one for one in known if one.id in group.satellite_ids)
            return SpeakingPlace(members, group)
    named = satellite_id if group_id is None else group_id
    if named is None:
        return None
    folded = _folded(named)
    found = [one for one in known if one.id == named]
    found = found or [one for one in known if _folded(one.name) == folded]
    if not found:
        raise NotFound(
            f"There is no satellite {named!r}."
            if group_id is None
            else f"No satellite and no group of satellites is called {named!r}.",
            cure="Choose another place, or look at the page Satellites.",
        )
    return SpeakingPlace((found[0],))


def place_faults(hub: "OpenVoiceAssistant", routine: Routine) -> list[RoutineFault]:
    """Return the places of a routine that are no more."""
    wanted: list[tuple[str, Routine | RoutineStep]] = [
        ("/group_id" if routine.group_id else "/satellite_id", routine),
        *((f"/steps/{number}", step) for number, step in enumerate(routine.steps)),
    ]
    faults = []
    for at, one in wanted:
        try:
            place = speaking_place(hub, one.satellite_id, one.group_id)
        except NotFound as error:
            faults.append(RoutineFault(error.message, error.cure, at, code="no_such_place"))
            continue
        if place is not None and not place.satellites:
            name = place.group.name if place.group else ""
            cure = "Put a satellite into the group, or choose another place."
            message = f"The group {name} has no satellite any more."
            faults.append(RoutineFault(message, cure, at, code="empty_group"))
    return faults


def _group(hub: "OpenVoiceAssistant", named: str) -> SatelliteGroup | None:
    groups = hub.satellites.groups
    return next((one for one in groups.all() if one.id == named), None) or groups.called(named)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
