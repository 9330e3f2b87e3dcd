"""The running, paused and ringing timers with their deadlines, as memory and database have them."""

import logging
from collections.abc import Callable
from dataclasses import replace

from ova.core import OvaError, Schedule, ScheduleState
from ova.schedule.agenda import Agenda
from ova.storage import Schedules

_log = logging.getLogger(__name__)

KIND = "timer"
ACTIVE = (ScheduleState.PENDING, ScheduleState.PAUSED, ScheduleState.RINGING)
_STEP_S = 1.0  # a smaller difference between the clocks is drift


class TimerBook:
    """What ``Timers`` knows. Not thread-safe: its owner holds a lock.

    Methods that change timers return them, for their owner to tell about.
    """

    def __init__(
        self,
        store: Schedules,
        now: Callable[[], float],
        steady: Callable[[], float],
        ring_limit_s: float,
    ) -> None:
        self.active: dict[str, Schedule] = {}
        self.unsaved: dict[str, Schedule] = {}
        """Changes that could not be refused and wait for the disk."""
        self.agenda = Agenda()
        self._store = store
        self._now = now
        self._steady = steady
        self._ring_limit_s = ring_limit_s
        self._set_here: set[str] = set()
        self._offset = now() - steady()
        for timer in store.all(ACTIVE, kind=KIND):
            self.active[timer.id] = timer
            self._plan(timer)

    def in_state(self, state: ScheduleState) -> list[Schedule]:
        """Return the timers in a state, first due first."""
        found = [timer for timer in self.active.values() if timer.state is state]
        return sorted(found, key=lambda timer: (timer.due_at, timer.created_at))

    def running_on(self, satellite_id: str | None) -> int:
        """Count the timers that run for a satellite, or may run again."""
        return sum(
            timer.satellite_id == satellite_id and timer.state is not ScheduleState.RINGING
            for timer in self.active.values()
        )

    def add(self, timer: Schedule) -> None:
        """Store a new timer, then take it over. Raises StorageError."""
        self.change(timer)
        self._set_here.add(timer.id)

    def change(self, timer: Schedule) -> None:
        """Store a changed timer, then take it over. Raises StorageError."""
        self._store.put(timer)
        before = self.active.get(timer.id)
        if before is not None and before.state is ScheduleState.PAUSED:
            self._set_here.add(timer.id)  # its deadline, if it goes on, begins in this process
        self._take_over(timer)

    def finish(self, timer: Schedule) -> Schedule:
        """End a ringing timer, whether it can be stored now or not."""
        return self._must(replace(timer, state=ScheduleState.FINISHED))

    def ring_due(self, *, late: bool = False) -> list[Schedule]:
        """Ring what is due, whether it can be stored now or not; end what rang long enough."""
        told = []
        for timer_id in self.agenda.take_due(self._steady()):
            timer = self.active[timer_id]
            if timer.state is ScheduleState.RINGING:
                told.append(self.finish(timer))
            else:
                told.append(self._must(replace(timer, state=ScheduleState.RINGING, late=late)))
        return told

    def notice_step(self) -> list[Schedule]:
        """Keep lengths right when the wall clock was set; return the timers it moved."""
        offset = self._now() - self._steady()
        step, self._offset = offset - self._offset, offset
        if abs(step) < _STEP_S:
            return []
        _log.info("The clock was set by %+.1f s", step)
        told = []
        for timer in self.in_state(ScheduleState.PENDING):
            if timer.id in self._set_here:
                told.append(self._must(replace(timer, due_at=timer.due_at + step)))
            else:
                self._plan(timer)
        return told

    def forget_old(self, before: float) -> None:
        """Delete timers that were over before this moment, unless the disk refuses."""
        try:
            self._store.prune(before)
        except OvaError as error:
            _log.warning("Old timers are kept for now: %s", error)

    def save_again(self) -> None:
        """Store what could not be stored before."""
        for timer in list(self.unsaved.values()):
            self._save(timer)

    def _must(self, timer: Schedule) -> Schedule:
        self._save(timer)
        self._take_over(timer)
        return timer

    def _save(self, timer: Schedule) -> None:
        try:
            self._store.put(timer)
            self.unsaved.pop(timer.id, None)
        except Exception as error:  # noqa: BLE001 - a timer rings whatever is wrong with the disk
            if not self.unsaved:
                _log.error("Changes of timers are kept in memory for now: %s", error)
            self.unsaved[timer.id] = timer

    def _take_over(self, timer: Schedule) -> None:
        if timer.state in ACTIVE:
            self.active[timer.id] = timer
            self._plan(timer)
        else:
            self.active.pop(timer.id, None)
            self.agenda.remove(timer.id)
            self._set_here.discard(timer.id)

    def _plan(self, timer: Schedule) -> None:
        steady = self._steady()
        if timer.state is ScheduleState.PENDING:
            self.agenda.put(timer.id, steady + timer.due_at - self._now())
        elif timer.state is ScheduleState.PAUSED:
            self.agenda.remove(timer.id)
        else:
            self.agenda.put(timer.id, steady + self._ring_limit_s)
