"""Several satellites that people call by one name."""

from dataclasses import dataclass
from typing import Any

MAX_GROUPS = 100
MAX_GROUP_NAME = 60


@dataclass(frozen=True, slots=True)
class SatelliteGroup:
    """ "The downstairs speakers": what is said or rings there does so on all of them."""

    id: str
    name: str
    satellite_ids: tuple[str, ...] = ()
    """In the order they were chosen; none is left when all of them were deleted."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"id": self.id, "name": self.name, "satellite_ids": list(self.satellite_ids)}
