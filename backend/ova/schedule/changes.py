"""What a timer looks like after it was paused, resumed, edited or given more time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import Schedule, ScheduleState
from ova.schedule.checks import changed_duration, over, valid_duration, valid_name


def paused(timer: Schedule, now: float) -> Schedule:
    """Return a running timer standing still. Raises Conflict (``timer_over``) when it rings."""
    if timer.state is ScheduleState.PAUSED:
        return timer
    left = timer.due_at - now
    if timer.state is not ScheduleState.PENDING or left <= 0:
        raise over(timer)
    return replace(timer, state=ScheduleState.PAUSED, data={**timer.data, "left_s": left})


def resumed(timer: Schedule, now: float) -> Schedule:
    """Return a paused timer going on. Raises Conflict (``timer_over``) when it rings."""
    if timer.state is ScheduleState.PENDING:
        return timer
    if timer.state is not ScheduleState.PAUSED:
        raise over(timer)
    data = {name: value for name, value in timer.data.items() if name != "left_s"}
    due_at = now + timer.left_at(now)
    return replace(timer, state=ScheduleState.PENDING, due_at=due_at, data=data)


def stretched(timer: Schedule, delta_s: float, now: float) -> Schedule:
    """Return a timer that takes so many seconds more, or less.

    Raises Conflict (``timer_over``) when it rings, ScheduleError when no time or more than a week
    would be left.
    """
    if timer.state not in (ScheduleState.PENDING, ScheduleState.PAUSED):
        raise over(timer)
    left = timer.due_at - now if timer.left_s is None else timer.left_s
    changed_duration(left + delta_s)
    longer = replace(timer, duration_s=timer.duration_s + delta_s)
    if timer.state is ScheduleState.PAUSED:
        return replace(longer, data={**timer.data, "left_s": left + delta_s})
    return replace(longer, due_at=timer.due_at + delta_s)


def without_satellite(item: Schedule, gone: str, instead: Sequence[str]) -> Schedule:
    """Return something that does not ring on the satellite ``gone`` any more.

    It rings on its other satellites, or ``instead``, or everywhere when that is empty.
    """
    if gone not in item.satellite_ids:
        return item
    left = [one for one in item.satellite_ids if one != gone] or list(instead)
    return _on(item, left)


def of_group(item: Schedule, group_id: str, members: Sequence[str] | None) -> Schedule:
    """Return what rings on a group with the ``members`` that it has now.

    Without any it goes on ringing where it did; None: the group is no more, and so it does, too.
    """
    if item.group_id != group_id:
        return item
    if members is None:
        return replace(item, data=_without(item.data, "group"))
    return _on(item, members) if members else item


def _on(item: Schedule, satellite_ids: Sequence[str]) -> Schedule:
    data, several = _without(item.data, "satellites"), list(satellite_ids)
    if len(several) > 1:
        data["satellites"] = several
    return replace(item, satellite_id=several[0] if len(several) == 1 else None, data=data)


def _without(data: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != left_out}


def edited(timer: Schedule, changes: Mapping[str, Any], now: float) -> Schedule:
    """Return a timer with another ``name``, ``satellite_id`` or ``satellite_ids`` (those of
    ``group_id``, if it is given), or ``duration_s``.

    Raises Conflict (``timer_over``) when it rings, ScheduleError for what cannot be.
    """
    if timer.state is ScheduleState.RINGING:
        raise over(timer)
    if "duration_s" in changes:
        longer_by = valid_duration(changes["duration_s"]) - timer.duration_s
        if longer_by:
            timer = stretched(timer, longer_by, now)
    if "name" in changes:
        timer = replace(timer, name=valid_name(changes["name"]))
    if "satellite_id" in changes or changes.get("satellite_ids"):
        several = list(dict.fromkeys(changes.get("satellite_ids") or ()))
        if not several and changes["satellite_id"] is not None:
            several = [changes["satellite_id"]]
        timer = _on(timer, several)
        data, group_id = _without(timer.data, "group"), changes.get("group_id")
        timer = replace(timer, data={**data, "group": group_id} if group_id else data)
    return timer
