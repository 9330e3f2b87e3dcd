"""When routines run by themselves: one plan for each that has times."""

from collections.abc import Mapping
from typing import Any

from ova.core import Conflict, PlanKind, Routine, Schedule, Wish
from ova.schedule import Jobs, Planner

AGAIN_S = 1.0


class RoutineTimes:
    """Keeps the plans of routines as the routines say."""

    def __init__(self, schedules: Planner, jobs: Jobs) -> None:
        self._schedules = schedules
        self._jobs = jobs

    def plan_of(self, routine_id: str) -> Schedule | None:
        """Return the plan a routine runs by; None for one without times."""
        plans = self._schedules.find(PlanKind.ROUTINE)
        return next((one for one in plans if one.data.get("routine") == routine_id), None)

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

    def _keep(self, routine: Routine) -> None:
        schedules, plan = self._schedules, self.plan_of(routine.id)
        wanted = routine.repeat if routine.enabled else None
        if wanted is None:
            if plan is not None:
                schedules.cancel(plan.id, by_routine=True)
            return
        if plan is None:
            wish = Wish(
                kind=PlanKind.ROUTINE,
                repeat=wanted,
                name=routine.name,
                satellite_id=routine.satellite_id,
                routine_id=routine.id,
            )
            schedules.add(wish)
            return
        changes: dict[str, Any] = {}
        if plan.data.get("repeat") != wanted.to_json():
            changes["repeat"] = wanted
        if plan.name != routine.name:
            changes["name"] = routine.name
        if plan.satellite_id != routine.satellite_id:
            changes["satellite_id"] = routine.satellite_id
        if changes:
            schedules.edit(plan.id, changes, by_routine=True)
