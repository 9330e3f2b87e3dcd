"""What somebody wants to happen later, checked and made a schedule."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import uuid4

from ova.core import FURTHEST_S, MAX_PLAN_TEXT, PlanKind, PutBack, Schedule, Wish, put_back_of
from ova.schedule.checks import valid_name, valid_snooze
from ova.schedule.errors import ScheduleError
from ova.schedule.recurrence import anchored, instant, next_occurrence


def plan_of(wish: Wish, now: float, zone: tzinfo) -> Schedule:
    """Return the schedule of a wish. Raises ScheduleError for what cannot be."""
    if wish.repeat is not None:
        wish = replace(wish, repeat=anchored(wish.repeat, now, zone))
    due_at = _due(wish, now, zone)
    text = _text(wish)
    data: dict[str, Any] = {
        "text": text,
        "repeat": wish.repeat.to_json() if wish.repeat else None,
        "local": wish.at.isoformat(timespec="seconds") if wish.at else None,
        "language": wish.language,
        "routine": wish.routine_id,
        "snooze_s": _snooze(wish.snooze_s),
        "satellites": list(dict.fromkeys(wish.satellite_ids)) or None,
        "group": wish.group_id,
        "back": [one.to_json() for one in wish.back] or None,
    }
    return Schedule(
        id=uuid4().hex,
        kind=wish.kind.value,
        due_at=due_at,
        created_at=now,
        duration_s=max(0.0, due_at - now),
        name=valid_name(wish.name),
        satellite_id=wish.satellite_id,
        area_id=wish.area_id,
        data={name: value for name, value in data.items() if value is not None},
    )


def _snooze(seconds: float | None) -> float | None:
    return None if seconds is None else valid_snooze(seconds)


def _due(wish: Wish, now: float, zone: tzinfo) -> float:
    given = [one for one in (wish.at, wish.in_s, wish.repeat) if one is not None]
    if len(given) != 1:
        raise ScheduleError(
            "When it shall happen is not clear.",
            cure="Give exactly one of a moment, a time from now, and days to repeat it on.",
            code="no_moment" if not given else "two_moments",
        )
    if wish.repeat is not None:
        due_at = next_occurrence(wish.repeat, now, zone)
    elif wish.in_s is not None:
        due_at = now + wish.in_s if math.isfinite(wish.in_s) else math.inf
    else:
        assert wish.at is not None  # noqa: S101 - one of the three is given
        due_at = _instant(wish.at, zone)
    if due_at <= now:
        raise ScheduleError(
            "That moment has passed.", cure="Give one that is still to come.", code="in_the_past"
        )
    if due_at > now + FURTHEST_S:
        raise ScheduleError(
            "That is too far away.", cure="Give a moment within five years.", code="too_far"
        )
    return due_at


def _instant(local: datetime, zone: tzinfo) -> float:
    try:
        return instant(local, zone)
    except (OverflowError, ValueError):  # years no clock shows
        return math.inf


def _text(wish: Wish) -> str | None:
    text = " ".join((wish.text or "").split())
    if len(text) > MAX_PLAN_TEXT:
        raise ScheduleError(
            f"The text has {len(text)} characters; {MAX_PLAN_TEXT} can be kept.",
            cure="Say it shorter.",
            code="text_too_long",
        )
    if not text and wish.kind in (PlanKind.REMINDER, PlanKind.COMMAND):
        raise ScheduleError(
            "There is nothing to say."
            if wish.kind is PlanKind.REMINDER
            else "There is nothing to do.",
            cure="Give a text.",
            code="no_text",
        )
    return text or None


def repeat_of(plan: Schedule) -> Mapping[str, Any] | None:
    """Return when a plan happens again, in wire form; None when it happens once."""
    found: Mapping[str, Any] | None = plan.data.get("repeat")
    return found


def _back(plan: Schedule, changes: Mapping[str, Any]) -> tuple[PutBack, ...]:
    """Return what a plan takes back; one that was given another text is carried out by that."""
    if "back" in changes:
        return tuple(changes["back"])
    if changes.get("text", plan.data.get("text")) != plan.data.get("text"):
        return ()
    return tuple(put_back_of(one) for one in plan.data.get("back", ()))


WHEN = ("at", "in_s", "repeat")


def changed(plan: Schedule, changes: Mapping[str, Any], now: float, zone: tzinfo) -> Schedule:
    """Return a plan with other fields of its wish: ``name``, ``text``, ``satellite_id``, ``satellite_ids``,
    ``area_id``, ``snooze_s``, ``back``, or another time.

    Raises ScheduleError for what cannot be, as a new wish would be refused.
    """
    moved = any(changes.get(name) is not None for name in WHEN)
    left_s = plan.due_at - now
    elsewhere = "satellite_id" in changes or bool(changes.get("satellite_ids"))
    several = () if "satellite_id" in changes else plan.data.get("satellites", ())
    several = changes.get("satellite_ids") or several
    wish = Wish(
        kind=PlanKind(plan.kind),
        at=changes.get("at"),
        in_s=changes.get("in_s") if moved else max(left_s, 1.0),
        repeat=changes.get("repeat"),
        name=changes.get("name", plan.name),
        text=changes.get("text", plan.data.get("text")),
        satellite_id=None if several else changes.get("satellite_id", plan.satellite_id),
        satellite_ids=tuple(several),
        group_id=changes.get("group_id") if elsewhere else plan.group_id,
        area_id=changes.get("area_id", plan.area_id),
        snooze_s=changes.get("snooze_s", plan.data.get("snooze_s")),
        language=plan.data.get("language"),
        routine_id=plan.data.get("routine"),
        back=_back(plan, changes),
    )
    fresh = plan_of(wish, now, zone)
    lasting = ["left_s", "last_trouble"]
    if not moved:
        lasting += ["repeat", "local", "snoozed", "last_at", "skipped_to", "set_at"]
    kept: dict[str, Any] = {name: plan.data[name] for name in lasting if name in plan.data}
    if moved:
        kept["set_at"] = now
    return replace(
        fresh,
        id=plan.id,
        created_at=plan.created_at,
        state=plan.state,
        due_at=fresh.due_at if moved else plan.due_at,
        duration_s=fresh.duration_s if moved else plan.duration_s,
        data={**fresh.data, **kept},
    )
