"""What must happen later: timers, and plans (alarms, reminders, commands,
routines), all of the same noun.

Law: written before acknowledged; the time comes from given clocks.
"""

from ova.schedule.agenda import steady_clock
from ova.schedule.checks import MAX_DURATION_S, MIN_DURATION_S
from ova.schedule.errors import ScheduleError
from ova.schedule.jobs import Jobs
from ova.schedule.plan_changes import is_running
from ova.schedule.planner import MAX_ON_ONE, SNOOZE_S, Planner
from ova.schedule.recurrence import anchored, instant, next_occurrence
from ova.schedule.signing import kept_reach, reach_kept, reach_of_plan
from ova.schedule.timers import MAX_PENDING, Timers
from ova.schedule.wish import plan_of

__all__ = [
    "MAX_DURATION_S",
    "MAX_ON_ONE",
    "MAX_PENDING",
    "MIN_DURATION_S",
    "SNOOZE_S",
    "Jobs",
    "Planner",
    "ScheduleError",
    "Timers",
    "anchored",
    "instant",
    "is_running",
    "kept_reach",
    "next_occurrence",
    "plan_of",
    "reach_kept",
    "reach_of_plan",
    "steady_clock",
]
