"""The hub's own settings: a key with a JSON value."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import select

from ova.storage.connections import Connections
from ova.storage.tables import settings


class Settings:
    """Values by key."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or ``default`` when it was never set."""
        with self._connections.read() as connection:
            row = connection.execute(select(settings.c.value).where(settings.c.key == key)).first()
        return default if row is None else row.value

    def all(self) -> dict[str, Any]:
        """Return every value that was set."""
        with self._connections.read() as connection:
            rows = connection.execute(select(settings).order_by(settings.c.key)).all()
        return {row.key: row.value for row in rows}

    def set(self, key: str, value: Any) -> None:
        """Store a JSON value. Raises InvalidInput when it is not one."""
        self.update({key: value})

    def update(self, values: Mapping[str, Any]) -> None:
        """Store several values, all or none."""
        rows = [{"key": key, "value": value} for key, value in values.items()]
        with self._connections.write() as connection:
            self._connections.upsert(connection, settings, *rows)

    def delete(self, key: str) -> bool:
        """Go back to the default; False when nothing was set."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(settings).where(settings.c.key == key))
        return result.rowcount > 0
