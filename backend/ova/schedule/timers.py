"""Timers: stored before they are acknowledged, ringing whatever happens."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from ova.core import NotFound, Schedule, ScheduleState, check_was
from ova.schedule.agenda import steady_clock
from ova.schedule.book import KIND, TimerBook
from ova.schedule.changes import edited, paused, resumed, stretched
from ova.schedule.checks import (
    is_finite,
    named,
    over,
    valid_duration,
    valid_name,
)
from ova.schedule.errors import ScheduleError
from ova.storage import ChangeFeed, Database

MAX_PENDING = 100
"""Per satellite."""
_CHECK_EVERY_S = 30.0  # to notice steps of the wall clock and the end of a sleep
_KEEP_OVER_S = 7 * 24 * 3600.0


class Timers:
    """Every timer of the home. Thread-safe; nothing here is called inside a transaction.

    One thread waits for the next deadline. Deadlines of timers set in this process follow
    ``steady``: a step of the wall clock moves their ``due_at``, not their length. Timers found in
    the database follow the wall clock, the only one that outlives a restart.
    """

    def __init__(
        self,
        database: Database,
        *,
        now: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady_clock,
        ring_limit_s: float = 900.0,
    ) -> None:
        """Take up the stored timers.

        ``now`` gives seconds since the epoch, ``steady`` seconds that never step. A timer nobody
        stops is finished ``ring_limit_s`` after it began to ring.
        """
        self._store = database.schedules
        self._now = now
        self._steady = steady
        self._feed: ChangeFeed[Schedule] = ChangeFeed("timer")
        self._changed = threading.Condition(database.writing)
        self._book = TimerBook(database.schedules, now, steady, ring_limit_s)
        self._thread: threading.Thread | None = None
        self._closing = False

    def start(self) -> None:
        """Ring what came due meanwhile, ring again what was ringing, and begin to wait."""
        with self._changing() as told:
            if self._thread is not None:
                return
            self._book.forget_old(self._now() - _KEEP_OVER_S)
            told += self._book.in_state(ScheduleState.RINGING)
            told += self._book.ring_due(late=True)
            self._closing = False
            self._thread = threading.Thread(target=self._wait, name="timers", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the waiting; what is pending or ringing stays so in the database."""
        with self._changed:
            thread, self._thread = self._thread, None
            self._closing = True
            self._changed.notify_all()
        if thread is not None:
            thread.join()
        with self._changed:
            self._book.save_again()

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
    ) -> Schedule:
        """Start a timer and return it once it is safely stored.

        Raises ScheduleError (``too_many_timers`` when the satellite has enough), StorageError.
        """
        duration, clean = valid_duration(duration_s), valid_name(name)
        with self._changing() as told:
            told += self._book.notice_step()
            if self._book.running_on(satellite_id) >= MAX_PENDING:
                raise ScheduleError(
                    f"There are already {MAX_PENDING} timers here.",
                    cure="Cancel some timers first.",
                    code="too_many_timers",
                )
            created = self._now()
            timer = Schedule(
                id=uuid4().hex,
                kind=KIND,
                due_at=created + duration,
                created_at=created,
                duration_s=duration,
                name=clean,
                satellite_id=satellite_id,
                area_id=area_id,
            )
            self._book.add(timer)
            told.append(timer)
        return timer

    def pending(self) -> list[Schedule]:
        """Return the timers that run, first due first."""
        with self._changed:
            return self._book.in_state(ScheduleState.PENDING)

    def ringing(self) -> list[Schedule]:
        """Return the timers that ring, the longest first."""
        with self._changed:
            return self._book.in_state(ScheduleState.RINGING)

    def paused(self) -> list[Schedule]:
        """Return the timers that stand still."""
        with self._changed:
            return self._book.in_state(ScheduleState.PAUSED)

    def get(self, timer_id: str) -> Schedule:
        """Return a timer, also one that is over. Raises NotFound."""
        with self._changed:
            timer = self._book.active.get(timer_id) or self._book.unsaved.get(timer_id)
        if timer is None:
            timer = self._store.get(timer_id)
        if timer is None or timer.kind != KIND:
            raise NotFound(f"There is no timer {timer_id!r}.", cure="Look at the list of timers.")
        return timer

    def find(
        self,
        name: str | None = None,
        duration_s: float | None = None,
        area_id: str | None = None,
        satellite_id: str | None = None,
    ) -> list[Schedule]:
        """Return the ringing, running and paused timers that fit all that is given, first due first.

        A name fits whatever its capitals; if none does, timers whose name contains its words.
        """
        found = [
            timer
            for timer in (*self.ringing(), *self.pending(), *self.paused())
            if (duration_s is None or abs(timer.duration_s - duration_s) < 0.5)
            and (area_id is None or timer.area_id == area_id)
            and (satellite_id is None or timer.satellite_id == satellite_id)
        ]
        return found if name is None else named(found, name)

    def cancel(self, timer_id: str) -> Schedule:
        """Cancel a running or paused timer, or stop a ringing one.

        Raises NotFound, Conflict (``timer_over``) or StorageError.
        """
        with self._changing() as told:
            timer = self._active(timer_id)
            if timer.state is ScheduleState.RINGING:
                timer = self._book.finish(timer)
            else:
                timer = replace(timer, state=ScheduleState.CANCELLED)
                self._book.change(timer)
            told.append(timer)
        return timer

    def change(self, timer_id: str, delta_s: float) -> Schedule:
        """Give a running or paused timer more time, or with a negative ``delta_s`` less.

        Raises NotFound, Conflict (``timer_over``), ScheduleError when no time or more than a week
        would be left, or StorageError.
        """
        if not is_finite(delta_s):
            raise ScheduleError(
                "The time to add must be a number.", cure="Give seconds, for example 60 or -60."
            )
        return self._become(timer_id, lambda timer: stretched(timer, delta_s, self._now()))

    def pause(self, timer_id: str) -> Schedule:
        """Have a running timer stand still; one that does is returned as it is.

        Raises NotFound, Conflict (``timer_over``) or StorageError.
        """
        return self._become(timer_id, lambda timer: paused(timer, self._now()))

    def resume(self, timer_id: str) -> Schedule:
        """Have a paused timer go on; one that runs is returned as it is.

        Raises NotFound, Conflict (``timer_over``) or StorageError.
        """
        return self._become(timer_id, lambda timer: resumed(timer, self._now()))

    def edit(
        self,
        timer_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None = None,
    ) -> Schedule:
        """Change ``name``, ``satellite_id`` (None: none) and ``duration_s`` of a timer that does not ring.

        A new length changes what is left by the difference. ``was`` is what the caller had seen.
        Raises NotFound, Conflict (``timer_over``), ChangedMeanwhile, ScheduleError or StorageError.
        """

        def change(timer: Schedule) -> Schedule:
            check_was(timer.name or "The timer", timer.to_json(), was)
            return edited(timer, changes, self._now())

        return self._become(timer_id, change)

    def stop_ringing(self, target: str | None = None) -> list[Schedule]:
        """Stop a ringing timer by its id, those ringing on a satellite by its id, or all.

        Timers without a satellite ring on every one and are stopped from any. A stop that cannot
        be stored now is stored later.
        """
        with self._changing() as told:
            ringing = self._book.in_state(ScheduleState.RINGING)
            if target is not None:
                one = self._book.active.get(target) or self._book.unsaved.get(target)
                if one or self._store.get(target):  # also one that is over stops no other
                    ringing = [timer for timer in ringing if timer.id == target]
                else:
                    ringing = [timer for timer in ringing if timer.satellite_id in (None, target)]
            told += [self._book.finish(timer) for timer in ringing]
            return list(told)

    def subscribe(self, callback: Callable[[Schedule], None]) -> Callable[[], None]:
        """Call back with every timer that is set, changed, rings or is over, in order."""
        return self._feed.subscribe(callback)

    def check_now(self) -> None:
        """Ring what is due; the waiting thread does this by itself."""
        with self._changing() as told:
            self._check(told)

    def _wait(self) -> None:
        while True:
            with self._changing() as told:
                if self._closing:
                    return
                self._check(told)
            with self._changed:
                deadline = self._book.agenda.next()
                left = _CHECK_EVERY_S if deadline is None else deadline - self._steady()
                if left > 0 and not self._closing:
                    self._changed.wait(min(left, _CHECK_EVERY_S))

    def _check(self, told: list[Schedule]) -> None:
        self._book.save_again()
        told += self._book.notice_step()
        told += self._book.ring_due()

    def _become(self, timer_id: str, change: Callable[[Schedule], Schedule]) -> Schedule:
        with self._changing() as told:
            told += self._book.notice_step()
            before = self._active(timer_id)
            timer = change(before)
            if timer != before:
                self._book.change(timer)
                told.append(timer)
        return timer

    def _active(self, timer_id: str) -> Schedule:
        timer = self._book.active.get(timer_id)
        if timer is None:
            raise over(self.get(timer_id))
        return timer

    @contextmanager
    def _changing(self) -> Iterator[list[Schedule]]:
        """Hold the lock, wake the waiting thread when something changed, then tell about it."""
        try:
            with self._changed:
                told: list[Schedule] = []
                try:
                    yield told
                finally:
                    for timer in told:
                        self._feed.put(timer)
                    if told:
                        self._changed.notify_all()
        finally:
            self._feed.deliver()
