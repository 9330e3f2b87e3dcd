"""Timers in Wyoming's words, for satellites that show them."""

from collections.abc import Mapping
from typing import Any

from wyoming.event import Event
from wyoming.timer import TimerCancelled, TimerFinished, TimerStarted, TimerUpdated

from ova.core import ScheduleState


class Timers:
    """Knows which timers a satellite was told of."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def changed(self, timer: Mapping[str, Any], now: float) -> Event | None:
        """Return what to tell of a timer's change, in wire form; None for what needs no telling.

        ``now`` is in seconds since the epoch.
        """
        timer_id, state = str(timer["id"]), timer["state"]
        if state in (ScheduleState.PENDING, ScheduleState.PAUSED):
            left_s = timer["left_s"]
            seconds = round(max(0.0, timer["due_at"] - now) if left_s is None else left_s)
            if timer_id in self._told:
                return TimerUpdated(timer_id, state == ScheduleState.PENDING, seconds).event()
            self._told.add(timer_id)
            return TimerStarted(timer_id, seconds, timer["name"]).event()
        if timer_id not in self._told:
            return None
        self._told.discard(timer_id)
        if state == ScheduleState.CANCELLED:
            return TimerCancelled(timer_id).event()
        return TimerFinished(timer_id).event()
