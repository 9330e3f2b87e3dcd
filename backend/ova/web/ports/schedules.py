"""Alarms, reminders and planned commands, as the web room asks for them."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Schedule


class SchedulesPort(Protocol):
    """What is planned."""

    def all(self) -> Sequence[Schedule]:
        """Return what rings, waits or is paused."""
        ...

    def get(self, plan_id: str, /) -> Schedule:
        """Return one. Raises NotFound."""
        ...

    def cancel(self, plan_id: str, /) -> object:
        """Delete one. Raises NotFound, Conflict."""
        ...

    def stop(self, plan_id: str, /) -> Schedule:
        """Silence one that rings. Raises NotFound, Conflict."""
        ...

    def snooze(self, plan_id: str, seconds: float | None, /) -> Schedule:
        """Have one that rings ring again later. Raises NotFound, Conflict."""
        ...

    def pause(self, plan_id: str, /) -> Schedule:
        """Have one not happen until it is resumed. Raises NotFound, Conflict."""
        ...

    def resume(self, plan_id: str, /) -> Schedule:
        """Put one in force again. Raises NotFound, InvalidInput."""
        ...

    def skip(self, plan_id: str, /) -> Schedule:
        """Leave out the next time of what repeats. Raises NotFound, Conflict."""
        ...
