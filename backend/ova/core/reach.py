"""What may be controlled from where a command was spoken."""

from collections.abc import Iterable
from enum import StrEnum

from ova.core.acting import who_acts
from ova.core.errors import NotFromHere
from ova.core.home import Entity
from ova.core.satellite import Satellite

OF_INTEGRATION = "integration:"
"""Before the id of an integration that may be ordered nothing from somewhere."""


class Changes(StrEnum):
    """What an integration's action may change."""

    NOTHING = "nothing"
    """It only tells something."""
    THINGS = "things"
    """The things of its integration, or what only the integration knows: messages, a calendar."""
    ANYTHING = "anything"
    """Nobody knows: it hands orders on to another system."""


def check_reach(entity: Entity, members: Iterable[Entity] = ()) -> None:
    """Raise NotFromHere unless who acts may control an entity from where they are.

    ``members`` are what it controls in turn, as a group and a scene do.
    """
    reach = who_acts().reach
    for one in (entity, *members):
        if not reach.covers(one.id, one.domain, one.area_id):
            raise NotFromHere(f"{entity.name} may not be controlled from this satellite.")


def check_order(
    entry_id: str,
    name: str,
    changes: Changes,
    things: Iterable[Entity],
    area_ids: Iterable[str] = (),
) -> None:
    """Raise NotFromHere unless who acts may order an action of an integration called ``name``.

    ``things`` are those of the integration that can be controlled. An action that changes something
    may control any of them, so all must be in reach, and so must the areas
    ``area_ids`` it changes something in; one without things and areas is in no area.
    """
    reach = who_acts().reach
    if not reach.limited:
        return
    if OF_INTEGRATION + entry_id not in reach.barred:
        if changes is Changes.NOTHING:
            return
        if changes is Changes.THINGS:
            found, areas = list(things), set(area_ids)
            if (
                all(reach.covers(one.id, one.domain, one.area_id) for one in found)
                and (reach.area_ids is None or areas <= reach.area_ids)
                and (found or areas or reach.area_ids is None)
            ):
                return
    raise NotFromHere(f"{name} may not be ordered to do that from this satellite.")


def check_integration(entry_id: str) -> None:
    """Raise NotFromHere where an integration may be ordered nothing."""
    if OF_INTEGRATION + entry_id in who_acts().reach.barred:
        raise NotFromHere(f"{entry_id} may not be used from this satellite.")


def check_satellite(satellite: Satellite) -> None:
    """Raise NotFromHere unless who acts may change how a satellite is set: their own, or one in reach."""
    actor = who_acts()
    if satellite.id != actor.satellite_id and not actor.reach.covers(
        satellite.id, "satellite", satellite.area_id
    ):
        raise NotFromHere(f"{satellite.name} may not be controlled from this satellite.")
