"""What becomes of timers when their time has come."""

from dataclasses import replace

from ova.core import Schedule, ScheduleState

KIND = "timer"


class TimerRules:
    """A timer rings until it is stopped, or long enough; then it is over."""

    kinds = (KIND,)

    def __init__(self, ring_limit_s: float) -> None:
        """``ring_limit_s``: how long a timer rings that nobody stops."""
        self._ring_limit_s = ring_limit_s

    def found(self, item: Schedule) -> Schedule:
        """Return a stored timer as it is."""
        return item

    def by_the_clock(self, item: Schedule, now: float) -> Schedule:
        """Return a timer as it is: no day of the week has one."""
        del now
        return item

    def fired(self, item: Schedule, now: float, *, at_start: bool) -> Schedule:
        """Return a timer that rings, late when it came due while the hub was off."""
        del now
        return replace(item, state=ScheduleState.RINGING, late=at_start)

    def ended(self, item: Schedule, now: float) -> Schedule:
        """Return a timer that is over."""
        del now
        return replace(item, state=ScheduleState.FINISHED)

    def ring_limit_s(self, item: Schedule) -> float:
        """Return how long a timer rings."""
        del item
        return self._ring_limit_s

    def follows_the_wall_clock(self, item: Schedule) -> bool:
        """Tell that a timer is a length of time, whatever the clock says."""
        del item
        return False
