"""What a command says about a plan, as the hub takes it; and why it does not take it."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from ova.core import EVERY_DAY, InvalidInput, PlanKind, Recurrence, Wish
from ova.sdk import Reply, Schedule, Turn
from ova.sdk.times import joined, moment_of, plan_words, recurrence_of, weekdays_of

MORNING_FROM = 6
"""Who plans something for "every day at seven" means the morning, at three the afternoon."""
MOST_ON_ONE = 100
"""Plans the hub takes for one satellite."""
MOST_TOLD = 5
_KNOWN = frozenset({"in_the_past", "too_far", "too_many_schedules", "text_too_long", "no_text"})


def when_of(turn: Turn, now: datetime) -> dict[str, Any] | None:
    """Return when it shall happen as fields of a Wish; None when that was not said."""
    repeat = recurrence_of(turn, morning_from=MORNING_FROM)
    if repeat is not None:
        return {"repeat": repeat}
    length = turn.slot("duration")
    if length is not None:
        return {"in_s": float(length)}
    if turn.slot("days"):
        return None
    at = moment_of(turn, now, morning_from=MORNING_FROM)
    if at is None:
        return None
    return {"at": at}


def asked_for(turn: Turn, said: Any) -> dict[str, Any]:
    """Return the recurrence of the days that were said at a time that was asked for."""
    days = weekdays_of(turn) or EVERY_DAY
    return {"repeat": Recurrence(time.fromisoformat(str(said)), days)}


def wish_of(turn: Turn, kind: PlanKind, text: str, **when: Any) -> Wish:
    """Return the wish of a command, for where it was said."""
    return Wish(
        kind=kind,
        text=text,
        satellite_id=turn.satellite.id if turn.satellite else None,
        area_id=turn.area.id if turn.area else None,
        language=turn.language,
        **when,
    )


def refused(turn: Turn, error: InvalidInput) -> Reply:
    """Return in words why a wish cannot be."""
    key = error.code if error.code in _KNOWN else "no_moment"
    return Reply(turn.text(key, most=MOST_ON_ONE), error=error.code)


def which(turn: Turn, found: Sequence[Schedule], labels: Sequence[str], now: datetime) -> Any:
    """Return the question which of several plans is meant, by what tells them apart."""
    names = list(labels)
    if len({name.casefold() for name in names}) < len(names):
        names = [
            turn.text("label", text=name, when=plan_words(turn, one, now))
            for name, one in zip(names, found, strict=True)
        ]
    choices: dict[str, Schedule] = {}
    for name, one in zip(names, found, strict=True):
        choices.setdefault(name, one)
    told = joined(turn, list(choices)[:MOST_TOLD])
    return turn.choose("which", choices, count=len(found), several=told)
