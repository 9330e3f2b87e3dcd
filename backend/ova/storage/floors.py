"""Floors of the house."""

from sqlalchemy import delete as remove_from
from sqlalchemy import select

from ova.core import Floor
from ova.storage.connections import Connections
from ova.storage.tables import floors


class Floors:
    """Stored floors."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Floor]:
        """Return every floor."""
        with self._connections.read() as connection:
            rows = connection.execute(select(floors).order_by(floors.c.id)).all()
        return [Floor(row.id, row.name, tuple(row.aliases)) for row in rows]

    def put(self, floor: Floor) -> None:
        """Add a floor, or replace the one with this id."""
        values = {"id": floor.id, "name": floor.name, "aliases": list(floor.aliases)}
        with self._connections.write() as connection:
            self._connections.upsert(connection, floors, values)

    def remove(self, floor_id: str) -> bool:
        """Delete a floor; its areas stay, without a floor."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(floors).where(floors.c.id == floor_id))
        return result.rowcount > 0
