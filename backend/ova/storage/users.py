"""People who may sign in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy import delete as remove_from

from ova.core import Conflict
from ova.storage.connections import Connections
from ova.storage.tables import users


@dataclass(frozen=True, slots=True)
class User:
    """One person's account."""

    id: str
    name: str
    role: str
    """``owner``, or a lesser role."""
    password_hash: str = field(repr=False)
    """As the caller hashed it; empty for somebody who has none yet."""
    created_at: float = 0.0
    sign_outs: int = 0
    """How many times all sessions were ended."""
    link_expires_at: float | None = None
    """Until when a one-time link signs in, in seconds since the epoch; None without one."""


class Users:
    """Accounts, one per name whatever its capitals."""

    def __init__(self, connections: Connections, now: Callable[[], float]) -> None:
        self._connections = connections
        self._now = now

    def create_owner(self, name: str, password_hash: str) -> User:
        """Make the first account. Raises Conflict when there already is an owner."""
        with self._connections.write() as connection:
            if connection.execute(select(users.c.id).where(users.c.role == "owner")).first():
                raise Conflict(
                    "This home already has an owner.", cure="Sign in instead.", code="owner_exists"
                )
            return self.add(name, password_hash, role="owner")

    def add(self, name: str, password_hash: str, *, role: str = "adult") -> User:
        """Make an account. Raises Conflict when the name is taken."""
        user = User(uuid4().hex, name, role, password_hash, self._now())
        with self._connections.write() as connection:
            if self.by_name(name):
                raise Conflict(f"There already is a user {name!r}.", cure="Choose another name.")
            connection.execute(
                insert(users).values(
                    id=user.id,
                    name=name,
                    name_key=_key(name),
                    role=role,
                    password_hash=password_hash,
                    created_at=user.created_at,
                )
            )
        return user

    def has_owner(self) -> bool:
        """Tell whether the home was set up."""
        return self.owners() > 0

    def get(self, user_id: str) -> User | None:
        """Return the account with this id."""
        return self._one(users.c.id == user_id)

    def by_name(self, name: str) -> User | None:
        """Return the account with this name, whatever its capitals."""
        return self._one(users.c.name_key == _key(name))

    def all(self) -> list[User]:
        """Return every account, oldest first."""
        with self._connections.read() as connection:
            rows = connection.execute(select(users).order_by(users.c.created_at)).all()
        return [_user(row) for row in rows]

    def owners(self) -> int:
        """Return how many owners there are."""
        with self._connections.read() as connection:
            return connection.execute(
                select(func.count()).select_from(users).where(users.c.role == "owner")
            ).scalar_one()

    def by_link(self, digest: str) -> User | None:
        """Return whose one-time link has this digest, whether it is still good or not."""
        return self._one(users.c.link_digest == digest)

    def set_password_hash(self, user_id: str, password_hash: str) -> bool:
        """Replace a password, which uses up a one-time link; False when there is no such account."""
        return self._change(
            user_id, password_hash=password_hash, link_digest=None, link_expires_at=None
        )

    def set_link(self, user_id: str, digest: str, expires_at: float) -> bool:
        """Remember a one-time link in place of an older one; False when there is no such account."""
        return self._change(user_id, link_digest=digest, link_expires_at=expires_at)

    def rename(self, user_id: str, name: str) -> bool:
        """Change a name. Raises Conflict when somebody else has it."""
        with self._connections.write():
            holder = self.by_name(name)
            if holder is not None and holder.id != user_id:
                raise Conflict(f"There already is a user {name!r}.", cure="Choose another name.")
            return self._change(user_id, name=name, name_key=_key(name))

    def set_role(self, user_id: str, role: str) -> bool:
        """Change a role; False when there is no such account."""
        return self._change(user_id, role=role)

    def end_sessions(self, user_id: str) -> bool:
        """Count one more end of all sessions; False when there is no such account."""
        return self._change(user_id, sign_outs=users.c.sign_outs + 1)

    def remove(self, user_id: str) -> bool:
        """Delete an account with its tokens; False when there is none."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(users).where(users.c.id == user_id))
        return result.rowcount > 0

    def _change(self, user_id: str, **values: Any) -> bool:
        with self._connections.write() as connection:
            result = connection.execute(update(users).where(users.c.id == user_id).values(**values))
        return result.rowcount > 0

    def _one(self, condition: Any) -> User | None:
        with self._connections.read() as connection:
            row = connection.execute(select(users).where(condition)).first()
        return _user(row) if row else None


def _key(name: str) -> str:
    return name.strip().casefold()


def _user(row: Row[Any]) -> User:
    return User(
        row.id,
        row.name,
        row.role,
        row.password_hash,
        row.created_at,
        row.sign_outs,
        row.link_expires_at,
    )
