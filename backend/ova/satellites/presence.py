"""Which satellite is connected over which link."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from ova.core import NotFound, Satellite, SatelliteHealth, Unavailable
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Hello
from ova.satellites.registry import SatelliteRegistry

ANSWERS_WITHIN_S = 2.0
"""A device that is there answers a ping within this time."""


class Presence:
    """Takes coming and going as one step each, so that the two never cross.

    A page that is loaded anew comes over a new connection, while the end of its old one may still
    be on its way: a satellite is there while one of its links is, and the newest one is spoken to.
    """

    def __init__(self, registry: SatelliteRegistry, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds since the epoch."""
        self._registry = registry
        self._clock = clock
        self._lock = threading.RLock()
        self._links: dict[str, list[SatelliteLink]] = {}
        self._sessions: dict[str, str] = {}

    def come(
        self, link: SatelliteLink, hello: Hello, area_id: str | None
    ) -> tuple[Satellite, SatelliteLink | None]:
        """Take a link as a satellite's; return the satellite and the link that spoke for it before."""
        with self._lock:
            if link.satellite_id not in (None, hello.id):
                self.go(link)  # it says it is another one now
            links = self._links.setdefault(hello.id, [])
            before = links[-1] if links else None
            health = self._health(link, hello)
            try:
                satellite = self._registry.connect(
                    hello, area_id, address=link.address, health=health
                )
            except Exception:
                if not links:
                    del self._links[hello.id]
                raise
            self._links[hello.id] = [*(one for one in links if one is not link), link]
            self._sessions[hello.id] = hello.session
            link.satellite_id = hello.id
        return satellite, before if before is not link else None

    def go(self, link: SatelliteLink) -> None:
        """Take a link as gone; its satellite is away when it was the last."""
        with self._lock:
            satellite_id = link.satellite_id
            links = self._links.get(satellite_id or "", [])
            if satellite_id is None or link not in links:
                return
            links.remove(link)
            if not links:
                del self._links[satellite_id]
                self._registry.disconnect(satellite_id)

    def drop(self, satellite_id: str) -> list[SatelliteLink]:
        """Take all links of a satellite as gone, and return them: it was forgotten."""
        with self._lock:
            self._sessions.pop(satellite_id, None)
            return self._links.pop(satellite_id, [])

    def link(self, satellite_id: str) -> SatelliteLink | None:
        """Return the link that speaks for a satellite."""
        with self._lock:
            links = self._links.get(satellite_id)
            return links[-1] if links else None

    def speaks(self, link: SatelliteLink) -> bool:
        """Tell whether a link is the one that speaks for its satellite."""
        return link.satellite_id is not None and self.link(link.satellite_id) is link

    def links(self, satellite_ids: Iterable[str] | None = None) -> list[SatelliteLink]:
        """Return the links that speak for the named satellites, or for all that are there."""
        with self._lock:
            names = list(self._links) if satellite_ids is None else satellite_ids
            return [self._links[one][-1] for one in names if one in self._links]

    def reach(self, satellite_ids: Iterable[str]) -> list[SatelliteLink]:
        """Return the links of those that are there. Raises NotFound, Unavailable when none is."""
        wanted = [self._registry.get(satellite_id) for satellite_id in satellite_ids]
        if not wanted:
            raise NotFound("No satellite was named.", cure="Give at least one satellite's id.")
        links = self.links(dict.fromkeys(satellite.id for satellite in wanted))
        if not links:
            names = ", ".join(satellite.name for satellite in wanted)
            raise Unavailable(
                f"{names} is not connected.",
                cure="Check that the satellite is switched on and on the network.",
                code="satellite_offline",
            )
        return links

    def is_double(self, link: SatelliteLink, hello: Hello) -> bool:
        """Tell whether a link is of a second device with an id whose first one is there and answers."""
        other = self.link(hello.id)
        if other is None or other is link or hello.kind == "browser":
            return False
        return "ping" in other.features and other.heartbeat.alive(ANSWERS_WITHIN_S)

    def _health(self, link: SatelliteLink, hello: Hello) -> SatelliteHealth:
        known = self._registry.get(hello.id) if self._registry.knows(hello.id) else None
        health = known.health if known is not None else SatelliteHealth()
        links = self._links.get(hello.id, [])
        if link in links:
            return health  # it only says more about itself
        now = self._clock()
        broke_off = bool(hello.session) and self._sessions.get(hello.id) == hello.session
        if broke_off:
            health = replace(health, drop_outs=health.drop_outs + 1, last_drop_out=now)
        return replace(health, connected_since=now, round_trip_ms=None)
