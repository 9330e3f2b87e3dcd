"""Satellites the hub has met."""

import hashlib
from dataclasses import fields
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy import delete as remove_from

from ova.core import Satellite, SatellitePreferences
from ova.storage.connections import Connections
from ova.storage.tables import satellite_keys, satellites

_WITH_KEYS = select(satellites, satellite_keys.c.digest).outerjoin(
    satellite_keys, satellite_keys.c.satellite_id == satellites.c.id
)
_PREFERENCES = frozenset(field.name for field in fields(SatellitePreferences))


class Satellites:
    """Stored satellites; whether one is connected is not stored and always False here."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, satellite_id: str) -> Satellite | None:
        """Return one satellite."""
        with self._connections.read() as connection:
            row = connection.execute(_WITH_KEYS.where(satellites.c.id == satellite_id)).first()
        return _satellite(row) if row else None

    def all(self) -> list[Satellite]:
        """Return every satellite, by name."""
        with self._connections.read() as connection:
            rows = connection.execute(_WITH_KEYS.order_by(satellites.c.name, satellites.c.id)).all()
        return [_satellite(row) for row in rows]

    def put(self, satellite: Satellite) -> None:
        """Add a satellite or replace the one with this id. Raises Conflict for an unknown area.

        Its key stays as it is.
        """
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
                    "preferences": satellite.preferences.to_json(),
                },
            )

    def set_key(self, satellite_id: str, key: str, now: float) -> None:
        """Give a satellite a key (at least 128 random bits) instead of the one it had.

        Only its SHA-256 is stored. Raises Conflict when there is no such satellite.
        """
        row = {"satellite_id": satellite_id, "digest": _digest(key), "created_at": now}
        with self._connections.write() as connection:
            self._connections.upsert(connection, satellite_keys, row)

    def with_key(self, key: str) -> str | None:
        """Return the id of the satellite whose key this is."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(satellite_keys.c.satellite_id).where(satellite_keys.c.digest == _digest(key))
            ).first()
        return str(row.satellite_id) if row else None

    def key_digest(self, satellite_id: str) -> str | None:
        """Return the SHA-256 of a satellite's key; None when it has none."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(satellite_keys.c.digest).where(satellite_keys.c.satellite_id == satellite_id)
            ).first()
        return str(row.digest) if row else None

    def touch(self, satellite_id: str, last_seen: float) -> None:
        """Note when a satellite was last heard of."""
        with self._connections.write(durable=False) as connection:
            connection.execute(
                update(satellites)
                .where(satellites.c.id == satellite_id)
                .values(last_seen=last_seen)
            )

    def remove(self, satellite_id: str) -> bool:
        """Forget a satellite, its key too; False when there is none."""
        with self._connections.write() as connection:
            result = connection.execute(
                remove_from(satellites).where(satellites.c.id == satellite_id)
            )
        return result.rowcount > 0


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def _satellite(row: Row[Any]) -> Satellite:
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in row.preferences.items()
        if name in _PREFERENCES
    }
    return Satellite(
        id=row.id,
        name=row.name,
        kind=row.kind,
        area_id=row.area_id,
        last_seen=row.last_seen,
        version=row.version,
        info=row.info,
        preferences=SatellitePreferences(**kept),
        paired=row.digest is not None,
    )
