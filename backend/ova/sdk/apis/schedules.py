"""Alarms, reminders and planned commands as plugins see them."""

from collections.abc import Mapping
from typing import Any, Protocol

from ova.core import PlanKind, Schedule, Wish


class SchedulesApi(Protocol):
    """Alarms, reminders and commands for later. A plan is on disk before a call returns."""

    def add(self, wish: Wish) -> Schedule:
        """Plan something; raises InvalidInput with ``in_the_past``, ``too_far`` or the like as ``code``."""

    def find(self, kind: PlanKind | None = None, name: str | None = None) -> list[Schedule]:
        """Return what rings, waits or is paused, of a kind and by a name."""

    def ringing(self) -> list[Schedule]:
        """Return what rings."""

    def get(self, plan_id: str) -> Schedule:
        """Return one plan; raises NotFound."""

    def edit(self, plan_id: str, changes: Mapping[str, Any]) -> Schedule:
        """Change ``name``, ``text``, ``satellite_id``, or when: one of ``at``, ``in_s``, ``repeat``.

        Raises NotFound, Conflict while it rings, InvalidInput as ``add``.
        """

    def stop(self, plan_id: str) -> Schedule:
        """Silence what rings; what repeats waits for its next time. Raises NotFound, Conflict."""

    def cancel(self, plan_id: str) -> Schedule:
        """Delete a plan with all its times to come; raises NotFound, Conflict."""

    def stop_ringing(self, satellite_id: str | None = None) -> list[Schedule]:
        """Silence what rings on a satellite, or everywhere; returns what was silenced."""

    def snooze(self, plan_id: str, seconds: float | None = None) -> Schedule:
        """Have what rings ring again later, by default as it says itself or is usual in the home; raises NotFound, Conflict, InvalidInput."""
