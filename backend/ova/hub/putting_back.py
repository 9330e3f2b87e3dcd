"""Putting things back that were something else for a while."""

import time
from typing import TYPE_CHECKING

from ova.core import Entity, NotFound, OvaError, PutBack, Schedule, put_back_of
from ova.hub.texts import hub_texts

if TYPE_CHECKING:
    from ova.home import Home

WAIT_S = 60.0
"""So long a thing is waited for: after a start of the hub its integration comes a little later."""
LOOK_EVERY_S = 0.25
UNAVAILABLE = "unavailable"


def put_back(home: "Home", plan: Schedule, language: str, wait_s: float = WAIT_S) -> str | None:
    """Put back what a plan says; return the words that tell what could not be, None when all could.

    What somebody made something else of meanwhile stays so, and what is gone is forgotten.
    """
    failed: dict[str, None] = {}
    until = time.monotonic() + wait_s
    for one in (put_back_of(stored) for stored in plan.data["back"]):
        try:
            entity = _reached(home, one, until)
            if entity.state.state == UNAVAILABLE:
                failed[entity.name] = None
            elif one.still(entity):
                home.control(entity.id, one.service, one.data)
        except NotFound:
            continue
        except OvaError:
            failed[home.entity(one.entity_id).name] = None
    if not failed:
        return None
    return hub_texts(language).render("not_put_back", names=", ".join(failed))


def _reached(home: "Home", one: PutBack, until: float) -> Entity:
    while True:
        entity = home.entity(one.entity_id)
        if entity.state.state != UNAVAILABLE or time.monotonic() >= until:
            return entity
        time.sleep(LOOK_EVERY_S)
