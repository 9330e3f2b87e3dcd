"""Alarms, reminders, commands and routines for later: stored before they are acknowledged, each happening once."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import tzinfo
from typing import Any

from ova.core import (
    Conflict,
    NotFound,
    PlanKind,
    Schedule,
    ScheduleState,
    Wish,
    check_was,
    plan_json,
)
from ova.schedule import plan_changes
from ova.schedule.agenda import steady_clock
from ova.schedule.checks import named
from ova.schedule.errors import ScheduleError
from ova.schedule.keeper import Keeper
from ova.schedule.plan_changes import Trouble, is_running, troubled
from ova.schedule.plan_rules import PlanRules
from ova.schedule.signing import signed, signed_again
from ova.schedule.wish import changed, plan_of
from ova.storage import Database

_log = logging.getLogger(__name__)

MAX_ON_ONE = 100
"""Plans that wait for one satellite."""
MAX_IN_ALL = 50_000
SNOOZE_S = 540.0
"""Nine minutes, as alarm clocks do."""
CarryOut = Callable[[Schedule], str | None]
"""Carries a command out; returns why that did not work, None when it did."""


class Planner:
    """Every alarm, reminder and command of the home. Thread-safe; not to be used inside a transaction."""

    def __init__(
        self,
        database: Database,
        carry_out: CarryOut,
        *,
        zone: Callable[[], tzinfo],
        now: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady_clock,
        workers: int = 4,
        snooze_s: Callable[[], float] = lambda: SNOOZE_S,
    ) -> None:
        """Take up what is stored. ``now`` gives seconds since the epoch, ``zone`` the home's time zone.

        ``snooze_s`` is how long what says nothing of its own is snoozed.
        With ``workers=0`` commands are carried out in the thread that finds them due.
        """
        self._store = database.schedules
        self._carry_out = carry_out
        self._zone = zone
        self._now = now
        self._snooze_s = snooze_s
        self._keeper = Keeper(database, PlanRules(zone), now, steady, name="schedule")
        self._book = self._keeper.book
        self._pool = ThreadPoolExecutor(workers, "ova-later") if workers else None
        self._keeper.subscribe(self._begin)

    def start(self) -> None:
        """Let happen what came due meanwhile, ring again what was ringing, and begin to wait."""
        self._keeper.start()

    def close(self) -> None:
        """End the waiting, after what is being carried out; the rest stays so in the database."""
        self._keeper.close()
        if self._pool is not None:
            self._pool.shutdown()

    def subscribe(self, callback: Callable[[Schedule], None]) -> Callable[[], None]:
        """Call back with every plan that is made, changed, rings or is over, in order."""
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
        """Let happen what is due; the waiting thread does this by itself."""
        self._keeper.check_now()

    def add(self, wish: Wish) -> Schedule:
        """Plan something and return it once it is safely stored. Raises ScheduleError, StorageError."""
        with self._keeper.changing() as told:
            told += self._book.notice_step()
            plan = signed(plan_of(wish, self._now(), self._zone()))
            self._check_room(plan)
            self._book.add(plan)
            told.append(plan)
        return plan

    def all(self) -> list[Schedule]:
        """Return what rings, then what waits, then what is paused, each first due first."""
        states = (ScheduleState.RINGING, ScheduleState.PENDING, ScheduleState.PAUSED)
        return [plan for state in states for plan in self._keeper.in_state(state)]

    def ringing(self) -> list[Schedule]:
        """Return what rings: not what is being carried out."""
        return [one for one in self._keeper.in_state(ScheduleState.RINGING) if not is_running(one)]

    def find(self, kind: PlanKind | None = None, name: str | None = None) -> list[Schedule]:
        """Return the plans of a kind that ring, wait or are paused; ``name`` as with timers."""
        found = [one for one in self.all() if kind is None or one.kind == kind.value]
        return found if name is None else named(found, name)

    def get(self, plan_id: str) -> Schedule:
        """Return a plan, also one that is over. Raises NotFound."""
        plan = self._keeper.known(plan_id) or self._store.get(plan_id)
        if plan is None or plan.kind not in PlanRules.kinds:
            raise NotFound(
                f"There is no schedule {plan_id!r}.", cure="Look at the list of schedules."
            )
        return plan

    def edit(
        self,
        plan_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None = None,
        *,
        by_routine: bool = False,
    ) -> Schedule:
        """Change ``name``, ``text``, ``satellite_id`` or ``satellite_ids``, ``area_id``, ``snooze_s``, or when:
        one of ``at``, ``in_s``, ``repeat``.

        ``was`` is what the caller had seen; when a routine runs is changed ``by_routine``. Raises NotFound, Conflict while it rings,
        ChangedMeanwhile, ScheduleError or StorageError.
        """

        def change(plan: Schedule) -> Schedule:
            _check_owner(plan, by_routine=by_routine)
            check_was(plan.name or "The schedule", plan_json(plan), was)
            if plan.state is ScheduleState.RINGING:
                raise Conflict("It rings already.", cure="Stop it first.", code="is_ringing")
            fresh = changed(plan, changes, self._now(), self._zone())
            return signed_again(fresh, plan, changes)

        return self._become(plan_id, change)

    def cancel(self, plan_id: str, *, by_routine: bool = False) -> Schedule:
        """Delete a plan with all its times to come. Raises NotFound, Conflict or StorageError."""

        def change(plan: Schedule) -> Schedule:
            _check_owner(plan, by_routine=by_routine)
            return plan_changes.cancelled(plan)

        return self._become(plan_id, change)

    def stop(self, plan_id: str) -> Schedule:
        """Silence what rings; what repeats waits for its next time. Raises NotFound, Conflict."""
        with self._keeper.changing() as told:
            plan = self._active(plan_id)
            if plan.state is not ScheduleState.RINGING:
                raise Conflict(
                    "It does not ring.", cure="Nothing is to be done.", code="not_ringing"
                )
            plan = self._book.finish(plan)
            told.append(plan)
        return plan

    def stop_ringing(
        self, satellite_id: str | None = None, *, plan_id: str | None = None
    ) -> list[Schedule]:
        """Silence what rings on a satellite or everywhere, or one of it; return what that was."""
        with self._keeper.changing() as told:
            told += [
                self._book.finish(plan)
                for plan in self._book.in_state(ScheduleState.RINGING)
                if not is_running(plan)
                and plan.rings_on(satellite_id)
                and plan_id in (None, plan.id)
            ]
            return list(told)

    def snooze(self, plan_id: str, seconds: float | None = None) -> Schedule:
        """Have what rings ring again later, by default as much later as it says or the home is used to.

        Raises NotFound, Conflict, ScheduleError, StorageError.
        """

        def later(plan: Schedule) -> Schedule:
            usual = plan.data.get("snooze_s") or self._snooze_s()
            return plan_changes.snoozed(plan, usual if seconds is None else seconds, self._now())

        return self._become(plan_id, later)

    def pause(self, plan_id: str) -> Schedule:
        """Have a plan not happen until it is resumed. Raises NotFound, Conflict, StorageError."""
        return self._become(plan_id, plan_changes.paused)

    def resume(self, plan_id: str) -> Schedule:
        """Put a paused plan in force again. Raises NotFound, ScheduleError, StorageError."""
        return self._become(
            plan_id, lambda plan: plan_changes.resumed(plan, self._now(), self._zone())
        )

    def skip(self, plan_id: str) -> Schedule:
        """Leave out the next time of what repeats. Raises NotFound, Conflict, StorageError."""
        return self._become(
            plan_id, lambda plan: plan_changes.skipped(plan, self._now(), self._zone())
        )

    def zone_changed(self) -> None:
        """Keep times of day when the home's time zone was set."""
        with self._keeper.changing() as told:
            for plan in self._book.in_state(ScheduleState.PENDING):
                moved = plan_changes.in_zone(plan, self._now(), self._zone())
                if moved != plan:
                    told.append(self._book.must(moved))

    def _check_room(self, plan: Schedule) -> None:
        here = any(self._book.waiting_on(one) >= MAX_ON_ONE for one in plan.satellite_ids)
        if here or len(self._book.active) >= MAX_IN_ALL:
            raise ScheduleError(
                "There is too much planned already.",
                cure="Delete something that is planned first.",
                code="too_many_schedules",
            )

    def _active(self, plan_id: str) -> Schedule:
        plan = self._book.active.get(plan_id)
        if plan is None:
            self.get(plan_id)
            raise Conflict("It is already over.", cure="Plan it anew.", code="schedule_over")
        return plan

    def _become(self, plan_id: str, change: Callable[[Schedule], Schedule]) -> Schedule:
        with self._keeper.changing() as told:
            told += self._book.notice_step()
            before = self._active(plan_id)
            plan = change(before)
            if plan != before:
                self._book.change(plan)
                told.append(plan)
        return plan

    def _begin(self, plan: Schedule) -> None:
        """Carry out what has just come due; it is on disk that this has begun."""
        if plan.state is not ScheduleState.RINGING or not is_running(plan):
            return
        if self._pool is None:
            self._do(plan)
        else:
            self._pool.submit(self._do, plan)

    def _do(self, plan: Schedule) -> None:
        try:
            words = self._carry_out(plan)
        except Exception as error:  # noqa: BLE001 - whatever it was, the person is to hear of it
            _log.exception(
                "The planned %s %r failed", plan.kind, plan.data.get("text") or plan.name
            )
            words = str(error)
        with self._keeper.changing() as told:
            now = self._book.active.get(plan.id)
            if now is None or not is_running(now):
                return  # deleted meanwhile
            if words is None:
                told.append(self._book.finish(now))
            else:
                told.append(self._book.must(troubled(now, Trouble.FAILED, words)))


def _check_owner(plan: Schedule, *, by_routine: bool) -> None:
    """Leave the times of a routine to the routine. Raises Conflict."""
    if plan.kind == PlanKind.ROUTINE and not by_routine:
        raise Conflict(
            "This is when a routine runs.", cure="Change the routine.", code="of_a_routine"
        )
