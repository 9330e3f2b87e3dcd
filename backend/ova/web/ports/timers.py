"""Timers, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Schedule


class TimersPort(Protocol):
    """Timers."""

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
    ) -> Schedule:
        """Start a timer."""
        ...

    def pending(self) -> Sequence[Schedule]:
        """Return the timers that run."""
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

    def stop_ringing(self, timer_id: str, /) -> object:
        """Silence a timer that rings."""
        ...
