"""The home, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Area, Entity, Floor
from ova.web.ports.wire import Json


class OrderView(Protocol):
    """An order of floors and areas."""

    def to_json(self) -> Json:
        """Return the wire form."""
        ...


class NamesPort(Protocol):
    """What is wrong with names."""

    def faults(self) -> Sequence[Json]:
        """Return every fault in wire form, what matters most first."""
        ...


class HomePort(Protocol):
    """Areas and entities."""

    def areas(self) -> Sequence[Area]:
        """Return every area."""
        ...

    def area(self, area_id: str) -> Area:
        """Return one area. Raises NotFound."""
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

    def floors(self) -> Sequence[Floor]:
        """Return every floor."""
        ...

    def add_floor(self, name: str, *, aliases: Sequence[str] = ()) -> Floor:
        """Add a floor. Raises Conflict, InvalidInput."""
        ...

    def update_floor(
        self,
        floor_id: str,
        *,
        name: str | None = ...,
        aliases: Sequence[str] | None = ...,
        was: Json | None = ...,
    ) -> Floor:
        """Change what is given. Raises NotFound, Conflict, ChangedMeanwhile."""
        ...

    def remove_floor(self, floor_id: str) -> None:
        """Remove a floor; its areas stay, without a floor. Raises NotFound."""
        ...

    def order(self) -> OrderView:
        """Return the order people gave their floors and areas."""
        ...

    def arrange(
        self,
        *,
        floors: Sequence[str] | None = ...,
        areas: Sequence[str] | None = ...,
        was: Json | None = ...,
    ) -> OrderView:
        """Put floors and areas in order. Raises NotFound, ChangedMeanwhile."""
        ...

    def update_entities(self, changes: Sequence[Json]) -> Sequence[Entity]:
        """Change many entities, all or none. Raises as ``update_entity`` does."""
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
