"""What is taken back of something that was done for a while only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core.home import Entity

NEAR = 0.01
"""So far apart are numbers that mean the same."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """One service that puts a thing back, unless somebody made something else of it meanwhile."""

    entity_id: str
    service: str
    data: dict[str, Any] = field(default_factory=dict)
    states: tuple[str, ...] = ()
    """What was made of it: it is put back from one of these states only; empty: from any."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Attributes as they were made."""

    def still(self, entity: Entity) -> bool:
        """Tell whether a thing is as it was made."""
        now = entity.state
        same = (_same(now.attributes.get(name), one) for name, one in self.attributes.items())
        return (not self.states or now.state in self.states) and all(same)

    def to_json(self) -> dict[str, Any]:
        """Return the form it is stored in."""
        return {
            "entity_id": self.entity_id,
            "service": self.service,
            "data": self.data,
            "states": list(self.states),
            "attributes": self.attributes,
        }


def put_back_of(stored: Mapping[str, Any]) -> PutBack:
    """Read what was stored."""
    return PutBack(
        stored["entity_id"],
        stored["service"],
        dict(stored["data"]),
        tuple(stored["states"]),
        dict(stored["attributes"]),
    )


def _same(now: Any, made: Any) -> bool:
    if isinstance(now, int | float) and isinstance(made, int | float):
        return abs(now - made) <= NEAR
    return bool(now == made)
