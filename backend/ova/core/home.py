"""The home: floors, areas, entities and their states."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Floor:
    """A level of the house."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"id": self.id, "name": self.name, "aliases": list(self.aliases)}


@dataclass(frozen=True, slots=True)
class Area:
    """A room, or another place with a name."""

    id: str
    name: str
    floor_id: str | None = None
    aliases: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "floor_id": self.floor_id,
            "aliases": list(self.aliases),
        }


@dataclass(frozen=True, slots=True)
class EntityState:
    """What an entity is doing now."""

    state: str = "unknown"
    """Home Assistant's words: ``on``, ``off``, ``open``, ``locked``, ``playing``, ``unavailable`` or a number."""
    attributes: dict[str, Any] = field(default_factory=dict)
    changed_at: float = 0.0
    """Seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something in the home that can be asked about or controlled."""

    id: str
    """``<domain>.<object id>``, for example ``light.kitchen``."""
    name: str
    domain: str
    source: str
    """Id of the integration it comes from."""
    key: str
    """``<integration id>.<external name>``, case-folded; unique, stable over renames."""
    area_id: str | None = None
    device_class: str | None = None
    aliases: tuple[str, ...] = ()
    exposed: bool = True
    """May be named and controlled by voice."""
    state: EntityState = field(default_factory=EntityState)
    detached: bool = False
    """Its integration has it no more; kept for what a person decided about it."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "domain": self.domain,
            "source": self.source,
            "area_id": self.area_id,
            "device_class": self.device_class,
            "aliases": list(self.aliases),
            "exposed": self.exposed,
            "detached": self.detached,
            "state": self.state.state,
            "attributes": self.state.attributes,
            "changed_at": self.state.changed_at,
        }
