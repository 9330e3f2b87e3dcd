"""Areas of the home."""

from sqlalchemy import delete as remove_from
from sqlalchemy import select

from ova.core import Area
from ova.storage.connections import Connections
from ova.storage.tables import areas


class Areas:
    """Stored areas."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Area]:
        """Return every area."""
        with self._connections.read() as connection:
            rows = connection.execute(select(areas).order_by(areas.c.id)).all()
        return [Area(row.id, row.name, row.floor_id, tuple(row.aliases)) for row in rows]

    def put(self, area: Area) -> None:
        """Add an area, or replace the one with this id. Raises Conflict for an unknown floor."""
        values = {
            "id": area.id,
            "name": area.name,
            "floor_id": area.floor_id,
            "aliases": list(area.aliases),
        }
        with self._connections.write() as connection:
            self._connections.upsert(connection, areas, values)

    def remove(self, area_id: str) -> bool:
        """Delete an area; its entities and satellites stay, without an area."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(areas).where(areas.c.id == area_id))
        return result.rowcount > 0
