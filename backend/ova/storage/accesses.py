"""Who signed in where: what may be shown of the sign-ins at services. The tokens are in Secrets."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy import delete as remove_from

from ova.storage.connections import Connections
from ova.storage.tables import accesses


@dataclass(frozen=True, slots=True)
class StoredAccess:
    """One account's sign-in."""

    entry: str
    expires_at: float | None = None
    """When the access token ends, in seconds since the epoch; None when that was not told."""
    scope: str = ""
    account: str = ""
    requires_reconnect: bool = False
    """A person must sign in again."""
    additional_info: dict[str, Any] = field(default_factory=dict)
    """What the integration wanted to be kept beside the token."""
    updated_at: float = 0.0


class Accesses:
    """The sign-ins by entry."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, entry: str) -> StoredAccess | None:
        """Return an entry's sign-in, or None."""
        with self._connections.read() as connection:
            row = connection.execute(select(accesses).where(accesses.c.entry == entry)).first()
        return None if row is None else _access(row)

    def put(self, access: StoredAccess) -> None:
        """Add a sign-in or replace it. Raises InvalidInput for what is not JSON."""
        row = {column.name: getattr(access, column.name) for column in accesses.columns}
        with self._connections.write() as connection:
            self._connections.upsert(connection, accesses, row)

    def remove(self, entry: str) -> None:
        """Forget an entry's sign-in."""
        with self._connections.write() as connection:
            connection.execute(remove_from(accesses).where(accesses.c.entry == entry))


def _access(row: Row[Any]) -> StoredAccess:
    return StoredAccess(**row._mapping)
