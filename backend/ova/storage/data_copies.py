"""What data sources of integrations gave last."""

from typing import Any

from sqlalchemy import delete as remove_from
from sqlalchemy import select

from ova.storage.connections import Connections
from ova.storage.tables import data_copies


class DataCopies:
    """One copy for each endpoint of each account."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, entry: str, endpoint: str) -> tuple[float, Any] | None:
        """Return when it was fetched, in seconds since the epoch, and what it was; or None."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(data_copies.c.at, data_copies.c.value).where(
                    data_copies.c.entry == entry, data_copies.c.endpoint == endpoint
                )
            ).first()
        return None if row is None else (row.at, row.value)

    def put(self, entry: str, endpoint: str, at: float, value: Any) -> None:
        """Keep a JSON value in place of the one before."""
        row = {"entry": entry, "endpoint": endpoint, "at": at, "value": value}
        with self._connections.write(durable=False) as connection:
            self._connections.upsert(connection, data_copies, row)

    def forget(self, entry: str) -> None:
        """Delete the copies of an account."""
        with self._connections.write() as connection:
            connection.execute(remove_from(data_copies).where(data_copies.c.entry == entry))
