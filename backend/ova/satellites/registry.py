"""The satellites the hub knows, connected or not."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import (
    Conflict,
    NotFound,
    Satellite,
    SatelliteHealth,
    check_was,
)
from ova.satellites.messages import Hello
from ova.satellites.wake_choice import CHOSEN, WakeChoice, wake_choice
from ova.storage import Satellites as SatelliteTable

KEY_PREFIX = "ova_sat_"
"""Begins the token of a paired satellite."""


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
        self.on_forgotten: Callable[[Satellite], None] = _ignored
        """Told of a satellite that was removed."""

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

    def knows(self, satellite_id: str) -> bool:
        """Tell whether there is such a satellite."""
        with self._lock:
            return satellite_id in self._known

    def connect(
        self, hello: Hello, area_id: str | None, *, address: str, health: SatelliteHealth
    ) -> Satellite:
        """Take a satellite as connected, and add it when it is new.

        What people set in the hub stays: the name and area of ``hello`` count for a new satellite;
        an area that was chosen in a browser counts always.
        """
        with self._lock:
            known = self._known.get(hello.id)
            follows_hello = known is None or (hello.kind == "browser" and hello.area is not None)
            base = known or Satellite(hello.id, hello.name, hello.kind)
            satellite = replace(
                base,
                kind=hello.kind,
                area_id=area_id if follows_hello else base.area_id,
                connected=True,
                last_seen=self._clock(),
                version=hello.version,
                info={**_chosen(base), **hello.info(), "address": address},
                health=health,
            )
            return self._keep(satellite)

    def disconnect(self, satellite_id: str) -> None:
        """Take a satellite as gone; unknown ones are ignored."""
        with self._lock:
            known = self._known.get(satellite_id)
            if known is not None and known.connected:
                health = replace(known.health, connected_since=None, round_trip_ms=None)
                self._keep(replace(known, connected=False, last_seen=self._clock(), health=health))

    def note_health(self, satellite_id: str, health: SatelliteHealth) -> None:
        """Take how well a satellite is connected; it is told, not kept."""
        with self._lock:
            known = self._known.get(satellite_id)
            if known is None or not known.connected or known.health == health:
                return
            satellite = replace(known, health=health)
            self._known[satellite_id] = satellite
            self._on_change(satellite)

    def update(
        self,
        satellite_id: str,
        *,
        name: str | None = None,
        area_id: str | None = None,
        preferences: Mapping[str, Any] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> Satellite:
        """Change a satellite that is still as it ``was``. An empty area takes it out of its area.

        ``preferences`` holds the fields of SatellitePreferences to change. Raises NotFound,
        ChangedMeanwhile.
        """
        with self._lock:
            known = self.get(satellite_id)
            check_was(known.name, known.to_json(), was)
            return self._keep(
                replace(
                    known,
                    name=known.name if name is None else name,
                    area_id=known.area_id if area_id is None else (area_id or None),
                    preferences=replace(known.preferences, **(preferences or {})),
                )
            )

    def choose_wake_words(
        self,
        satellite_id: str,
        choice: Sequence[WakeChoice] | None,
        was: Mapping[str, Any] | None = None,
    ) -> Satellite:
        """Set what a satellite is to listen for; None leaves it to the satellite.

        ``was`` has the ``wake_words`` that had been seen, in wire form. Raises NotFound,
        ChangedMeanwhile.
        """
        with self._lock:
            known = self.get(satellite_id)
            chosen = wake_choice(known)
            now = None if chosen is None else [one.to_json() for one in chosen]
            check_was(known.name, {"wake_words": now}, was)
            info = {name: value for name, value in known.info.items() if name != CHOSEN}
            if choice is not None:
                info[CHOSEN] = [one.to_json() for one in choice]
            return self._keep(replace(known, info=info))

    def adopt(self, satellite_id: str, name: str, kind: str, area_id: str | None) -> Satellite:
        """Take a satellite that a person let in; what is known of it already stays."""
        with self._lock:
            known = self._known.get(satellite_id)
            base = known or Satellite(satellite_id, name, kind)
            return self._keep(replace(base, name=name, area_id=area_id))

    def give_key(self, satellite_id: str) -> str:
        """Make the token of a satellite, instead of the one it had. Raises NotFound."""
        key = KEY_PREFIX + secrets.token_urlsafe(32)
        with self._lock:
            known = self.get(satellite_id)
            self._table.set_key(satellite_id, key, self._clock())
            satellite = replace(known, paired=True)
            self._known[satellite_id] = satellite
        self._on_change(satellite)
        return key

    def with_key(self, key: str) -> Satellite | None:
        """Return the satellite whose token this is."""
        if not key.startswith(KEY_PREFIX):
            return None
        satellite_id = self._table.with_key(key)
        with self._lock:
            return self._known.get(satellite_id) if satellite_id is not None else None

    def key_digest(self, satellite_id: str) -> str | None:
        """Return the SHA-256 of a satellite's token, in hexadecimal; None when it has none."""
        return self._table.key_digest(satellite_id)

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite; its token counts no longer. Raises NotFound."""
        with self._lock:
            known = self.get(satellite_id)
            self._table.remove(satellite_id)
            del self._known[satellite_id]
        self.on_forgotten(known)

    def _keep(self, satellite: Satellite) -> Satellite:
        try:
            self._table.put(satellite)
        except Conflict:  # its area was deleted
            satellite = replace(satellite, area_id=None)
            self._table.put(satellite)
        self._known[satellite.id] = satellite
        self._on_change(satellite)
        return satellite


def _chosen(satellite: Satellite) -> dict[str, Any]:
    return {CHOSEN: satellite.info[CHOSEN]} if CHOSEN in satellite.info else {}


def _ignored(satellite: Satellite) -> None:
    del satellite
