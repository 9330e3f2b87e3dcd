"""Waiting, paused and ringing schedules with their deadlines, as memory and database have them."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from ova.core import OvaError, Schedule, ScheduleState
from ova.schedule.agenda import Agenda
from ova.storage import Schedules

_log = logging.getLogger(__name__)

ACTIVE = (ScheduleState.PENDING, ScheduleState.PAUSED, ScheduleState.RINGING)
_STEP_S = 1.0  # a smaller difference between the clocks is drift


class Rules(Protocol):
    """What becomes of schedules of some kinds when their time has come."""

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds these rules are for."""
        ...

    def found(self, item: Schedule) -> Schedule:
        """Return what was stored, as it is after a start."""
        ...

    def by_the_clock(self, item: Schedule, now: float) -> Schedule:
        """Return what waits as it is due by a clock that was set."""
        ...

    def fired(self, item: Schedule, now: float, *, at_start: bool) -> Schedule:
        """Return what is due now: it rings."""
        ...

    def ended(self, item: Schedule, now: float) -> Schedule:
        """Return what has rung: finished, or waiting again."""
        ...

    def ring_limit_s(self, item: Schedule) -> float | None:
        """Return how long it rings when nobody stops it; None for as long as it takes."""
        ...

    def follows_the_wall_clock(self, item: Schedule) -> bool:
        """Tell whether it is due at a time of day, wherever the clock is set to."""
        ...


class Book:
    """What is known of the schedules of some kinds. Changes are not thread-safe: its owner holds a lock.

    Methods that change schedules return them, for their owner to tell about. ``in_state``, and one
    look into ``active`` and then into ``unsaved``, are safe in any thread: a change enters memory
    when it is stored, and what could not be stored is in ``unsaved`` before it leaves ``active``.
    """

    def __init__(
        self,
        store: Schedules,
        rules: Rules,
        now: Callable[[], float],
        steady: Callable[[], float],
    ) -> None:
        self.active: dict[str, Schedule] = {}
        self.unsaved: dict[str, Schedule] = {}
        """Changes that could not be refused and wait for the disk."""
        self.agenda = Agenda()
        self._store = store
        self._rules = rules
        self._now = now
        self._steady = steady
        self._set_here: set[str] = set()
        self._offset = now() - steady()
        self._changed_since: list[Schedule] = []
        for stored in store.all(ACTIVE, kinds=rules.kinds):
            item = rules.by_the_clock(rules.found(stored), now())
            self._take_over(item)
            if item != stored:
                self._changed_since.append(item)

    def keep_what_was_found(self) -> None:
        """Store what a start makes of what was stored, now that it begins."""
        for item in self._changed_since:
            self.must(item)
        self._changed_since.clear()

    def in_state(self, state: ScheduleState) -> list[Schedule]:
        """Return the schedules in a state, first due first."""
        # list() copies in one step; a loop over the values could meet a change.
        found = [item for item in list(self.active.values()) if item.state is state]
        return sorted(found, key=lambda item: (item.due_at, item.created_at))

    def waiting_on(self, satellite_id: str | None) -> int:
        """Count what waits for a satellite, or may wait again."""
        return sum(
            item.state is not ScheduleState.RINGING
            and (
                satellite_id in item.satellite_ids
                or (satellite_id is None and not item.satellite_ids)
            )
            for item in self.active.values()
        )

    def add(self, item: Schedule) -> None:
        """Store a new item, then take it over. Raises StorageError."""
        self.change(item)
        self._set_here.add(item.id)

    def change(self, item: Schedule) -> None:
        """Store a changed item, then take it over. Raises StorageError."""
        self._store.put(item)
        before = self.active.get(item.id)
        if before is not None and before.state is not ScheduleState.PENDING:
            self._set_here.add(item.id)  # its deadline, if it goes on, begins in this process
        self._take_over(item)

    def finish(self, item: Schedule) -> Schedule:
        """End what rings, whether it can be stored now or not."""
        return self.must(self._rules.ended(item, self._now()))

    def ring_due(self, *, at_start: bool = False) -> list[Schedule]:
        """Ring what is due, whether it can be stored now or not; end what rang long enough."""
        told = []
        for item_id in self.agenda.take_due(self._steady()):
            item = self.active[item_id]
            if item.state is ScheduleState.RINGING:
                told.append(self.finish(item))
            else:
                told.append(self.must(self._rules.fired(item, self._now(), at_start=at_start)))
        return told

    def notice_step(self) -> list[Schedule]:
        """Keep lengths right when the wall clock was set; return the schedules it moved."""
        offset = self._now() - self._steady()
        step, self._offset = offset - self._offset, offset
        if abs(step) < _STEP_S:
            return []
        _log.info("The clock was set by %+.1f s", step)
        told = []
        for item in self.in_state(ScheduleState.PENDING):
            by_the_wall = self._rules.follows_the_wall_clock(item)
            if item.id in self._set_here and not by_the_wall:
                told.append(self.must(replace(item, due_at=item.due_at + step)))
                continue
            right = self._rules.by_the_clock(item, self._now())
            if right != item:
                told.append(self.must(right))
            else:
                self._plan(item)
        return told

    def forget_old(self, before: float) -> None:
        """Delete schedules that were over before this moment, unless the disk refuses."""
        try:
            self._store.prune(before)
        except OvaError as error:
            _log.warning("Old schedules are kept for now: %s", error)

    def save_again(self) -> None:
        """Store what could not be stored before."""
        for item in list(self.unsaved.values()):
            self._save(item)

    def must(self, item: Schedule) -> Schedule:
        """Take a change over, whether it can be stored now or not."""
        self._save(item)
        self._take_over(item)
        return item

    def _save(self, item: Schedule) -> None:
        try:
            self._store.put(item)
            self.unsaved.pop(item.id, None)
        except Exception as error:  # noqa: BLE001 - what is due rings whatever is wrong with the disk
            if not self.unsaved:
                _log.error("Changes of schedules are kept in memory for now: %s", error)
            self.unsaved[item.id] = item

    def _take_over(self, item: Schedule) -> None:
        if item.state in ACTIVE:
            self.active[item.id] = item
            self._plan(item)
        else:
            self.active.pop(item.id, None)
            self.agenda.remove(item.id)
            self._set_here.discard(item.id)

    def _plan(self, item: Schedule) -> None:
        steady = self._steady()
        if item.state is ScheduleState.PENDING:
            self.agenda.put(item.id, steady + (item.due_at - self._now()))
        elif item.state is ScheduleState.PAUSED:
            self.agenda.remove(item.id)
        else:
            limit = self._rules.ring_limit_s(item)
            if limit is None:
                self.agenda.remove(item.id)
            else:
                self.agenda.put(item.id, steady + limit)
