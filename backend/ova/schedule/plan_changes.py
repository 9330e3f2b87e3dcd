"""What becomes of an alarm, a reminder, a command or a routine: pure functions of plan and time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from ova.core import Conflict, PlanKind, Schedule, ScheduleState, recurrence_of
from ova.schedule.checks import valid_snooze
from ova.schedule.errors import ScheduleError
from ova.schedule.recurrence import instant, longest_gap_s, next_occurrence
from ova.schedule.wish import repeat_of

LATE_S = 30.0
"""What comes this much after its time is said to be late."""
GRACE_S = {
    PlanKind.ALARM: 3600.0,
    PlanKind.REMINDER: 30 * 86_400.0,
    PlanKind.COMMAND: 600.0,
    PlanKind.ROUTINE: 600.0,
}
"""So much later it still happens; after that it is only told that it did not."""
BACK_GRACE_S = 86_400.0
"""What was on for a while is put back later than other commands are done: it is on still."""
RING_S = {
    PlanKind.ALARM: 1800.0,
    PlanKind.REMINDER: 900.0,
    PlanKind.COMMAND: 900.0,
    PlanKind.ROUTINE: 900.0,
}
CARRIED_OUT = frozenset({PlanKind.COMMAND, PlanKind.ROUTINE})
"""What is done instead of ringing."""
_SAME_DAY_S = 12 * 3600.0
"""What happened so much later than now, happened by a clock that was wrong."""
_EVERY_DAY_S = 8 * 86_400.0
"""Within these there is every day of the week."""
_MANY_DAYS_S = 60 * 86_400.0


class Trouble(StrEnum):
    """Why a plan asks to be looked at instead of having happened."""

    MISSED = "missed"
    """The hub was off at its time, and for too long after."""
    UNSURE = "unsure"
    """The hub went off while it was being carried out."""
    FAILED = "failed"
    """It was carried out and did not work; ``words`` says why."""


_PASSING = frozenset({"trouble", "words", "running", "left_s"})


def fired(plan: Schedule, now: float) -> Schedule:
    """Return a plan whose time has come: ringing, being carried out, or missed."""
    kind, behind = PlanKind(plan.kind), now - plan.due_at
    data = _settled(plan)
    if behind > (BACK_GRACE_S if "back" in plan.data else GRACE_S[kind]):
        data["trouble"] = Trouble.MISSED.value
    elif kind in CARRIED_OUT:
        data["running"] = True
    return replace(plan, state=ScheduleState.RINGING, late=behind > LATE_S, data=data)


def is_running(plan: Schedule) -> bool:
    """Tell whether a plan is being carried out now, so that it does not ring."""
    return bool(plan.data.get("running"))


def ended(plan: Schedule, now: float, zone: tzinfo) -> Schedule:
    """Return a plan that has happened: waiting for the next time, or finished."""
    data, repeat = _settled(plan), repeat_of(plan)
    data.pop("last_trouble", None)
    trouble = plan.data.get("trouble")
    if trouble:
        data["last_trouble"] = {
            "trouble": trouble,
            "due_at": plan.due_at,
            "words": plan.data.get("words"),
        }
    if repeat is None:
        return replace(plan, state=ScheduleState.FINISHED, data=data)
    due_at = next_occurrence(recurrence_of(repeat), max(now, plan.due_at), zone)
    data["last_at"] = plan.due_at
    return replace(plan, state=ScheduleState.PENDING, due_at=due_at, late=False, data=data)


def cancelled(plan: Schedule) -> Schedule:
    """Return a plan that does not happen any more."""
    return replace(plan, state=ScheduleState.CANCELLED, data=_settled(plan))


def skipped(plan: Schedule, now: float, zone: tzinfo) -> Schedule:
    """Return a plan that does not happen this one time. Raises Conflict for one that happens once."""
    if repeat_of(plan) is None:
        raise Conflict("It happens only once.", cure="Delete it instead.", code="happens_once")
    left_out = ended(plan, now, zone)
    lasting = {
        name: value for name, value in plan.data.items() if name in ("last_at", "last_trouble")
    }
    data = {name: value for name, value in left_out.data.items() if name != "last_at"}
    return replace(left_out, data={**data, **lasting, "skipped_to": left_out.due_at})


def troubled(plan: Schedule, trouble: Trouble, words: str = "") -> Schedule:
    """Return a plan that rings to tell what went wrong."""
    data = {**_settled(plan), "trouble": trouble.value}
    if words:
        data["words"] = words
    return replace(plan, state=ScheduleState.RINGING, data=data)


def snoozed(plan: Schedule, seconds: float, now: float) -> Schedule:
    """Return a ringing plan that rings again later.

    Raises Conflict when it does not ring, ScheduleError for less than a minute or more than half a day.
    """
    if plan.state is not ScheduleState.RINGING or is_running(plan):
        raise Conflict(
            "It does not ring.", cure="Only what rings can be snoozed.", code="not_ringing"
        )
    data = {**_settled(plan), "snoozed": True}
    data.pop("local", None)  # from now on it is a moment, wherever the home is
    due_at = now + valid_snooze(seconds)
    return replace(plan, state=ScheduleState.PENDING, due_at=due_at, late=False, data=data)


def paused(plan: Schedule) -> Schedule:
    """Return a plan that does not happen until it is resumed. Raises Conflict while it rings."""
    if plan.state is ScheduleState.RINGING:
        raise Conflict("It rings already.", cure="Stop it first.", code="is_ringing")
    return replace(plan, state=ScheduleState.PAUSED, data={**plan.data, "left_s": 0.0})


def resumed(plan: Schedule, now: float, zone: tzinfo) -> Schedule:
    """Return a paused plan in force again. Raises ScheduleError when its one time has passed."""
    repeat, data = repeat_of(plan), _settled(plan)
    due_at = plan.due_at
    if repeat is not None:
        due_at = next_occurrence(recurrence_of(repeat), now, zone)
        data["set_at"] = now
    elif due_at <= now:
        raise ScheduleError(
            "Its time has passed.", cure="Give it a new one, or delete it.", code="in_the_past"
        )
    return replace(plan, state=ScheduleState.PENDING, due_at=due_at, data=data)


def in_zone(plan: Schedule, now: float, zone: tzinfo) -> Schedule:
    """Return a waiting plan as it is due by the clocks of a time zone."""
    if plan.state is not ScheduleState.PENDING or plan.data.get("snoozed"):
        return plan
    repeat, local = repeat_of(plan), plan.data.get("local")
    if repeat is not None:
        return replace(plan, due_at=next_occurrence(recurrence_of(repeat), now, zone))
    if local is not None:
        return replace(plan, due_at=instant(datetime.fromisoformat(local), zone))
    return plan


def by_the_clock(plan: Schedule, now: float, zone: tzinfo) -> Schedule:
    """Return what repeats as it is due by a clock that may have been far ahead when that was found out.

    What has happened shortly before a clock was set back does not happen again.
    """
    repeat = repeat_of(plan)
    if repeat is None or plan.state is not ScheduleState.PENDING or plan.data.get("snoozed"):
        return plan
    data = plan.data
    found_out = max(plan.created_at, data.get("last_at", 0.0), data.get("set_at", 0.0))
    if found_out <= now and plan.due_at < now + _EVERY_DAY_S:
        return plan
    rule = recurrence_of(repeat)
    farthest = now + max(_MANY_DAYS_S, 2 * longest_gap_s(rule))
    if data.get("skipped_to") == plan.due_at and plan.due_at < farthest:
        return plan
    last_at = data.get("last_at", now)
    after = now if last_at > now + _SAME_DAY_S else max(now, last_at)
    due_at = next_occurrence(rule, after, zone)
    return replace(plan, due_at=due_at) if due_at < plan.due_at else plan


def follows_the_wall_clock(plan: Schedule) -> bool:
    """Tell whether a plan is due at a time of day, not after a length of time."""
    if plan.data.get("snoozed"):
        return False
    return repeat_of(plan) is not None or "local" in plan.data


def _settled(plan: Schedule) -> dict[str, Any]:
    data: Mapping[str, Any] = plan.data
    snoozed_before = plan.state is ScheduleState.RINGING
    passing = _PASSING | {"snoozed"} if snoozed_before else _PASSING
    return {name: value for name, value in data.items() if name not in passing}
