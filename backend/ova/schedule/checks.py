"""What a timer may be like."""

import math
from typing import Any, TypeGuard

from ova.core import LONGEST_SNOOZE_S, SHORTEST_SNOOZE_S, Conflict, Schedule, ScheduleState
from ova.schedule.errors import ScheduleError

MIN_DURATION_S = 1.0
MAX_DURATION_S = 7 * 24 * 3600.0
_MAX_NAME = 100


def is_finite(value: Any) -> TypeGuard[float]:
    """Tell a usable number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number no float can hold
        return False


def valid_duration(value: Any) -> float:
    """Return a length in seconds. Raises ScheduleError."""
    if is_finite(value) and MIN_DURATION_S <= value <= MAX_DURATION_S:
        return float(value)
    too_long = is_finite(value) and value > MAX_DURATION_S
    raise ScheduleError(
        "A timer cannot be longer than a week." if too_long else "A timer needs a length.",
        cure="Give from 1 second to 7 days, in seconds.",
        code="invalid_duration",
    )


def valid_snooze(value: Any) -> float:
    """Return the seconds of a snooze. Raises ScheduleError."""
    if is_finite(value) and SHORTEST_SNOOZE_S <= value <= LONGEST_SNOOZE_S:
        return float(value)
    raise ScheduleError(
        "It cannot be snoozed that long.",
        cure="Give from one minute to twelve hours.",
        code="invalid_duration",
    )


def changed_duration(left_s: float) -> None:
    """Check what a change leaves of a timer. Raises ScheduleError."""
    if 0 < left_s <= MAX_DURATION_S:
        return
    raise ScheduleError(
        "That would leave the timer no time."
        if left_s <= 0
        else "That would make the timer longer than a week.",
        cure="Change it by less, or cancel it.",
        code="invalid_duration",
    )


def valid_name(value: Any) -> str | None:
    """Return a name without needless space; None for none. Raises ScheduleError."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _MAX_NAME:
        raise ScheduleError(
            "The name of the timer cannot be used.",
            cure=f"Give a text of at most {_MAX_NAME} characters.",
            code="invalid_name",
        )
    return " ".join(value.split()) or None


def named(timers: list[Schedule], name: str) -> list[Schedule]:
    """Return those with this name whatever its capitals, else those that contain its words."""
    words = name.casefold().split()
    exact = [timer for timer in timers if (timer.name or "").casefold().split() == words]
    if exact or not words:
        return exact
    return [timer for timer in timers if set(words) <= set((timer.name or "").casefold().split())]


def over(timer: Schedule) -> Conflict:
    """Return the error for a timer that cannot be changed any more."""
    ringing = timer.state is ScheduleState.RINGING
    return Conflict(
        "The timer is ringing already." if ringing else "The timer is already over.",
        cure="Stop it, or set a new one." if ringing else "Set a new one.",
        code="timer_over",
    )
