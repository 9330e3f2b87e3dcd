"""Groups of satellites people made."""

from sqlalchemy import delete as remove_from
from sqlalchemy import select

from ova.core import SatelliteGroup
from ova.storage.connections import Connections
from ova.storage.tables import satellite_group_members as members
from ova.storage.tables import satellite_groups as groups


class SatelliteGroups:
    """Stored groups; a satellite that is forgotten leaves all of them in the same moment."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[SatelliteGroup]:
        """Return every group, by name."""
        query = (
            select(groups.c.id, groups.c.name, members.c.satellite_id)
            .outerjoin(members, members.c.group_id == groups.c.id)
            .order_by(groups.c.name, groups.c.id, members.c.position)
        )
        with self._connections.read() as connection:
            rows = connection.execute(query).all()
        found: dict[str, tuple[str, list[str]]] = {}
        for row in rows:
            _, ids = found.setdefault(row.id, (row.name, []))
            if row.satellite_id is not None:
                ids.append(row.satellite_id)
        return [SatelliteGroup(one, name, tuple(ids)) for one, (name, ids) in found.items()]

    def put(self, group: SatelliteGroup) -> None:
        """Add a group or replace the one with its id. Raises Conflict for an unknown satellite."""
        with self._connections.write() as connection:
            self._connections.upsert(connection, groups, {"id": group.id, "name": group.name})
            connection.execute(remove_from(members).where(members.c.group_id == group.id))
            for position, satellite_id in enumerate(group.satellite_ids):
                row = {"group_id": group.id, "satellite_id": satellite_id, "position": position}
                self._connections.upsert(connection, members, row)

    def remove(self, group_id: str) -> None:
        """Forget a group; its satellites stay."""
        with self._connections.write() as connection:
            connection.execute(remove_from(groups).where(groups.c.id == group_id))
