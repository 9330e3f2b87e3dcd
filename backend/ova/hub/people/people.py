"""The people of a home: who may come in, as what, and who may not any more."""

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core import Conflict, InvalidInput, NotAllowed, NotFound, Role, check_was
from ova.hub.people.accounts import Accounts, User, checked_name, user_of
from ova.storage import Database

LINK_DAYS = 7
"""So long a one-time sign-in link is good."""
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A way in that works once, for somebody who has no password yet or has forgotten it."""

    secret: str = field(repr=False)
    expires_at: float
    """Seconds since the epoch."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form; the page's address is ``/join#<secret>``."""
        return {"link": self.secret, "expires_at": self.expires_at}


class People:
    """Makes, changes and removes accounts. There is always an owner once there was one."""

    def __init__(
        self, database: Database, accounts: Accounts, clock: Callable[[], float] = time.time
    ) -> None:
        """``clock`` gives seconds since the epoch."""
        self._database = database
        self._users = database.users
        self._accounts = accounts
        self._clock = clock

    def all(self) -> list[dict[str, Any]]:
        """Return every person in wire form, oldest first."""
        return [self.wire(user) for user in self._accounts.users()]

    def get(self, user_id: str) -> dict[str, Any]:
        """Return one person in wire form. Raises NotFound."""
        return self.wire(self._user(user_id))

    def wire(self, user: User) -> dict[str, Any]:
        """Return what others may know of a person; a link that is over is none."""
        expires_at = user.link_expires_at
        good = expires_at is not None and expires_at > self._clock()
        return {
            **user.to_json(),
            "created_at": user.created_at,
            "has_password": user.has_password,
            "link_expires_at": expires_at if good else None,
        }

    def add(
        self, name: str, role: str, password: str | None = None
    ) -> tuple[dict[str, Any], SignInLink | None]:
        """Make an account, with a password or else with a one-time link to choose one.

        Raises InvalidInput, and Conflict when the name is taken or the home has no owner yet.
        """
        if self._accounts.needs_owner() and role != Role.OWNER:
            raise Conflict(
                "This home has no owner yet.",
                cure="Make the owner's account first.",
                code="no_owner",
            )
        kept = "" if password is None else self._accounts.hashed(password)
        with self._database.transaction():
            made = self._users.add(checked_name(name), kept, role=_role(role))
            link = self._make_link(made.id) if password is None else None
        self._changed(made.id)
        return self.get(made.id), link

    def change(
        self,
        user_id: str,
        *,
        name: str | None = None,
        role: str | None = None,
        was: Mapping[str, object] | None = None,
    ) -> dict[str, Any]:
        """Change what is given of somebody who is still as they ``was``.

        Raises NotFound, InvalidInput, Conflict (the name is taken, or there would be no owner
        left) or ChangedMeanwhile.
        """
        with self._database.transaction():
            user = self._user(user_id)
            check_was(user.name, user.to_json(), was)
            if name is not None:
                self._users.rename(user_id, checked_name(name))
            if role is not None:
                if _role(role) != Role.OWNER:
                    self._keep_an_owner(user)
                self._users.set_role(user_id, role)
        self._changed(user_id)
        return self.get(user_id)

    def remove(self, user_id: str) -> None:
        """Delete an account with its sessions and tokens. Raises NotFound, Conflict."""
        with self._database.transaction():
            self._keep_an_owner(self._user(user_id))
            self._users.remove(user_id)
        self._accounts.told("person", {"id": user_id, "removed": True})

    def set_password(self, user_id: str, password: str) -> None:
        """Choose somebody's password, which ends their sessions. Raises NotFound, InvalidInput."""
        kept = self._accounts.hashed(password)
        self._user(user_id)
        self._users.set_password_hash(user_id, kept)
        self._changed(user_id)

    def change_own_password(self, user_id: str, old: str, new: str) -> User:
        """Replace a password by somebody who knows it; all their other sessions end.

        Raises NotFound, NotAllowed for the wrong old one, InvalidInput.
        """
        user = self._user(user_id)
        if self._accounts.verify(user.name, old) is None:
            raise NotAllowed(
                "The old password is wrong.",
                cure="Try again, or ask an owner to make you a sign-in link.",
                code="wrong_password",
            )
        self.set_password(user_id, new)
        return self._user(user_id)

    def end_sessions(self, user_id: str) -> None:
        """Sign somebody out everywhere; their tokens stay. Raises NotFound."""
        self._user(user_id)
        self._users.end_sessions(user_id)
        self._changed(user_id)

    def new_link(self, user_id: str) -> SignInLink:
        """Make a one-time link in place of an older one. Raises NotFound."""
        self._user(user_id)
        link = self._make_link(user_id)
        self._changed(user_id)
        return link

    def whose_link(self, secret: str) -> User:
        """Return whom a one-time link lets in. Raises NotFound when it is used up, old or wrong."""
        stored = self._users.by_link(_digest(secret))
        if stored is None or (stored.link_expires_at or 0.0) <= self._clock():
            raise NotFound(
                "This link does not let anyone in any more.",
                cure="A link works once and for a week. Ask an owner of the home for a new one.",
                code="link_over",
            )
        return user_of(stored)

    def use_link(self, secret: str, password: str) -> User:
        """Choose a password with a one-time link, which is used up. Raises NotFound, InvalidInput."""
        kept = self._accounts.hashed(password)
        with self._database.transaction():
            user = self.whose_link(secret)
            self._users.set_password_hash(user.id, kept)
        self._changed(user.id)
        return self._user(user.id)

    def _make_link(self, user_id: str) -> SignInLink:
        link = SignInLink(secrets.token_urlsafe(24), self._clock() + LINK_DAYS * _DAY_S)
        self._users.set_link(user_id, _digest(link.secret), link.expires_at)
        return link

    def _user(self, user_id: str) -> User:
        user = self._accounts.user(user_id)
        if user is None:
            raise NotFound(
                "There is no such person (any more).", cure="GET /api/users lists everybody."
            )
        return user

    def _keep_an_owner(self, user: User) -> None:
        if user.role == Role.OWNER and self._users.owners() <= 1:
            raise Conflict(
                f"{user.name} is the only owner of this home.",
                cure="Make somebody else an owner first.",
                code="last_owner",
            )

    def _changed(self, user_id: str) -> None:
        self._accounts.told("person", {"id": user_id, "removed": False})


def _role(name: str) -> str:
    if name not in list(Role):
        raise InvalidInput(
            f"There is no role {name!r}.", cure=f"Use one of {', '.join(Role)}.", code="bad_role"
        )
    return name


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
