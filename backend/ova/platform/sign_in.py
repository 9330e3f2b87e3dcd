"""Signing in to integrations at the other side: OAuth 2 with state, PKCE and renewal."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ova.core import NotFound, OvaError, Unavailable
from ova.platform.oauth import (
    Access,
    Metadata,
    PendingSignIn,
    PendingSignIns,
    Provider,
    Renewals,
    SignInDenied,
    TokenStore,
    redirect_warnings,
)
from ova.platform.oauth.errors import BadState, in_plain_words
from ova.platform.oauth.renewal import AGAIN, sign_in_again
from ova.plugins import (
    Account,
    ConnectionTestFailed,
    Entry,
    IntegrationManager,
    PluginBroken,
    SignInTerms,
)
from ova.sdk import AuthFailed, SecretMissing
from ova.storage import Database

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """How a sign-in ended."""

    entry_id: str
    name: str
    account: str
    """Who it is at the other side; empty when that is not known."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"integration": self.entry_id, "name": self.name, "account": self.account}


class SignIns:
    """Begins and ends sign-ins, and keeps what comes of them. A part; thread-safe."""

    def __init__(
        self,
        database: Database,
        manager: IntegrationManager,
        *,
        external_url: Callable[[], str],
        now: Callable[[], float],
    ) -> None:
        """``external_url`` is the hub's address for others, blank when there is none."""
        self._manager = manager
        self._external_url = external_url
        self._now = now
        self._tokens = TokenStore(database, now)
        self._metadata = Metadata(now)
        self._pending = PendingSignIns(now)
        self._renewals = Renewals(self._tokens, self._provider_of, now)

    # For the manager.

    def check(self, terms: SignInTerms) -> None:
        """Raise SecretMissing or AuthFailed when a person must sign in first. Asks nobody."""
        access = self._tokens.get(terms.entry_id)
        if access is None:
            raise SecretMissing(f"Sign in to {terms.name}.", cure="Press Sign in on its page.")
        if access.requires_reconnect:
            raise sign_in_again(terms.name)
        if access.client_id != str(terms.settings.get("client_id") or "").strip():
            raise AuthFailed(
                f"Sign in to {terms.name} again: the client ID is another one now.", cure=AGAIN
            )

    def sign(self, entry: Entry) -> None:
        """Let an entry's ``ctx.fetch`` send access tokens."""
        access = self._tokens.get(entry.id)
        entry.hide(*(access.secrets if access else ()))
        entry.context.fetch.bearer = partial(self._renewals.token, entry)
        entry.context.fetch.renew = partial(self._renewals.instead_of, entry)

    # For people.

    def providers(self) -> list[dict[str, Any]]:
        """Return every account of an integration people sign in to, and how that stands."""
        listed = []
        for info in self._manager.infos():
            if not info.details.get("signs_in"):
                continue
            access = self._tokens.get(info.id)
            listed.append(
                {
                    "id": info.id,
                    "integration_id": info.details["integration_id"],
                    "name": info.name,
                    "connected": access is not None,
                    "requires_reconnect": access is not None and access.requires_reconnect,
                }
            )
        return listed

    def access(self, entry_id: str, opened_at: str) -> dict[str, Any]:
        """Return how a sign-in stands, and the addresses it needs.

        ``opened_at`` is the address the page was opened at. Raises PluginNotFound, NotFound.
        """
        terms = self._terms(entry_id)
        callback = self._address(terms.integration_id, "callback", opened_at)
        access = self._tokens.get(entry_id)
        return {
            "login_url": self._address(terms.entry_id, "login", opened_at),
            "callback_url": callback,
            "connected": access is not None,
            "requires_reconnect": access is not None and access.requires_reconnect,
            "expires_at": access.expires_at if access else None,
            "scope": access.scope if access else "",
            "account": access.account if access else "",
            "warnings": redirect_warnings(callback, opened_at),
        }

    def begin(self, name: str, session: str, opened_at: str) -> str:
        """Begin a sign-in for the browser of a session; return where it must go.

        Raises NotFound, InvalidInput without a client ID, NotReady or SignInFailed when the other side
        does not tell where that is.
        """
        terms = self._terms(self._named(name))
        provider = self._provider(terms)
        pending = self._pending.begin(
            terms.entry_id,
            terms.integration_id,
            session,
            self._address(terms.integration_id, "callback", opened_at),
        )
        return provider.authorize_url(pending)

    def end(self, name: str, given: Mapping[str, str], session: str) -> SignedIn:
        """End a sign-in with what the other side sent the browser back with, and build anew.

        What is kept changes when the new token has passed the integration's own test. Raises BadState,
        SignInDenied, SignInFailed, NotReady, ConnectionTestFailed, OtherAccount.
        """
        integration_id = self._terms(self._named(name)).integration_id
        pending = self._pending.end(given.get("state", ""), integration_id, session)
        terms = self._terms(pending.entry_id)
        provider = self._provider(terms)
        code = _code(terms.name, given)
        if not provider.check_issuer(given.get("iss", "")):
            raise BadState(f"This is not the answer of {terms.name}.", cure="Sign in again.")
        access = Access(provider.exchange(pending, code), provider.client_id)
        noted, account = self._proven(pending, access)
        with self._renewals.paused(terms.entry_id):
            self._tokens.put(terms.entry_id, noted)
        self._manager.signed_in(terms.entry_id, account)
        return SignedIn(terms.entry_id, terms.name, noted.account)

    def disconnect(self, entry_id: str) -> dict[str, Any]:
        """Revoke a token where that is offered, delete it, and unload what needs it.

        Returns ``{"revoked": bool}``. Raises PluginNotFound, NotFound.
        """
        with self._renewals.paused(entry_id):
            try:
                revoked = self._revoked(self._terms(entry_id))
            except PluginBroken:  # nobody knows where to revoke it; it is deleted all the same
                revoked = False
            self._tokens.forget(entry_id)
        self._manager.signed_out(entry_id)
        return {"revoked": revoked}

    # As a part.

    def attach(self, entry: Entry) -> None:
        """Nothing is to be done: an entry is signed when it is built."""

    def detach(self, entry: Entry) -> None:
        """Nothing is to be done: what is kept outlives it."""

    def forget(self, entry_id: str) -> None:
        """Delete the tokens of an account that is removed, revoked where that is offered."""
        try:
            self._revoked(self._terms(entry_id))
        except OvaError as error:  # its files may be gone, and it may need no sign-in at all
            logger.debug("integration %s: nothing to revoke: %s", entry_id, error)
        self._tokens.forget(entry_id)

    # Smaller things.

    def _proven(self, pending: PendingSignIn, access: Access) -> tuple[Access, Account | None]:
        """Return a new sign-in with whose it is, after the integration's own test."""

        def signed(entry: Entry) -> None:
            entry.hide(*access.secrets)
            entry.context.fetch.bearer = lambda: access.access_token

        try:
            with self._manager.tried_sign_in(pending.entry_id, signed) as (entry, account):
                noted = self._renewals.noted(entry, access)
        except (ConnectionTestFailed, Unavailable) as error:
            away = isinstance(error, Unavailable) or error.code == "cannot_connect"
            if not away or self._tokens.get(pending.entry_id) is not None:
                raise
            return access, None  # nothing is lost by keeping it, and the set-up is tried again
        return replace(noted, account=account.name if account else ""), account

    def _revoked(self, terms: SignInTerms) -> bool:
        access = self._tokens.get(terms.entry_id)
        if access is None:
            return False
        try:
            return self._provider(terms).revoke(access.token)
        except OvaError as error:
            logger.warning("integration %s: not revoked: %s", terms.entry_id, error.message)
            return False

    def _terms(self, entry_id: str) -> SignInTerms:
        terms = self._manager.sign_in_terms(entry_id)
        if terms.manifest.oauth is None:
            raise NotFound(f"{terms.name} needs no sign-in.", cure="Its settings are all it needs.")
        return terms

    def _provider(self, terms: SignInTerms) -> Provider:
        return Provider(terms, self._metadata, self._now)

    def _provider_of(self, entry: Entry) -> Provider:
        return self._provider(
            SignInTerms(
                entry.id, entry.integration_id, entry.name, entry.manifest, entry.context.config
            )
        )

    def _named(self, name: str) -> str:
        """Return the id a path names: ``my_service``, or ``myservice`` for MyService."""
        infos = self._manager.infos()
        wanted = _plain(name)
        alike = [one.id for one in infos if wanted and wanted in (_plain(one.id), _plain(one.name))]
        if name in {one.id for one in infos} or not alike:
            return name  # which is not found then, with near matches
        return alike[0]

    def _address(self, entry_id: str, kind: str, opened_at: str) -> str:
        base = (self._external_url() or opened_at).rstrip("/")
        return f"{base}/integration/{entry_id}/{kind}"


def _plain(name: str) -> str:
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _code(name: str, given: Mapping[str, str]) -> str:
    """Return the code a browser came back with. Raises SignInDenied."""
    error = given.get("error", "")
    if error:
        message, cure = in_plain_words(name, error, given.get("error_description", ""))
        raise SignInDenied(message, cure=cure)
    code = given.get("code", "")
    if not code:
        raise SignInDenied(f"{name} sent no code along.", cure="Sign in again.")
    return code
