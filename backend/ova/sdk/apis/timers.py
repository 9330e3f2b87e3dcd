"""Timers as plugins see them."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Schedule


class TimersApi(Protocol):
    """Timers. A timer is on disk before a call returns."""

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
        *,
        satellite_ids: Sequence[str] = (),
        group_id: str | None = None,
    ) -> Schedule:
        """Start a timer of ``duration_s`` seconds, on one satellite, several, or everywhere.

        With ``group_id`` the several are the members of a group, and it rings on those it will have.
        """

    def pending(self) -> list[Schedule]:
        """Return the timers still running, the next one first."""

    def paused(self) -> list[Schedule]:
        """Return the timers that stand still; ``left_s`` tells what is left of each."""

    def ringing(self) -> list[Schedule]:
        """Return the timers that ring."""

    def stop_ringing(self, target: str | None = None) -> list[Schedule]:
        """Silence one timer, or all of a satellite by its id, or everything; returns what was silenced."""

    def get(self, schedule_id: str) -> Schedule:
        """Return one timer; raises NotFound."""

    def cancel(self, schedule_id: str) -> Schedule:
        """End a timer before its time; raises NotFound."""

    def pause(self, schedule_id: str) -> Schedule:
        """Have a timer stand still; raises NotFound, or Conflict when it rings."""

    def resume(self, schedule_id: str) -> Schedule:
        """Have a timer go on; raises NotFound, or Conflict when it rings."""

    def change(self, schedule_id: str, delta_s: float) -> Schedule:
        """Lengthen or, with a negative number, shorten a timer by seconds; raises NotFound."""
