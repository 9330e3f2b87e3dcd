"""Tokens for programs; only their SHA-256 is stored."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy import delete as remove_from

from ova.storage.connections import Connections
from ova.storage.tables import tokens

_TOUCH_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; the token itself is only known to its holder."""

    id: str
    name: str
    user_id: str
    created_at: float
    last_used_at: float | None = None
    role: str = ""
    """The most it may do; empty: what its user may."""


class Tokens:
    """Tokens of all users."""

    def __init__(self, connections: Connections, now: Callable[[], float]) -> None:
        self._connections = connections
        self._now = now

    def add(self, name: str, user_id: str, token: str, *, role: str = "") -> Token:
        """Remember a token the caller made (at least 128 random bits). Raises Conflict."""
        made = Token(uuid4().hex, name, user_id, self._now(), role=role)
        with self._connections.write() as connection:
            connection.execute(
                insert(tokens).values(
                    id=made.id,
                    name=name,
                    user_id=user_id,
                    digest=_digest(token),
                    created_at=made.created_at,
                    role=role,
                )
            )
        return made

    def find(self, token: str) -> Token | None:
        """Return what is known of a token somebody presents."""
        with self._connections.read() as connection:
            row = connection.execute(
                select(tokens).where(tokens.c.digest == _digest(token))
            ).first()
        return _token(row) if row else None

    def touch(self, token_id: str) -> None:
        """Note that a token was used, to the minute."""
        now = self._now()
        stale = or_(tokens.c.last_used_at.is_(None), tokens.c.last_used_at < now - _TOUCH_EVERY_S)
        mine = select(tokens.c.id).where(tokens.c.id == token_id, stale)
        with self._connections.read() as connection:
            if connection.execute(mine).first() is None:
                return
        with self._connections.write(durable=False) as connection:
            connection.execute(
                update(tokens).where(tokens.c.id == token_id).values(last_used_at=now)
            )

    def all(self, user_id: str | None = None) -> list[Token]:
        """Return the tokens, of one user when given, oldest first."""
        query = select(tokens).order_by(tokens.c.created_at)
        if user_id is not None:
            query = query.where(tokens.c.user_id == user_id)
        with self._connections.read() as connection:
            rows = connection.execute(query).all()
        return [_token(row) for row in rows]

    def remove(self, token_id: str) -> bool:
        """Revoke a token; False when there is none."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(tokens).where(tokens.c.id == token_id))
        return result.rowcount > 0


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _token(row: Row[Any]) -> Token:
    return Token(row.id, row.name, row.user_id, row.created_at, row.last_used_at, row.role)
