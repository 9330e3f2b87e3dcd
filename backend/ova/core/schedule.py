"""Something that must happen later."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ScheduleState(StrEnum):
    """The life of a schedule. FINISHED and CANCELLED are final."""

    PENDING = "pending"
    PAUSED = "paused"
    RINGING = "ringing"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A timer; alarms, reminders and delayed commands are kinds of the same noun."""

    id: str
    kind: str
    """``timer``."""
    due_at: float
    """Seconds since the epoch; of a paused one when it would have been due."""
    created_at: float
    duration_s: float
    """Length it was set for, in seconds."""
    name: str | None = None
    satellite_id: str | None = None
    """The satellite it rings on; None: all."""
    area_id: str | None = None
    state: ScheduleState = ScheduleState.PENDING
    late: bool = False
    """True when it came due while the hub was not running."""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def satellite_ids(self) -> tuple[str, ...]:
        """Every satellite it rings on; empty: all."""
        several = self.data.get("satellites")
        if several:
            return tuple(several)
        return () if self.satellite_id is None else (self.satellite_id,)

    @property
    def group_id(self) -> str | None:
        """The group it rings on; ``satellite_ids`` are its members."""
        found: str | None = self.data.get("group")
        return found

    def rings_on(self, satellite_id: str | None) -> bool:
        """Tell whether it rings on a satellite; None: on any."""
        return satellite_id is None or not self.satellite_ids or satellite_id in self.satellite_ids

    @property
    def left_s(self) -> float | None:
        """Seconds left of a paused one; None while it is not paused."""
        return float(self.data["left_s"]) if self.state is ScheduleState.PAUSED else None

    def left_at(self, now: float) -> float:
        """Return the seconds left at a time (seconds since the epoch), never less than none."""
        left = self.left_s
        return max(0.0, self.due_at - now) if left is None else left

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "kind": self.kind,
            "due_at": self.due_at,
            "created_at": self.created_at,
            "duration_s": self.duration_s,
            "name": self.name,
            "satellite_id": self.satellite_id,
            "satellite_ids": list(self.satellite_ids),
            "group_id": self.group_id,
            "area_id": self.area_id,
            "state": self.state.value,
            "late": self.late,
            "left_s": self.left_s,
        }
