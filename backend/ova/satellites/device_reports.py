"""What a satellite's device tells of itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ova.core import Satellite
from ova.satellites.acknowledgement import acknowledge
from ova.satellites.messages import parse_level, parse_log
from ova.satellites.preferences import changed_at_device

if TYPE_CHECKING:
    from ova.satellites.satellites import Satellites


class DeviceReports:
    """Takes the reports of one connection, and acknowledges them. Safe from any thread."""

    def __init__(self, satellites: "Satellites", known: Callable[[], Satellite]) -> None:
        """``known`` gives the satellite; it raises SatelliteError before it has said who it is."""
        self._satellites = satellites
        self._known = known

    def level(self, data: object) -> dict[str, Any]:
        """Take how loud it is; refused when nobody asked."""

        def take() -> dict[str, Any]:
            self._satellites.levels.take(self._known().id, parse_level(data))
            return {}

        return acknowledge(take)

    def log(self, data: object) -> dict[str, Any]:
        """Take what the satellite logged; the acknowledgement tells how much of a flood was cut."""
        return acknowledge(
            lambda: {"cut": self._satellites.logs.add(self._known().id, parse_log(data))}
        )

    def preferences(self, data: object) -> dict[str, Any]:
        """Take what somebody changed by the keys of the device."""

        def take() -> dict[str, Any]:
            changes = changed_at_device(data)
            changed = self._satellites.update(self._known().id, preferences=changes).preferences
            return {"preferences": {name: getattr(changed, name) for name in changes}}

        return acknowledge(take)
