"""Entities with their last known states."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import select, update

from ova.core import Entity, EntityState
from ova.storage.connections import Connections
from ova.storage.tables import entities


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An entity and what the user decided about it."""

    entity: Entity
    customised: frozenset[str] = frozenset()
    """Fields the user changed, of ``name``, ``area_id``, ``aliases`` and ``exposed``."""


class Entities:
    """Stored entities."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[StoredEntity]:
        """Return every entity."""
        with self._connections.read() as connection:
            rows = connection.execute(select(entities).order_by(entities.c.id)).all()
        return [
            StoredEntity(
                Entity(
                    id=row.id,
                    name=row.name,
                    domain=row.domain,
                    source=row.source,
                    key=row.key,
                    area_id=row.area_id,
                    device_class=row.device_class,
                    aliases=tuple(row.aliases),
                    exposed=row.exposed,
                    state=EntityState(row.state, row.attributes, row.changed_at),
                    detached=row.detached,
                ),
                frozenset(row.customised),
            )
            for row in rows
        ]

    def put(self, stored: Iterable[StoredEntity]) -> None:
        """Add entities or replace those with the same id, all or none.

        Raises Conflict when a key is taken by another entity or an area is unknown.
        """
        rows = [_row(item) for item in stored]
        with self._connections.write() as connection:
            self._connections.upsert(connection, entities, *rows)

    def put_state(self, entity_id: str, state: EntityState) -> None:
        """Store what an entity is doing now; on return it survives the death of the process.

        A power cut may lose the last moments: a device is asked again afterwards.
        """
        with self._connections.write(durable=False) as connection:
            connection.execute(
                update(entities)
                .where(entities.c.id == entity_id)
                .values(state=state.state, attributes=state.attributes, changed_at=state.changed_at)
            )

    def remove(self, entity_id: str) -> bool:
        """Delete an entity; False when there is none."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(entities).where(entities.c.id == entity_id))
        return result.rowcount > 0


def _row(stored: StoredEntity) -> dict[str, Any]:
    entity = stored.entity
    return {
        "id": entity.id,
        "key": entity.key,
        "name": entity.name,
        "domain": entity.domain,
        "source": entity.source,
        "area_id": entity.area_id,
        "device_class": entity.device_class,
        "aliases": list(entity.aliases),
        "exposed": entity.exposed,
        "customised": sorted(stored.customised),
        "state": entity.state.state,
        "attributes": entity.state.attributes,
        "changed_at": entity.state.changed_at,
        "detached": entity.detached,
    }
