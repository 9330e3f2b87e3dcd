"""Calling a skill when something happens or a time has come: what ``@on_event`` and ``@on_schedule`` mark."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from ova.plugins.background import Background
from ova.schedule import Jobs, next_occurrence
from ova.sdk.marks import EventMark, ScheduleMark

LOOK_AGAIN_S = 600.0
"""A time of day is looked at again so often: somebody may have set the clock."""
LATE_S = 900.0
"""What is later than this, after a sleep of the machine, is missed."""

Mark = EventMark | ScheduleMark
Marked = tuple[tuple[Mark, ...], Callable[..., object]]


class Occasions:
    """The occasions of one loaded skill. ``jobs`` None: times never come, as where nothing runs."""

    def __init__(
        self, skill_id: str, marked: Sequence[Marked], background: Background, jobs: Jobs | None
    ) -> None:
        self._id = skill_id
        self._marked = [(mark, method) for marks, method in marked for mark in marks]
        self._background = background
        self._jobs = jobs
        self._ends: list[Callable[[], None]] = []

    @property
    def wants_events(self) -> bool:
        """Whether it listens to events."""
        return any(isinstance(mark, EventMark) for mark, _ in self._marked)

    def begin(self, ova: Any) -> None:
        """Listen and wait from now on; ``ova`` is the hub."""
        for number, (mark, method) in enumerate(self._marked):
            if isinstance(mark, EventMark):
                self._ends.append(self._listen(ova, mark, method))
            elif self._jobs is not None:
                key = f"skill {self._id} {number} {id(self)}"
                wait = partial(self._wait, ova) if mark.at else self._repeat
                wait(self._jobs, key, mark, method)
                self._ends.append(partial(self._jobs.forget, key))

    def told(self) -> list[str]:
        """Return what it is called for, in words."""
        return [str(mark) for mark, _ in self._marked]

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until nothing is being done; False when that took too long."""
        return self._background.wait_idle(timeout_s)

    def end(self) -> None:
        """Begin nothing more."""
        self._background.end()
        while self._ends:
            self._ends.pop()()

    def _listen(
        self, ova: Any, mark: EventMark, method: Callable[..., object]
    ) -> Callable[[], None]:
        def hear(event: Any) -> None:
            if mark.fits(event.type):
                self._background.submit(f"its handler of {mark}", method, event)

        exact = None if mark.type.endswith("*") else mark.type
        end: Callable[[], None] = ova.events.subscribe(hear, exact)
        return end

    def _repeat(
        self, jobs: Jobs, key: str, mark: ScheduleMark, method: Callable[..., object]
    ) -> None:
        def again() -> None:
            jobs.plan(key, mark.every_s, again)
            self._background.submit(f"its handler of {mark}", method)

        jobs.plan(key, mark.every_s, again)

    def _wait(
        self, ova: Any, jobs: Jobs, key: str, mark: ScheduleMark, method: Callable[..., object]
    ) -> None:
        def plan() -> None:
            now: datetime = ova.now()
            seconds = now.timestamp()
            due = min(next_occurrence(one, seconds, _zone(now)) for one in mark.at)
            jobs.plan(key, min(due - seconds, LOOK_AGAIN_S), lambda: look(due))

        def look(due: float) -> None:
            if 0 <= ova.now().timestamp() - due <= LATE_S:
                self._background.submit(f"its handler of {mark}", method)
            plan()

        plan()


def _zone(now: datetime) -> Any:
    if now.tzinfo is None:
        raise ValueError("the hub's time has no time zone")
    return now.tzinfo
