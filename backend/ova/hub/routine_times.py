"""When routines run by themselves: one plan for each that has times."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ova.core import (
    Conflict,
    InvalidInput,
    PlanKind,
    Recurrence,
    Routine,
    Schedule,
    Wish,
    recurrence_of,
)
from ova.schedule import Jobs, Planner, plan_of

AGAIN_S = 1.0

log = logging.getLogger(__name__)


class RoutineTimes:
    """Keeps the plans of routines as the routines say."""

    def __init__(self, schedules: Planner, jobs: Jobs) -> None:
        self._schedules = schedules
        self._jobs = jobs

    def plan_of(self, routine_id: str) -> Schedule | None:
        """Return the plan a routine runs by; None for one without times."""
        plans = self._schedules.find(PlanKind.ROUTINE)
        return next((one for one in plans if one.data.get("routine") == routine_id), None)

    def counted(self, routine: Routine, now: datetime) -> Routine:
        """Return a routine whose times have a day to count from, where they count.

        So "every other Monday" stays the same Mondays when it is switched off for a while. Raises
        ScheduleError for times too far away.
        """
        if routine.repeat is None:
            return routine
        plan = plan_of(_wish_of(routine, routine.repeat), now.timestamp(), now.tzinfo or UTC)
        return replace(routine, repeat=recurrence_of(plan.data["repeat"]))

    def keep(self, routines: Mapping[str, Routine]) -> None:
        """See that every routine is planned for its times, and nothing else is."""
        for plan in self._schedules.find(PlanKind.ROUTINE):
            if plan.data.get("routine") not in routines:
                self._schedules.cancel(plan.id, by_routine=True)
        for routine in routines.values():
            self.keep_one(routine)

    def keep_one(self, routine: Routine) -> None:
        """See that a routine is planned for its times."""
        try:
            self._keep(routine)
        except Conflict:  # it begins just now
            key = f"routine times {routine.id}"
            self._jobs.plan(key, AGAIN_S, lambda: self.keep_one(routine))
        except InvalidInput as error:  # a file may say so
            log.warning("The routine %s does not run by itself: %s", routine.name, error)

    def _keep(self, routine: Routine) -> None:
        schedules, plan = self._schedules, self.plan_of(routine.id)
        wanted = routine.repeat if routine.enabled else None
        if wanted is None:
            if plan is not None:
                schedules.cancel(plan.id, by_routine=True)
            return
        if plan is None:
            schedules.add(_wish_of(routine, wanted))
            return
        changes: dict[str, Any] = {}
        if not _is_kept(wanted, plan.data.get("repeat")):
            changes["repeat"] = wanted
        if plan.name != routine.name:
            changes["name"] = routine.name
        if plan.satellite_id != routine.satellite_id:
            changes["satellite_id"] = routine.satellite_id
        if changes:
            schedules.edit(plan.id, changes, by_routine=True)


def _wish_of(routine: Routine, repeat: Recurrence) -> Wish:
    return Wish(
        kind=PlanKind.ROUTINE,
        repeat=repeat,
        name=routine.name,
        satellite_id=routine.satellite_id,
        routine_id=routine.id,
    )


def _is_kept(wanted: Recurrence, planned: Mapping[str, Any] | None) -> bool:
    """Tell whether a plan repeats as its routine says; a file need not say from when it counts."""
    if planned is None:
        return False
    kept = recurrence_of(planned)
    counts_on = wanted.every > 1 and wanted.start is None
    return (replace(kept, start=None) if counts_on else kept) == wanted
