"""A microphone and loudspeaker somewhere in the house."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Satellite:
    """What the hub knows of one satellite."""

    id: str
    name: str
    kind: str = "ova"
    """The link it uses: ``ova``, ``browser``, ``wyoming`` or ``esphome``."""
    area_id: str | None = None
    connected: bool = False
    last_seen: float | None = None
    """Seconds since the epoch."""
    version: str = ""
    info: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "area_id": self.area_id,
            "connected": self.connected,
            "last_seen": self.last_seen,
            "version": self.version,
            "info": self.info,
        }
