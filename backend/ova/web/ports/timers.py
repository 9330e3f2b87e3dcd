"""Timers, as the web room asks for it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ova.core import Schedule


class TimersPort(Protocol):
    """Timers."""

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
        """Start a timer."""
        ...

    def pending(self) -> Sequence[Schedule]:
        """Return the timers that run."""
        ...

    def paused(self) -> Sequence[Schedule]:
        """Return the timers that stand still."""
        ...

    def ringing(self) -> Sequence[Schedule]:
        """Return the timers that ring."""
        ...

    def get(self, timer_id: str, /) -> Schedule:
        """Return one timer. Raises NotFound."""
        ...

    def cancel(self, timer_id: str, /) -> Schedule:
        """Cancel a timer. Raises NotFound."""
        ...

    def change(self, timer_id: str, delta_s: float, /) -> Schedule:
        """Give a timer more time, or less. Raises NotFound, Conflict, InvalidInput."""
        ...

    def pause(self, timer_id: str, /) -> Schedule:
        """Have a timer stand still. Raises NotFound, Conflict."""
        ...

    def resume(self, timer_id: str, /) -> Schedule:
        """Have a timer go on. Raises NotFound, Conflict."""
        ...

    def edit(
        self,
        timer_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None,
        /,
    ) -> Schedule:
        """Change fields of a timer that is still as it ``was``.

        Raises NotFound, Conflict, InvalidInput, ChangedMeanwhile.
        """
        ...

    def stop_ringing(self, timer_id: str, /) -> object:
        """Silence a timer that rings."""
        ...
