"""The home, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Area, Entity
from ova.web.ports.wire import Json


class HomePort(Protocol):
    """Areas and entities."""

    def areas(self) -> Sequence[Area]:
        """Return every area."""
        ...

    def add_area(
        self, name: str, *, floor_id: str | None = None, aliases: Sequence[str] = ()
    ) -> Area:
        """Add an area. Raises Conflict, InvalidInput."""
        ...

    def update_area(
        self,
        area_id: str,
        *,
        name: str | None = ...,
        floor_id: str | None = ...,
        aliases: Sequence[str] | None = ...,
        was: Json | None = ...,
    ) -> Area:
        """Change what is given; None for ``floor_id`` takes it off its floor."""
        ...

    def remove_area(self, area_id: str) -> None:
        """Remove an area; its entities stay, without an area. Raises NotFound."""
        ...

    def entities(self, domain: str | None = None, area_id: str | None = None) -> Sequence[Entity]:
        """Return entities, all or those of a domain or area."""
        ...

    def entity(self, entity_id: str) -> Entity:
        """Return one entity. Raises NotFound."""
        ...

    def update_entity(
        self,
        entity_id: str,
        *,
        name: str | None = ...,
        area_id: str | None = ...,
        aliases: Sequence[str] | None = ...,
        exposed: bool | None = ...,
        was: Json | None = ...,
    ) -> Entity:
        """Change what is given; None for ``area_id`` takes it out of its area."""
        ...

    def remove_entity(self, entity_id: str) -> None:
        """Delete an entity no integration declares. Raises NotFound, Conflict."""
        ...

    def control(self, entity_id: str, service: str, data: Json) -> Entity:
        """Carry out a service. Raises InvalidInput, NotFound, Unavailable."""
        ...
