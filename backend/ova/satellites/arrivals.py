"""What happens when a satellite comes, and when it goes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ova.core import Satellite
from ova.satellites.errors import id_in_use
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Hello
from ova.satellites.presence import Presence

if TYPE_CHECKING:
    from ova.satellites.satellites import Satellites


class Arrivals:
    """Lets satellites in, tells them what they missed, and takes note that they have gone."""

    def __init__(
        self,
        satellites: "Satellites",
        presence: Presence,
        area_id: Callable[[str], str | None],
    ) -> None:
        """``area_id`` finds an area by name."""
        self._satellites = satellites
        self._presence = presence
        self._area_id = area_id

    def greet(self, link: SatelliteLink, hello: Hello) -> Satellite:
        """Register a link under the id it gave. A page's newer link takes over from its older one.

        Raises SatelliteError when another device with this id is there and answers.
        """
        logs = self._satellites.logs
        if self._presence.is_double(link, hello):
            logs.note(
                hello.id,
                f"Another satellite with the same id was refused: {hello.name}"
                f" at {link.address or 'this machine'}.",
                "warning",
            )
            raise id_in_use(hello.id)
        known = self._presence.link(hello.id)
        area_id = self._area_id(hello.area) if hello.area else None
        satellite, before = self._presence.come(link, hello, area_id)
        if before is not None:
            before.cancel()
        if known is not link:
            logs.note(satellite.id, f"Connected from {link.address or 'this machine'}.")
        return satellite

    def catch_up(self, link: SatelliteLink) -> None:
        """Tell a satellite that has just connected what is set for it, and ring what is ringing."""
        if link.satellite_id is not None:
            satellite = self._satellites.registry.get(link.satellite_id)
            self._satellites.told.come(link, satellite)
            if self._satellites.levels.watched(satellite.id):
                link.device.levels(True)
            if "ping" in link.features:
                link.heartbeat.beat()
            self._satellites.on_come(link, satellite)
        self._satellites.bells.catch_up(link)

    def leave(self, link: SatelliteLink) -> None:
        """Take a link's satellite as gone, unless another link speaks for it."""
        satellite_id = link.satellite_id
        self._presence.go(link)
        if satellite_id is not None and self._presence.link(satellite_id) is None:
            self._satellites.on_gone(satellite_id)
