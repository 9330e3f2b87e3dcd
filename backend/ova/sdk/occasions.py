"""Marks on a skill's methods that are called when something happens or a time has come."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, TypeVar

from ova.core import EVERY_DAY, Recurrence
from ova.sdk.decorators import span_s
from ova.sdk.errors import InputInvalid

Method = TypeVar("Method", bound=Callable[..., Any])

OCCASIONS_MARK = "__ova_occasions__"
LEAST_SPAN_S = 5.0
"""What shall happen more often than this wants a thread of its own."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVENT = re.compile(r"\*|[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class EventMark:
    """What ``@on_event`` was given: a type, a beginning with ``.*`` behind it, or ``*``."""

    type: str

    def fits(self, event_type: str) -> bool:
        """Tell whether an event is meant."""
        if self.type.endswith("*"):
            return event_type.startswith(self.type[:-1])
        return event_type == self.type

    def __str__(self) -> str:
        return f"the event {self.type}"


@dataclass(frozen=True, slots=True)
class ScheduleMark:
    """What ``@on_schedule`` was given: times of day, or how often."""

    at: tuple[Recurrence, ...] = ()
    every_s: float = 0.0
    text: str = ""

    def __str__(self) -> str:
        return f"its schedule {self.text}"


def on_event(*types: str) -> Callable[[Method], Method]:
    """Mark a skill's method as called with every event of these types: ``"doorbell.pressed"``.

    ``"doorbell.*"`` means all that begin so. The method is called with a ToldEvent, one at a time, in
    order. Raises InputInvalid when no type is given or one cannot be a type.
    """
    if not types or not all(isinstance(one, str) and _EVENT.fullmatch(one) for one in types):
        raise InputInvalid(
            f"on_event() was given {list(types)!r}.",
            cure='Name a type of event: @on_event("doorbell.pressed"), or @on_event("doorbell.*").',
        )
    return _marking([EventMark(one) for one in types])


def on_schedule(
    *at: str, days: str | Sequence[str] = (), every: str = ""
) -> Callable[[Method], Method]:
    """Mark a skill's method as called at times of day, or every so often, while the hub runs.

    ``@on_schedule("07:00", "19:30", days="mon-fri")`` or ``@on_schedule(every="15m")``. Times are the
    home's; where daylight saving skips one it is as much later, a repeated one happens once. What was
    missed while the hub was off is not made up for: plan that with ``ova.schedules``. The method takes
    no argument. Raises InputInvalid.
    """
    if bool(at) == bool(every):
        raise InputInvalid(
            "on_schedule() needs times of day, or every.",
            cure='Write @on_schedule("07:00"), or @on_schedule(every="15m").',
        )
    if every:
        if days:
            raise InputInvalid("on_schedule() takes no days with every.", cure="Leave days out.")
        seconds = span_s(every)
        if seconds < LEAST_SPAN_S:
            raise InputInvalid(
                f"on_schedule(every={every!r}) is too often.",
                cure=f"Let it be {LEAST_SPAN_S:g} seconds or more.",
            )
        return _marking([ScheduleMark(every_s=seconds, text=f"every {every}")])
    weekdays = _weekdays(days)
    recurrences = tuple(Recurrence(_clock(one), weekdays) for one in at)
    told = ", ".join(at) + (f" {days if isinstance(days, str) else ','.join(days)}" if days else "")
    return _marking([ScheduleMark(recurrences, text=told)])


def _marking(marks: Sequence[EventMark | ScheduleMark]) -> Callable[[Method], Method]:
    def mark(method: Method) -> Method:
        earlier: tuple[EventMark | ScheduleMark, ...] = getattr(method, OCCASIONS_MARK, ())
        setattr(method, OCCASIONS_MARK, (*marks, *earlier))
        return method

    return mark


def _clock(text: str) -> time:
    found = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise InputInvalid(
            f"{text!r} is no time of day.", cure='Write hours and minutes: "07:00" or "19:30".'
        )
    return time(int(found[1]), int(found[2]))


def _weekdays(days: str | Sequence[str]) -> frozenset[int]:
    """Return numbers of days, 0 is Monday: of ``mon-fri``, ``sat,sun`` or a list of them."""
    parts = days.split(",") if isinstance(days, str) else list(days)
    found: set[int] = set()
    for part in parts:
        if not str(part).strip():
            continue
        first, _, last = str(part).strip().lower().partition("-")
        try:
            begin, end = DAYS.index(first[:3]), DAYS.index((last or first)[:3])
        except ValueError:
            raise InputInvalid(
                f"{part!r} is no day of the week.", cure='Write "mon-fri", "sat,sun" or the like.'
            ) from None
        found |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return frozenset(found) or EVERY_DAY
