"""What must happen later: timers now; alarms, reminders and delayed commands are the same noun.

Law: written before acknowledged; the time comes from given clocks.
"""

from ova.schedule.checks import MAX_DURATION_S, MIN_DURATION_S
from ova.schedule.errors import ScheduleError
from ova.schedule.jobs import Jobs
from ova.schedule.timers import MAX_PENDING, Timers

__all__ = [
    "MAX_DURATION_S",
    "MAX_PENDING",
    "MIN_DURATION_S",
    "Jobs",
    "ScheduleError",
    "Timers",
]
