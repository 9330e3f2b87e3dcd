"""A small JSON store for each plugin."""

from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import select

from ova.storage.connections import Connections
from ova.storage.tables import plugin_values


class PluginStore:
    """Values by owner and key; the owner is whatever names one plugin."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, owner: str, key: str, default: Any = None) -> Any:
        """Return a value, or ``default``."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(plugin_values.c.value).where(
                    plugin_values.c.owner == owner, plugin_values.c.key == key
                )
            ).first()
        return default if row is None else row.value

    def items(self, owner: str) -> dict[str, Any]:
        """Return all values of an owner."""
        with self._connections.read() as connection:
            rows = connection.execute(
                select(plugin_values)
                .where(plugin_values.c.owner == owner)
                .order_by(plugin_values.c.key)
            ).all()
        return {row.key: row.value for row in rows}

    def set(self, owner: str, key: str, value: Any) -> None:
        """Store a JSON value. Raises InvalidInput when it is not one."""
        with self._connections.write() as connection:
            self._connections.upsert(
                connection, plugin_values, {"owner": owner, "key": key, "value": value}
            )

    def delete(self, owner: str, key: str) -> bool:
        """Forget a value; False when there was none."""
        with self._connections.write() as connection:
            result = connection.execute(
                remove_from(plugin_values).where(
                    plugin_values.c.owner == owner, plugin_values.c.key == key
                )
            )
        return result.rowcount > 0

    def clear(self, owner: str) -> int:
        """Forget all values of an owner and return how many there were."""
        with self._connections.write() as connection:
            result = connection.execute(
                remove_from(plugin_values).where(plugin_values.c.owner == owner)
            )
        return result.rowcount
