"""What is planned for later: alarms, reminders, commands and routines."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ova.core.put_back import PutBack
from ova.core.recurrence import Recurrence
from ova.core.schedule import Schedule

MAX_PLAN_TEXT = 1000
FURTHEST_S = 5 * 366 * 24 * 3600.0
"""Nobody who says more than five years means it."""
SHORTEST_SNOOZE_S, LONGEST_SNOOZE_S = 60.0, 12 * 3600.0


class PlanKind(StrEnum):
    """What happens when a plan is due."""

    ALARM = "alarm"
    """It rings until it is stopped or snoozed."""
    REMINDER = "reminder"
    """Its text is said."""
    COMMAND = "command"
    """Its text is carried out as if it was said then."""
    ROUTINE = "routine"
    """A routine runs: its steps are carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to happen later. One of ``at``, ``in_s`` and ``repeat`` says when."""

    kind: PlanKind
    at: datetime | None = None
    """Local time, without a zone: it stays seven o'clock when the home moves."""
    in_s: float | None = None
    """Seconds from now."""
    repeat: Recurrence | None = None
    name: str | None = None
    text: str | None = None
    """What to say of a reminder, or to carry out of a command."""
    satellite_id: str | None = None
    """Where it rings or speaks, and where a command counts as said; None: everywhere."""
    satellite_ids: tuple[str, ...] = ()
    """Several satellites it rings or speaks on, instead of one."""
    group_id: str | None = None
    """The group whose members ``satellite_ids`` are: it rings on those there will be."""
    area_id: str | None = None
    snooze_s: float | None = None
    """How long it leaves in peace when it is snoozed; None: as long as is usual in the home."""
    language: str | None = None
    routine_id: str | None = None
    """The routine that runs."""
    back: tuple[PutBack, ...] = ()
    """Of a command that only takes back what was done for a while: what it does, instead of its text."""


def plan_json(plan: Schedule) -> dict[str, Any]:
    """Return the wire form of an alarm, a reminder or a command.

    ``repeat`` is ``{time, weekdays, …}`` (see ``Recurrence``) or None, ``at`` the local time of what happens once, ``trouble``
    what went wrong (``missed``, ``unsure``, ``failed`` with ``words``) or None, ``reason`` says it in
    words, and ``last_trouble`` is ``{trouble, due_at, reason}`` of the last time, when that went wrong.
    """
    data = plan.data
    last = data.get("last_trouble")
    return {
        "id": plan.id,
        "kind": plan.kind,
        "name": plan.name,
        "text": data.get("text"),
        "due_at": plan.due_at,
        "at": data.get("local"),
        "repeat": data.get("repeat"),
        "created_at": plan.created_at,
        "satellite_id": plan.satellite_id,
        "satellite_ids": list(plan.satellite_ids),
        "group_id": plan.group_id,
        "area_id": plan.area_id,
        "state": plan.state.value,
        "late": plan.late,
        "running": bool(data.get("running")),
        "snoozed": bool(data.get("snoozed")),
        "trouble": data.get("trouble"),
        "words": data.get("words"),
        "reason": _reason(plan.kind, data.get("trouble"), data.get("words")),
        "last_trouble": last
        and {
            "trouble": last["trouble"],
            "due_at": last["due_at"],
            "reason": _reason(plan.kind, last["trouble"], last.get("words")),
        },
        "snooze_s": data.get("snooze_s"),
        "routine_id": data.get("routine"),
    }


_MISSED = {
    PlanKind.ALARM: "for more than an hour after it, so it did not ring.",
    PlanKind.REMINDER: "for more than 30 days after it, so it was not said.",
}


def _reason(kind: str, trouble: str | None, words: str | None) -> str | None:
    if trouble == "missed":
        done = "for more than ten minutes after it, so it was not carried out."
        since = _MISSED.get(PlanKind(kind), done)
        return f"The hub was off, or its clock was wrong, at its time and {since}"
    if trouble == "unsure":
        return "The hub went off while it was carried out, so it may not be done."
    return words or None
