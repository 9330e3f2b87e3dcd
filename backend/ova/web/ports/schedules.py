"""Alarms, reminders and planned commands, as the web room asks for them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ova.core import Schedule, Wish
from ova.web.ports.wire import Json


class SchedulesPort(Protocol):
    """What is planned."""

    def add(self, wish: Wish) -> Schedule:
        """Plan something. Raises InvalidInput."""
        ...

    def all(self) -> Sequence[Schedule]:
        """Return what rings, waits or is paused."""
        ...

    def get(self, plan_id: str, /) -> Schedule:
        """Return one. Raises NotFound."""
        ...

    def edit(
        self, plan_id: str, changes: Mapping[str, Any], was: Json | None = None, /
    ) -> Schedule:
        """Change one. Raises NotFound, Conflict, ChangedMeanwhile, InvalidInput."""
        ...

    def cancel(self, plan_id: str, /) -> object:
        """Delete one. Raises NotFound, Conflict."""
        ...

    def stop(self, plan_id: str, /) -> Schedule:
        """Silence one that rings. Raises NotFound, Conflict."""
        ...

    def snooze(self, plan_id: str, seconds: float, /) -> Schedule:
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
