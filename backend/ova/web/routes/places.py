"""Places that are named in what is asked for."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from ova.core import InvalidInput
from ova.web.ports import HubPort


class RingsOn(Protocol):
    """What of a body says where something rings."""

    @property
    def satellite_id(self) -> str | None:
        """One satellite."""

    @property
    def satellite_ids(self) -> Sequence[str]:
        """Several."""

    @property
    def group_id(self) -> str | None:
        """All of a group."""


def on_group(hub: HubPort, body: RingsOn) -> list[str]:
    """Return the satellites something rings on: those that are named, or all of the group that is.

    Raises NotFound, InvalidInput for both at once, or a group that has none left.
    """
    if body.group_id is None:
        return list(body.satellite_ids)
    group = hub.satellites.groups.get(body.group_id)
    if body.satellite_id is not None or body.satellite_ids:
        raise InvalidInput(
            "It can ring on a group or on satellites, not on both.",
            cure="Give group_id alone, or put these satellites into the group.",
            code="group_and_satellites",
        )
    if not group.satellite_ids:
        raise InvalidInput(
            f"There is no satellite left in {group.name}.",
            cure="Put one into the group on the page Satellites.",
            code="empty_group",
        )
    return list(group.satellite_ids)


def check_place(
    hub: HubPort,
    satellite_id: str | None = None,
    satellite_ids: Iterable[str] = (),
    area_id: str | None = None,
) -> None:
    """See that a place is known: at an unknown one something would ring unheard. Raises NotFound."""
    for one in (satellite_id, *satellite_ids):
        if one is not None:
            hub.satellites.get(one)
    if area_id is not None:
        hub.home.area(area_id)
