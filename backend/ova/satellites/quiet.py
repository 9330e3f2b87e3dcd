"""Which satellites are quiet just now, and how loud answers are there."""

from collections.abc import Callable
from datetime import datetime

from ova.satellites.errors import quiet_now
from ova.satellites.quiet_hours import QuietRules, gain_of, is_quiet
from ova.satellites.registry import SatelliteRegistry


class Quiet:
    """Applies the quiet hours of the home, and of each satellite, to this moment."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        rules: Callable[[], QuietRules],
        now: Callable[[], datetime],
    ) -> None:
        """``rules`` tells how the home is quiet, ``now`` its local time."""
        self._registry = registry
        self._rules = rules
        self._now = now

    def at(self, satellite_id: str) -> bool:
        """Tell whether it is now quiet hours at a satellite. Raises NotFound."""
        return is_quiet(self._registry.get(satellite_id), self._rules(), self._now())

    def gain_at(self, satellite_id: str | None) -> float:
        """Return by what factor answers and announcements are quieter at a satellite now."""
        if satellite_id is None or not self._registry.knows(satellite_id):
            return 1.0
        return gain_of(self._rules().volume) if self.at(satellite_id) else 1.0

    def check_not_at(self, satellite_id: str) -> None:
        """Raise Unavailable where nothing may be announced now. Raises NotFound."""
        if not self._rules().announcements and self.at(satellite_id):
            raise quiet_now(self._registry.get(satellite_id).name)
