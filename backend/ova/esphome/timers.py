"""Timers in the words of ESPHome devices, for those that show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aioesphomeapi import VoiceAssistantTimerEventType as Kind

from ova.core import ScheduleState


@dataclass(frozen=True, slots=True)
class TimerEvent:
    """What a device is told of a timer."""

    kind: Kind
    timer_id: str
    name: str
    total_s: int
    left_s: int
    active: bool


class Timers:
    """Knows which timers a device was told of."""

    def __init__(self, *, rings_itself: bool) -> None:
        """A device that ``rings_itself`` is told when a timer ends; else it is rung by the hub."""
        self._rings_itself = rings_itself
        self._told: set[str] = set()

    def changed(self, timer: Mapping[str, Any], now: float) -> TimerEvent | None:
        """Return what to tell of a timer's change, in wire form; None for what needs no telling.

        ``now`` is in seconds since the epoch.
        """
        timer_id, state = str(timer["id"]), timer["state"]
        if state in (ScheduleState.PENDING, ScheduleState.PAUSED):
            kind = Kind.VOICE_ASSISTANT_TIMER_UPDATED
            if timer_id not in self._told:
                self._told.add(timer_id)
                kind = Kind.VOICE_ASSISTANT_TIMER_STARTED
            left_s = timer.get("left_s")
            left = max(0.0, timer["due_at"] - now) if left_s is None else left_s
            return _event(kind, timer, round(left), active=state == ScheduleState.PENDING)
        if timer_id not in self._told:
            return None
        self._told.discard(timer_id)
        over = state == ScheduleState.RINGING and self._rings_itself
        ended = (
            Kind.VOICE_ASSISTANT_TIMER_FINISHED if over else Kind.VOICE_ASSISTANT_TIMER_CANCELLED
        )
        return _event(ended, timer, 0, active=False)


def rings(item: Mapping[str, Any], text: str) -> TimerEvent:
    """Return what makes a device ring by itself, for whatever rings."""
    named = {**item, "name": item.get("name") or text}
    return _event(Kind.VOICE_ASSISTANT_TIMER_FINISHED, named, 0, active=False)


def is_quiet(item_id: str) -> TimerEvent:
    """Return what tells a device that something rings no more."""
    return TimerEvent(Kind.VOICE_ASSISTANT_TIMER_CANCELLED, item_id, "", 0, 0, active=False)


def _event(kind: Kind, timer: Mapping[str, Any], left_s: int, *, active: bool) -> TimerEvent:
    return TimerEvent(
        kind,
        str(timer["id"]),
        str(timer.get("name") or ""),
        round(float(timer.get("duration_s") or 0.0)),
        left_s,
        active,
    )
