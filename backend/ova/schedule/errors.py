"""What can be wrong with a wish for later."""

from ova.core import InvalidInput


class ScheduleError(InvalidInput):
    """A schedule that cannot be made or changed like this."""

    code = "invalid_schedule"
