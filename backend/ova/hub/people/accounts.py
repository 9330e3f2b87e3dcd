"""Who may use the hub: accounts with passwords, tokens for programs."""

import hashlib
import logging
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ova.core import InvalidInput, NotAllowed, NotFound, Role
from ova.storage import Database, StorageError
from ova.storage import Token as StoredToken
from ova.storage import User as StoredUser

log = logging.getLogger(__name__)

MIN_PASSWORD = 8
MAX_PASSWORD = 256
TOKEN_PREFIX = "ova_"  # noqa: S105 - marks a token as ours, is none
SECRETS_OWNER = "hub"
SESSION_KEY = "session_key"
NOTE_USE_EVERY_S = 60.0
_USERNAME = re.compile(r"[^\s/\\<>\"'&][^/\\<>\"'&]{0,59}\Z")


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in."""

    id: str
    name: str
    role: str
    stamp: str = ""
    """Changes with the password and when sessions are ended: what was signed in before has ended."""
    created_at: float = 0.0
    has_password: bool = True
    """Whether it was ever chosen; somebody with a one-time link only has none yet."""
    link_expires_at: float | None = None
    """Until when a one-time link signs in, in seconds since the epoch; None without one."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"id": self.id, "name": self.name, "role": self.role}


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token without its secret."""

    id: str
    name: str
    user_id: str
    created_at: float
    last_used_at: float | None
    role: str = ""
    """The most it may do; empty: what its user may."""


Told = Callable[[str, dict[str, Any]], None]
"""Takes the kind (``person`` or ``token``) and what is known of a change."""


class Accounts:
    """Checks passwords and tokens. Passwords are kept as argon2 hashes, tokens as digests."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], float] = time.time,
        told: Told = lambda _kind, _change: None,
    ) -> None:
        """``clock`` gives seconds since the epoch; ``told`` hears what was changed."""
        self.told = told
        self._users = database.users
        self._tokens = database.tokens
        self._database = database
        self._clock = clock
        self._hasher = PasswordHasher()
        self._decoy = ""
        self._noted: dict[str, float] = {}
        self._own_key: tuple[str, User] | None = None

    def needs_owner(self) -> bool:
        """Whether nobody can sign in yet."""
        return not self._users.has_owner()

    def create_owner(self, username: str, password: str) -> User:
        """Create the first account. Raises Conflict when there is one, InvalidInput for bad input."""
        name = checked_name(username)
        owner = user_of(self._users.create_owner(name, self.hashed(password)))
        self.told("person", {"id": owner.id, "removed": False})
        return owner

    def hashed(self, password: str) -> str:
        """Return what is kept of a password. Raises InvalidInput for one nobody should use."""
        return self._hasher.hash(checked_password(password))

    def set_password(self, username: str, password: str) -> None:
        """Set a new password. Raises NotFound, InvalidInput."""
        user = self.named(username)
        self._users.set_password_hash(user.id, self.hashed(password))
        self.told("person", {"id": user.id, "removed": False})

    def verify(self, username: str, password: str) -> User | None:
        """Return the account when the password is right, else None, in the same time either way."""
        stored = self._users.by_name(username.strip()) if len(password) <= MAX_PASSWORD else None
        try:
            kept = stored.password_hash if stored else ""
            self._hasher.verify(kept or self._decoy_hash(), password)
        except (VerificationError, InvalidHashError):
            return None
        return user_of(stored) if stored and stored.password_hash else None

    def _decoy_hash(self) -> str:
        """Return a hash nobody knows the password of: unknown names take as long as known ones."""
        if not self._decoy:
            self._decoy = self._hasher.hash(secrets.token_hex())
        return self._decoy

    def user(self, user_id: str) -> User | None:
        """Return an account by id."""
        stored = self._users.get(user_id)
        return user_of(stored) if stored else None

    def users(self) -> list[User]:
        """Return every account."""
        return [user_of(stored) for stored in self._users.all()]

    def name_among_others(self, user_id: str) -> str:
        """Return what somebody is called; nothing when nobody else lives here, or they do not."""
        users = self._users.all()
        return next((one.name for one in users if one.id == user_id and len(users) > 1), "")

    @property
    def several(self) -> bool:
        """Whether more than one person lives here."""
        return len(self._users.all()) > 1

    def named(self, username: str | None) -> User:
        """Return an account by name; without a name the owner's. Raises NotFound."""
        for user in self.users():
            if (username is None and user.role == "owner") or (
                username is not None and user.name.casefold() == username.strip().casefold()
            ):
                return user
        raise NotFound(
            f"There is no account {username!r}." if username else "There is no account yet.",
            cure="Open the hub's page to create the owner's account, or run 'ova user create NAME'.",
        )

    def create_token(
        self, user_id: str, name: str, *, role: str | None = None
    ) -> tuple[TokenInfo, str]:
        """Create a token and return it with its secret, which is not kept.

        ``role`` is the most it may do, by default what its user may. Raises InvalidInput, and
        NotAllowed for a role above the user's.
        """
        owner = self.user(user_id)
        if role is not None and owner and not Role.of(owner.role).allows(Role.of(role)):
            raise NotAllowed(
                f"Your tokens cannot be made for the role {role}.", cure="Choose a lesser role."
            )
        label = name.strip()
        if not 1 <= len(label) <= 60:
            raise InvalidInput("A token needs a name.", cure="Use 1 to 60 characters.")
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        made = _token(self._tokens.add(label, user_id, secret, role=role or ""))
        self.told("token", {"id": made.id, "user_id": user_id, "removed": False})
        return made, secret

    def tokens(self, user_id: str | None) -> list[TokenInfo]:
        """Return an account's tokens; with None everybody's."""
        return [_token(stored) for stored in self._tokens.all(user_id)]

    def delete_token(self, token_id: str) -> None:
        """Delete a token; it counts no longer, at once. Raises NotFound."""
        if not self._tokens.remove(token_id):
            raise NotFound(
                f"There is no token {token_id!r}.", cure="See 'ova token list' for the ids."
            )
        self._noted.pop(token_id, None)
        self.told("token", {"id": token_id, "removed": True})

    def token_user(self, secret: str) -> User | None:
        """Return whose token this is, or None; one that was deleted counts no longer at once."""
        if self._own_key is not None and secrets.compare_digest(
            self._own_key[0].encode(), secret.encode(errors="surrogatepass")
        ):
            return self._own_key[1]
        stored = self._tokens.find(secret)
        if stored is None:
            return None
        self._note_use(stored.id)
        user = self.user(stored.user_id)
        if user is None or not stored.role:
            return user
        return replace(user, role=Role.lesser(user.role, stored.role).value)

    def _note_use(self, token_id: str) -> None:
        """Keep when a token was used, to the minute; a disk that is full refuses nobody."""
        now = self._clock()
        if 0 <= now - self._noted.get(token_id, 0.0) < NOTE_USE_EVERY_S:
            return
        self._noted[token_id] = now
        try:
            self._tokens.touch(token_id)
            self.told("token", {"id": token_id, "removed": False})
        except StorageError as error:
            log.warning("The use of a token could not be noted: %s", error)

    def make_local_key(self) -> str:
        """Make the key that commands on this machine use until the hub stops."""
        key = TOKEN_PREFIX + secrets.token_urlsafe(32)
        self._own_key = (key, User("local", "this machine", "owner"))
        return key

    def session_key(self) -> bytes:
        """Return the key sessions are signed with, made at first use."""
        store = self._database.secrets
        kept = store.get(SECRETS_OWNER, SESSION_KEY)
        if kept is None:
            kept = secrets.token_hex(32)
            store.set(SECRETS_OWNER, SESSION_KEY, kept)
        return bytes.fromhex(kept)


def checked_name(username: str) -> str:
    """Return a name people can be called. Raises InvalidInput."""
    name = username.strip()
    if not _USERNAME.match(name):
        raise InvalidInput(
            "This user name cannot be used.",
            cure="Use 1 to 60 characters without slashes, quotes or angle brackets.",
            code="bad_username",
        )
    return name


def checked_password(password: str) -> str:
    """Return a password people may use. Raises InvalidInput."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise InvalidInput(
            "This password cannot be used.",
            cure=f"Use {MIN_PASSWORD} to {MAX_PASSWORD} characters.",
            code="bad_password",
        )
    return password


def user_of(stored: StoredUser) -> User:
    """Return what others may know of an account."""
    signs = stored.password_hash + (f" {stored.sign_outs}" if stored.sign_outs else "")
    return User(
        stored.id,
        stored.name,
        Role.of(stored.role).value,
        hashlib.sha256(signs.encode()).hexdigest()[:16],
        stored.created_at,
        bool(stored.password_hash),
        stored.link_expires_at,
    )


def _token(stored: StoredToken) -> TokenInfo:
    return TokenInfo(
        stored.id,
        stored.name,
        stored.user_id,
        stored.created_at,
        stored.last_used_at,
        stored.role,
    )
