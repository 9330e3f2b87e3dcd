"""Satellites the hub has met."""

from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy import delete as remove_from

from ova.core import Satellite
from ova.storage.connections import Connections
from ova.storage.tables import satellites


class Satellites:
    """Stored satellites; whether one is connected is not stored and always False here."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, satellite_id: str) -> Satellite | None:
        """Return one satellite."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(satellites).where(satellites.c.id == satellite_id)
            ).first()
        return _satellite(row) if row else None

    def all(self) -> list[Satellite]:
        """Return every satellite, by name."""
        with self._connections.read() as connection:
            rows = connection.execute(
                select(satellites).order_by(satellites.c.name, satellites.c.id)
            ).all()
        return [_satellite(row) for row in rows]

    def put(self, satellite: Satellite) -> None:
        """Add a satellite or replace the one with this id. Raises Conflict for an unknown area."""
        with self._connections.write() as connection:
            self._connections.upsert(
                connection,
                satellites,
                {
                    "id": satellite.id,
                    "name": satellite.name,
                    "kind": satellite.kind,
                    "area_id": satellite.area_id,
                    "last_seen": satellite.last_seen,
                    "version": satellite.version,
                    "info": satellite.info,
                },
            )

    def touch(self, satellite_id: str, last_seen: float) -> None:
        """Note when a satellite was last heard of."""
        with self._connections.write(durable=False) as connection:
            connection.execute(
                update(satellites)
                .where(satellites.c.id == satellite_id)
                .values(last_seen=last_seen)
            )

    def remove(self, satellite_id: str) -> bool:
        """Forget a satellite; False when there is none."""
        with self._connections.write() as connection:
            result = connection.execute(
                remove_from(satellites).where(satellites.c.id == satellite_id)
            )
        return result.rowcount > 0


def _satellite(row: Row[Any]) -> Satellite:
    return Satellite(
        id=row.id,
        name=row.name,
        kind=row.kind,
        area_id=row.area_id,
        last_seen=row.last_seen,
        version=row.version,
        info=row.info,
    )
