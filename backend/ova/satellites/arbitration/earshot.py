"""Which satellites can hear the same person."""

from collections.abc import Callable
from typing import Any

from ova.core import Satellite

HOME, FLOOR, AREA, NONE = "home", "floor", "area", "none"
EARSHOTS = (HOME, FLOOR, AREA, NONE)
"""How far a voice carries: through the home, the floor, the room, or to no other satellite."""
CHOSEN = "chosen_wake_words"


def in_earshot(
    one: Satellite,
    other: Satellite,
    usual: str,
    floor_of: Callable[[str], str | None],
) -> bool:
    """Tell whether somebody can be heard by both.

    ``usual`` holds for satellites that say nothing of their own; the narrower of two counts.
    ``floor_of`` gives the floor of an area. Where it is not known where one stands, it may hear.
    """
    if one.id == other.id:
        return False
    reach = max(
        EARSHOTS.index(known if known in EARSHOTS else usual)
        for known in (one.preferences.earshot, other.preferences.earshot)
    )
    if EARSHOTS[reach] == NONE:
        return False
    if EARSHOTS[reach] == HOME or one.area_id is None or other.area_id is None:
        return True
    if one.area_id == other.area_id:
        return True
    if EARSHOTS[reach] == AREA:
        return False
    floors = floor_of(one.area_id), floor_of(other.area_id)
    return None in floors or floors[0] == floors[1]


def listens(satellite: Satellite, *, on_the_hub: bool = False) -> bool:
    """Tell whether a connected satellite waits for a wake word at all.

    ``on_the_hub``: the hub waits for it in what the satellite streams.
    """
    if not satellite.connected or on_the_hub:
        return satellite.connected
    if satellite.kind == "browser":
        return False
    if satellite.kind != "ova":
        return True
    info: dict[str, Any] = satellite.info
    return bool(info.get("wake_words") or info.get(CHOSEN))
