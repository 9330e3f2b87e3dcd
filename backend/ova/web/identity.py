"""Who is asking: session cookies with a CSRF header, bearer tokens, and the one guard."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from flask import Flask, g, request, session

from ova.core import ANYBODY, Actor, NotAllowed, Role, Satellite, act_as
from ova.web.errors import CsrfMissing, NotSignedIn, RoleMissing
from ova.web.ports import AccountsPort, UserView
from ova.web.public import is_private_path, is_public, may_satellite
from ova.web.roles import least_role

CSRF_HEADER = "X-OVA-CSRF"
FORM_CSRF = "csrf_token"
FORM_ENDPOINT = "pages.send"
"""Takes forms of pages: these cannot set a header."""
MAX_FORM_BYTES = 1024 * 1024
SESSION_COOKIE = "ova_session"
SESSION_DAYS = 30
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Identity:
    """The person behind a request, and how they proved it."""

    user: UserView
    via: Literal["session", "token"]
    satellite_id: str | None = None
    """The paired satellite whose own token this is: no person, and may do little."""

    @property
    def role(self) -> Role:
        """What may be done: the person's role, or a lesser one of the token."""
        return Role.of(self.user.role)


@dataclass(frozen=True, slots=True)
class SatelliteUser:
    """A paired satellite where a person is asked for."""

    id: str
    name: str
    role: str = "satellite"
    stamp: str = ""


class Identities:
    """Finds the person behind a request or a Socket.IO connection, and guards every route."""

    def __init__(
        self,
        accounts: AccountsPort,
        satellite_of: Callable[[str], Satellite | None] = lambda _key: None,
    ) -> None:
        """Look people up in ``accounts``; ``satellite_of`` knows the tokens of satellites."""
        self._accounts = accounts
        self._satellite_of = satellite_of

    def protect(self, app: Flask, key: bytes, *, secure_cookies: bool) -> None:
        """Sign cookies with ``key`` and refuse every request that is neither public nor signed in."""
        app.config.update(
            SECRET_KEY=key,
            SESSION_COOKIE_NAME=SESSION_COOKIE,
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            SESSION_COOKIE_SECURE=secure_cookies,
            SESSION_REFRESH_EACH_REQUEST=False,
            PERMANENT_SESSION_LIFETIME=timedelta(days=SESSION_DAYS),
        )
        app.before_request(self.guard)
        app.teardown_request(lambda _error: act_as(ANYBODY))

    def guard(self) -> None:
        """Refuse the current request unless its route is public, or for somebody of this role.

        Raises NotSignedIn, RoleMissing, and CsrfMissing for a change that came with nothing but a
        cookie.
        """
        rule = request.url_rule
        if rule is None:
            if not is_private_path(request.path):
                return  # the frontend's own paths
        elif is_public(request.method, rule.rule):
            return
        identity = self.current()
        if identity is None:
            raise _not_signed_in()
        if identity.satellite_id is not None and not (
            rule is not None and may_satellite(request.method, rule.rule)
        ):
            raise NotAllowed(
                "A satellite's token is no key to the hub.",
                cure="Make a token for programs with 'ova token create NAME'.",
                code="satellite_token",
            )
        if rule is not None:
            _check_role(identity, least_role(request.method, rule.rule))
        if identity.satellite_id is None:
            act_as(Actor(identity.user.id, identity.role))
        if identity.via == "session" and request.method not in _SAFE_METHODS:
            sent, wanted = _sent_csrf(), str(session.get("csrf", ""))
            if not wanted or not hmac.compare_digest(sent.encode(), wanted.encode()):
                raise CsrfMissing(
                    f"A change asked for with a cookie needs the header {CSRF_HEADER}.",
                    cure="Send the value of 'csrf' from GET /api/session, or use a token.",
                )

    def current(self) -> Identity | None:
        """Return who is behind the current request; a token, when given, decides alone."""
        if "identity" not in g:
            g.identity = self._find()
        found: Identity | None = g.identity
        return found

    def require(self) -> Identity:
        """Return who is behind the current request. Raises NotSignedIn."""
        identity = self.current()
        if identity is None:
            raise _not_signed_in()
        return identity

    def person_id(self) -> str | None:
        """Return the id of the person behind the current request; a satellite's own token is nobody's."""
        found = self.current()
        return None if found is None or found.satellite_id is not None else found.user.id

    def by_token(self, plaintext: object) -> Identity | None:
        """Return whose token this is."""
        if not isinstance(plaintext, str) or not 0 < len(plaintext) <= 512:
            return None
        satellite = self._satellite_of(plaintext)
        if satellite is not None:
            known = SatelliteUser(f"satellite:{satellite.id}", satellite.name)
            return Identity(known, "token", satellite.id)
        user = self._accounts.token_user(plaintext)
        return None if user is None else Identity(user, "token")

    def still(self, user: UserView) -> bool:
        """Tell whether an account is there with the password, the sessions and the role it had."""
        now = self._accounts.user(user.id)
        return now is not None and (now.stamp, now.role) == (user.stamp, user.role)

    def still_token(self, plaintext: object, role: Role) -> bool:
        """Tell whether a token is good, for what it was good before."""
        found = self.by_token(plaintext)
        return found is not None and found.role == role

    def sign_in(self, user: UserView) -> str:
        """Start a session for ``user``; return its CSRF value."""
        session.clear()
        session.permanent = True
        session["user"] = user.id
        session["stamp"] = user.stamp
        session["csrf"] = csrf = secrets.token_urlsafe(24)
        g.identity = Identity(user, "session")
        return csrf

    def sign_out(self) -> None:
        """End the session."""
        session.clear()
        g.identity = None

    def csrf(self) -> str | None:
        """Return the session's CSRF value; None with a token, which needs none."""
        identity = self.current()
        return session.get("csrf") if identity is not None and identity.via == "session" else None

    def _find(self) -> Identity | None:
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        if scheme:
            return self.by_token(credentials.strip()) if scheme.lower() == "bearer" else None
        user_id = session.get("user")
        user = self._accounts.user(user_id) if isinstance(user_id, str) else None
        if user is None or session.get("stamp") != user.stamp:
            return None  # the account is gone, or has a new password since
        return Identity(user, "session")


def _check_role(identity: Identity, least: Role) -> None:
    if not identity.role.allows(least):
        what = "token" if identity.via == "token" else "account"
        raise RoleMissing(
            f"Your {what} may not do this: it needs the role {least}, and has the role "
            f"{identity.role}.",
            cure="Ask an owner of the home.",
        )


def _sent_csrf() -> str:
    """Return the value that came along: in the header, or in a form of a page without scripts."""
    header = request.headers.get(CSRF_HEADER, "")
    if header or request.endpoint != FORM_ENDPOINT:
        return header
    request.max_content_length = MAX_FORM_BYTES
    return request.form.get(FORM_CSRF, "")


def _not_signed_in() -> NotSignedIn:
    if "Authorization" in request.headers:
        return NotSignedIn(
            "The token is not valid.",
            cure="Make one with 'ova token create NAME' and send 'Authorization: Bearer TOKEN'.",
            code="invalid_token",
        )
    return NotSignedIn(
        "This needs you to be signed in.",
        cure="Sign in with POST /api/session, or send 'Authorization: Bearer TOKEN'.",
    )
