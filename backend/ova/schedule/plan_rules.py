"""What becomes of alarms, reminders and commands when their time has come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo

from ova.core import PlanKind, Schedule, ScheduleState
from ova.schedule import plan_changes
from ova.schedule.plan_changes import RING_S, Trouble, is_running, troubled


class PlanRules:
    """An alarm and a reminder ring; a command is carried out. What repeats waits again afterwards."""

    kinds = tuple(kind.value for kind in PlanKind)

    def __init__(self, zone: Callable[[], tzinfo]) -> None:
        """``zone`` gives the home's time zone."""
        self._zone = zone

    def found(self, item: Schedule) -> Schedule:
        """Return what was stored; a command the hub died over is told, not carried out again."""
        if item.state is ScheduleState.RINGING and is_running(item):
            # A routine is begun once however often that is asked; what is back stays back.
            if item.kind == PlanKind.ROUTINE or "back" in item.data:
                return replace(item, state=ScheduleState.PENDING)
            return troubled(item, Trouble.UNSURE)
        return item

    def by_the_clock(self, item: Schedule, now: float) -> Schedule:
        """Return what repeats as it is due by a clock that was set."""
        return plan_changes.by_the_clock(item, now, self._zone())

    def fired(self, item: Schedule, now: float, *, at_start: bool) -> Schedule:
        """Return what is due now."""
        del at_start  # how late it is counts, whatever the reason
        return plan_changes.fired(item, now)

    def ended(self, item: Schedule, now: float) -> Schedule:
        """Return what has happened."""
        return plan_changes.ended(item, now, self._zone())

    def ring_limit_s(self, item: Schedule) -> float | None:
        """Return how long it rings; a command takes as long as it takes."""
        return None if is_running(item) else RING_S[PlanKind(item.kind)]

    def follows_the_wall_clock(self, item: Schedule) -> bool:
        """Tell whether it is due at a time of day."""
        return plan_changes.follows_the_wall_clock(item)
