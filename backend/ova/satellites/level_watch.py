"""Who wants to see how loud it is at which satellite."""

import threading
from collections.abc import Callable

from ova.satellites.errors import SatelliteError
from ova.satellites.messages import Level
from ova.satellites.presence import Presence
from ova.satellites.registry import SatelliteRegistry

MAX_WATCHED = 20
"""Satellites one page may watch at a time."""


class LevelWatch:
    """A satellite sends its level only while somebody watches."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        presence: Presence,
        on_level: Callable[[str, Level], None],
    ) -> None:
        """``on_level`` is told how loud it is where somebody watches."""
        self._registry = registry
        self._presence = presence
        self._on_level = on_level
        self._lock = threading.Lock()
        self._watchers: dict[str, set[str]] = {}

    def watch(self, watcher: str, satellite_id: str) -> None:
        """Have a satellite send its level until ``unwatch``. Raises NotFound."""
        self._registry.get(satellite_id)
        with self._lock:
            watched = sum(watcher in watchers for watchers in self._watchers.values())
            if watched >= MAX_WATCHED:
                return
            watchers = self._watchers.setdefault(satellite_id, set())
            first = not watchers
            watchers.add(watcher)
            if first:  # asked here, so that beginning and stopping cannot cross
                self._ask(satellite_id, True)

    def unwatch(self, watcher: str, satellite_id: str | None = None) -> None:
        """End that for one satellite, or for all the watcher watches."""
        with self._lock:
            names = list(self._watchers) if satellite_id is None else [satellite_id]
            for name in names:
                watchers = self._watchers.get(name, set())
                if watcher in watchers:
                    watchers.discard(watcher)
                    if not watchers:
                        del self._watchers[name]
                        self._ask(name, False)

    def take(self, satellite_id: str, level: Level) -> None:
        """Show how loud it is at a satellite. Raises SatelliteError when nobody asked."""
        if not self.watched(satellite_id):
            raise SatelliteError(
                "Nobody watches this microphone's level.",
                cure="Send levels only between 'levels' with wanted true and with wanted false.",
                code="level_not_wanted",
            )
        self._on_level(satellite_id, level)

    def watched(self, satellite_id: str) -> bool:
        """Tell whether anybody watches a satellite."""
        with self._lock:
            return satellite_id in self._watchers

    def watchers(self, satellite_id: str) -> set[str]:
        """Return who watches a satellite's level."""
        with self._lock:
            return set(self._watchers.get(satellite_id, ()))

    def _ask(self, satellite_id: str, wanted: bool) -> None:
        for link in self._presence.links([satellite_id]):
            link.device.levels(wanted)
