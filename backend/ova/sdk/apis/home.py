"""The home as plugins see it."""

from collections.abc import Callable
from typing import Any, Protocol

from ova.core import Area, Entity, Floor


class HomeApi(Protocol):
    """Areas and entities of the home."""

    def areas(self) -> list[Area]:
        """Return every area."""

    def area(self, area_id: str) -> Area:
        """Return one area; raises NotFound."""

    def floors(self) -> list[Floor]:
        """Return every floor."""

    def entities(self, domain: str | None = None, area_id: str | None = None) -> list[Entity]:
        """Return the entities, all or those of a domain and an area."""

    def entity(self, entity_id: str) -> Entity:
        """Return one entity; raises NotFound with near matches."""

    def control(self, entity_id: str, service: str, data: dict[str, Any] | None = None) -> Entity:
        """Carry out a service on an entity and return it with its new state.

        Raises NotFound, InvalidInput for a service or data the domain does not have, and what the
        integration behind the entity raised.
        """

    def subscribe(self, callback: Callable[[Entity], None]) -> Callable[[], None]:
        """Call ``callback`` on every change; returns the function that ends it."""
