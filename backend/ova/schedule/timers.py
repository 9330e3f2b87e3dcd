"""Timers: stored before they are acknowledged, ringing whatever happens."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from ova.core import NotFound, Schedule, ScheduleState, check_was
from ova.schedule.agenda import steady_clock
from ova.schedule.changes import edited, paused, resumed, stretched
from ova.schedule.checks import (
    is_finite,
    named,
    over,
    valid_duration,
    valid_name,
)
from ova.schedule.errors import ScheduleError
from ova.schedule.keeper import Keeper
from ova.schedule.timer_rules import KIND, TimerRules
from ova.storage import Database

MAX_PENDING = 100
"""Per satellite."""


class Timers:
    """Every timer of the home. Thread-safe; nothing here is called inside a transaction."""

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
        rules = TimerRules(ring_limit_s)
        self._keeper = Keeper(database, rules, now, steady, name="timer")
        self._book = self._keeper.book

    def start(self) -> None:
        """Ring what came due meanwhile, ring again what was ringing, and begin to wait."""
        self._keeper.start()

    def close(self) -> None:
        """End the waiting; what is pending or ringing stays so in the database."""
        self._keeper.close()

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
        *,
        satellite_ids: Sequence[str] = (),
        group_id: str | None = None,
    ) -> Schedule:
        """Start a timer and return it once it is safely stored.

        It rings on ``satellite_ids`` when they are given, those of ``group_id`` if that is, else on
        ``satellite_id``, else everywhere. Raises ScheduleError (``too_many_timers`` when the satellite has enough), StorageError.
        """
        duration, clean = valid_duration(duration_s), valid_name(name)
        with self._keeper.changing() as told:
            told += self._book.notice_step()
            several = list(dict.fromkeys(satellite_ids))
            places: list[str | None] = [*several] or [satellite_id]
            data = {"satellites": several, "group": group_id}
            if any(self._book.waiting_on(one) >= MAX_PENDING for one in places):
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
                satellite_id=None if several else satellite_id,
                area_id=area_id,
                data={name: value for name, value in data.items() if value},
            )
            self._book.add(timer)
            told.append(timer)
        return timer

    def pending(self) -> list[Schedule]:
        """Return the timers that run, first due first."""
        return self._keeper.in_state(ScheduleState.PENDING)

    def ringing(self) -> list[Schedule]:
        """Return the timers that ring, the longest first."""
        return self._keeper.in_state(ScheduleState.RINGING)

    def paused(self) -> list[Schedule]:
        """Return the timers that stand still."""
        return self._keeper.in_state(ScheduleState.PAUSED)

    def get(self, timer_id: str) -> Schedule:
        """Return a timer, also one that is over. Raises NotFound."""
        timer = self._keeper.known(timer_id) or self._store.get(timer_id)
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
            and (satellite_id is None or satellite_id in timer.satellite_ids)
        ]
        return found if name is None else named(found, name)

    def cancel(self, timer_id: str) -> Schedule:
        """Cancel a running or paused timer, or stop a ringing one.

        Raises NotFound, Conflict (``timer_over``) or StorageError.
        """
        with self._keeper.changing() as told:
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
        """Change ``name``, ``satellite_id`` (None: none) or ``satellite_ids``, and ``duration_s`` of a timer that
        does not ring.

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
        with self._keeper.changing() as told:
            ringing = self._book.in_state(ScheduleState.RINGING)
            if target is not None:
                one = self._book.active.get(target) or self._book.unsaved.get(target)
                if one or self._store.get(target):  # also one that is over stops no other
                    ringing = [timer for timer in ringing if timer.id == target]
                else:
                    ringing = [timer for timer in ringing if timer.rings_on(target)]
            told += [self._book.finish(timer) for timer in ringing]
            return list(told)

    def subscribe(self, callback: Callable[[Schedule], None]) -> Callable[[], None]:
        """Call back with every timer that is set, changed, rings or is over, in order."""
        return self._keeper.subscribe(callback)

    def satellite_gone(self, satellite_id: str, instead: Sequence[str]) -> None:
        """Have what was to ring on a satellite ring on others ``instead``; everywhere without any."""
        self._keeper.satellite_gone(satellite_id, instead)

    def group_changed(self, group_id: str, members: Sequence[str] | None) -> int:
        """Have what rings on a group ring on its ``members``, and tell how many that are.

        None: the group is no more, and what rang on it goes on ringing where it did.
        """
        return self._keeper.group_changed(group_id, members)

    def check_now(self) -> None:
        """Ring what is due; the waiting thread does this by itself."""
        self._keeper.check_now()

    def _become(self, timer_id: str, change: Callable[[Schedule], Schedule]) -> Schedule:
        with self._keeper.changing() as told:
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
