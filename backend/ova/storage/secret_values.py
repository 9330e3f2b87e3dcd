"""Secrets of plugins, encrypted."""

from collections.abc import Callable

from sqlalchemy import delete as remove_from
from sqlalchemy import select, update

from ova.storage.connections import Connections
from ova.storage.secret_box import SecretBox
from ova.storage.tables import secrets

_CHECK = {"owner": "", "name": "key check"}


class Secrets:
    """Secret texts by owner and name; the owner is whatever names one plugin."""

    def __init__(self, connections: Connections, box: SecretBox, now: Callable[[], float]) -> None:
        self._connections = connections
        self._box = box
        self._now = now

    def check_key(self) -> None:
        """Raise SecretKeyError unless the key fits this database; a new database adopts it."""
        known = self.get(_CHECK["owner"], _CHECK["name"])
        if known is None:
            self.set(_CHECK["owner"], _CHECK["name"], "fits")

    def get(self, owner: str, name: str) -> str | None:
        """Return a secret, or None."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(secrets.c.value).where(secrets.c.owner == owner, secrets.c.name == name)
            ).first()
        return None if row is None else self._box.decrypt(row.value)

    def items(self, owner: str) -> dict[str, str]:
        """Return all secrets of an owner."""
        with self._connections.read() as connection:
            rows = connection.execute(
                select(secrets).where(secrets.c.owner == owner).order_by(secrets.c.name)
            ).all()
        return {row.name: self._box.decrypt(row.value) for row in rows}

    def set(self, owner: str, name: str, value: str) -> None:
        """Store a secret."""
        row = {
            "owner": owner,
            "name": name,
            "value": self._box.encrypt(value),
            "updated_at": self._now(),
        }
        with self._connections.write() as connection:
            self._connections.upsert(connection, secrets, row)

    def delete(self, owner: str, name: str | None = None) -> int:
        """Delete one secret, or all of an owner, and return how many there were."""
        query = remove_from(secrets).where(secrets.c.owner == owner)
        if name is not None:
            query = query.where(secrets.c.name == name)
        with self._connections.write() as connection:
            return connection.execute(query).rowcount

    def rotate_key(self) -> None:
        """Encrypt everything under a new key and forget the old ones.

        A crash at any moment leaves every secret readable: old keys go last.
        """
        self._box.add_key()
        with self._connections.write() as connection:
            for row in connection.execute(select(secrets)).all():
                connection.execute(
                    update(secrets)
                    .where(secrets.c.owner == row.owner, secrets.c.name == row.name)
                    .values(value=self._box.renewed(row.value))
                )
        self._box.drop_old_keys()
