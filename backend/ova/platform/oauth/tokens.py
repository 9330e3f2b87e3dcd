"""Where tokens are kept: encrypted, and on disk before they are used."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.storage import Database, StoredAccess

_NAME = "token"
_HIDDEN = ("access_token", "refresh_token", "id_token")


@dataclass(frozen=True, slots=True)
class Access:
    """A sign-in that is kept."""

    token: Mapping[str, Any] = field(repr=False)
    """In the other side's words, with ``expires_at`` in seconds since the epoch."""
    client_id: str
    """Which app it was given to."""
    account: str = ""
    requires_reconnect: bool = False
    additional_info: Mapping[str, Any] = field(default_factory=dict)

    @property
    def access_token(self) -> str:
        """What requests are signed with."""
        return str(self.token["access_token"])

    @property
    def refresh_token(self) -> str:
        """What a new access token is had for; empty when there is none."""
        return str(self.token.get("refresh_token") or "")

    @property
    def expires_at(self) -> float | None:
        """When the access token ends; None when that was not told."""
        at = self.token.get("expires_at")
        return at if isinstance(at, float) else None

    @property
    def scope(self) -> str:
        """What was allowed."""
        return str(self.token.get("scope") or "")

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown."""
        return tuple(str(self.token[name]) for name in _HIDDEN if self.token.get(name))

    def ends_by(self, at: float) -> bool:
        """Tell whether the access token is over at that time."""
        return self.expires_at is not None and self.expires_at <= at


class TokenStore:
    """The sign-ins by entry. A write is on disk when it returns."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    def get(self, entry_id: str) -> Access | None:
        """Return an entry's sign-in, or None."""
        shown = self._database.accesses.get(entry_id)
        kept = self._database.secrets.get(_owner(entry_id), _NAME) if shown else None
        if shown is None or kept is None:
            return None
        told = json.loads(kept)
        return Access(
            told["token"],
            told["client_id"],
            shown.account,
            shown.requires_reconnect,
            shown.additional_info,
        )

    def put(self, entry_id: str, access: Access) -> None:
        """Keep a sign-in in place of the one before. Raises InvalidInput for what is not JSON."""
        kept = json.dumps({"client_id": access.client_id, "token": dict(access.token)})
        shown = StoredAccess(
            entry_id,
            access.expires_at,
            access.scope,
            access.account,
            access.requires_reconnect,
            _without(access.additional_info, access.secrets),
            self._now(),
        )
        with self._database.transaction():
            self._database.secrets.set(_owner(entry_id), _NAME, kept)
            self._database.accesses.put(shown)

    def forget(self, entry_id: str) -> None:
        """Delete an entry's sign-in."""
        with self._database.transaction():
            self._database.secrets.delete(_owner(entry_id))
            self._database.accesses.remove(entry_id)


def _owner(entry_id: str) -> str:
    """Return the name an entry's tokens are kept under; no plugin's settings have it."""
    return f"access:{entry_id}"


def _without(info: Mapping[str, Any], secrets: tuple[str, ...]) -> dict[str, Any]:
    """Return what may be kept in clear: an author may have given the token back with the rest."""
    return {
        name: value for name, value in info.items() if name not in _HIDDEN and value not in secrets
    }
