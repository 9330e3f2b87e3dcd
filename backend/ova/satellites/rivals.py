"""Which satellites may hear the same person, so that only one of them is to answer."""

from collections.abc import Callable

from ova.core import Satellite
from ova.satellites.arbitration import in_earshot, listens
from ova.satellites.presence import Presence
from ova.satellites.registry import SatelliteRegistry

WAKE_NEAR = "wake_near"
"""The feature of those that tell early of a wake word."""


class Rivals:
    """Finds who else may have heard what was said to a satellite."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        presence: Presence,
        earshot: Callable[[], str],
        floor_of: Callable[[str], str | None],
    ) -> None:
        """``earshot`` tells how far a voice carries, one of EARSHOTS; ``floor_of`` the floor of an area."""
        self._registry = registry
        self._presence = presence
        self._earshot = earshot
        self._floor_of = floor_of

    def of(self, satellite: Satellite) -> frozenset[str]:
        """Return the ids of those that may hear what was said to a satellite."""
        usual = self._earshot()
        waiting = {link.satellite_id for link in self._presence.links() if link.standby.waits}
        return frozenset(
            other.id
            for other in self._registry.all()
            if listens(other, on_the_hub=other.id in waiting)
            and in_earshot(satellite, other, usual, self._floor_of)
        )

    def early(self, ids: frozenset[str]) -> frozenset[str]:
        """Return those that tell early when a wake word is perhaps being said."""
        return frozenset(
            link.satellite_id
            for link in self._presence.links(ids)
            if link.satellite_id is not None and WAKE_NEAR in link.features
        )
