"""What a command says about a plan, as the hub takes it; and why it does not take it."""

from collections.abc import Generator, Sequence
from datetime import datetime, time
from typing import Any

from ova.core import InvalidInput, PlanKind, Wish
from ova.sdk import Asking, Reply, Schedule, Turn
from ova.sdk.times import (
    joined,
    moment_of,
    never_words,
    plan_words,
    recurrence_of,
    repeats,
)

MORNING_FROM = 6
"""Who plans something for "every day at seven" means the morning, at three the afternoon."""
MOST_ON_ONE = 100
"""Plans the hub takes for one satellite."""
MOST_TOLD = 5
_KNOWN = frozenset(
    {"in_the_past", "too_far", "too_many_schedules", "text_too_long", "no_text", "invalid_repeat"}
)


def when_of(turn: Turn, now: datetime, *, day_begins: time | None = None) -> dict[str, Any] | None:
    """Return when it shall happen as fields of a Wish; None when that was not said.

    What repeats by the month or the like is at ``day_begins`` without a time. Raises InvalidInput.
    """
    repeat = recurrence_of(turn, morning_from=MORNING_FROM, today=now.date(), day_begins=day_begins)
    if repeat is not None:
        return {"repeat": repeat}
    length = turn.slot("duration")
    if length is not None:
        return {"in_s": float(length)}
    if repeats(turn):
        return None
    at = moment_of(turn, now, morning_from=MORNING_FROM)
    if at is None:
        return None
    return {"at": at}


def asked_when(turn: Turn, now: datetime) -> Generator[Asking, Any, dict[str, Any]]:
    """Ask when it shall happen, or at what time of the days that were said, as ``when_of``."""
    if repeats(turn) or turn.slot("date") is not None:
        yield turn.ask("at_what_time", slot="time")
    else:
        yield turn.ask("when_then", slot="datetime")
    return when_of(turn, now) or {}


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
    if error.code == "invalid_repeat" and turn.slot("in_month") is not None:
        return turn.reply("no_such_day", day=never_words(turn))
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
