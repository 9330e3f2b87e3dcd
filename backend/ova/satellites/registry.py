"""The satellites the hub knows, connected or not."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ova.core import NotFound, Satellite
from ova.satellites.messages import Hello
from ova.satellites.wake_choice import CHOSEN, WakeChoice
from ova.storage import Satellites as SatelliteTable


class SatelliteRegistry:
    """Keeps who each satellite is in the database and who is connected in memory."""

    def __init__(
        self,
        table: SatelliteTable,
        clock: Callable[[], float],
        on_change: Callable[[Satellite], None],
    ) -> None:
        """``clock`` gives seconds since the epoch; ``on_change`` is told of every change."""
        self._table = table
        self._clock = clock
        self._on_change = on_change
        self._lock = threading.RLock()
        self._known = {satellite.id: satellite for satellite in table.all()}

    def all(self) -> list[Satellite]:
        """Return every satellite, by name."""
        with self._lock:
            return sorted(self._known.values(), key=lambda satellite: satellite.name.casefold())

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite. Raises NotFound."""
        with self._lock:
            satellite = self._known.get(satellite_id)
        if satellite is None:
            raise NotFound(
                f"There is no satellite {satellite_id!r}.",
                cure="See GET /api/satellites for the ones the hub knows.",
            )
        return satellite

    def connect(self, hello: Hello, area_id: str | None) -> Satellite:
        """Take a satellite as connected, and add it when it is new.

        What people set in the hub stays: the name and area of ``hello`` count for a new satellite;
        a browser's area counts always, since it is chosen in that browser.
        """
        with self._lock:
            known = self._known.get(hello.id)
            follows_hello = known is None or hello.kind == "browser"
            base = known or Satellite(hello.id, hello.name, hello.kind)
            satellite = replace(
                base,
                kind=hello.kind,
                area_id=area_id if follows_hello else base.area_id,
                connected=True,
                last_seen=self._clock(),
                version=hello.version,
                info={**_chosen(base), "wake_words": list(hello.wake_words)},
            )
            return self._keep(satellite)

    def disconnect(self, satellite_id: str) -> None:
        """Take a satellite as gone; unknown ones are ignored."""
        with self._lock:
            known = self._known.get(satellite_id)
            if known is not None and known.connected:
                self._keep(replace(known, connected=False, last_seen=self._clock()))

    def update(
        self, satellite_id: str, *, name: str | None = None, area_id: str | None = None
    ) -> Satellite:
        """Change a satellite's name or area. An empty area takes it out of its area."""
        with self._lock:
            known = self.get(satellite_id)
            return self._keep(
                replace(
                    known,
                    name=known.name if name is None else name,
                    area_id=known.area_id if area_id is None else (area_id or None),
                )
            )

    def choose_wake_words(
        self, satellite_id: str, choice: Sequence[WakeChoice] | None
    ) -> Satellite:
        """Set what a satellite is to listen for; None leaves it to the satellite. Raises NotFound."""
        with self._lock:
            known = self.get(satellite_id)
            info = {name: value for name, value in known.info.items() if name != CHOSEN}
            if choice is not None:
                info[CHOSEN] = [one.to_json() for one in choice]
            return self._keep(replace(known, info=info))

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite. Raises NotFound."""
        with self._lock:
            known = self.get(satellite_id)
            self._table.remove(satellite_id)
            del self._known[satellite_id]
        self._on_change(replace(known, connected=False))

    def _keep(self, satellite: Satellite) -> Satellite:
        self._table.put(satellite)
        self._known[satellite.id] = satellite
        self._on_change(satellite)
        return satellite


def _chosen(satellite: Satellite) -> dict[str, Any]:
    return {CHOSEN: satellite.info[CHOSEN]} if CHOSEN in satellite.info else {}
