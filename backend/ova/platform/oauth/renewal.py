"""Access tokens that never run out while somebody is signed in."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from ova.core import OvaError, Unavailable
from ova.platform.oauth.errors import SignInFailed
from ova.platform.oauth.provider import Provider
from ova.platform.oauth.tokens import Access, TokenStore
from ova.plugins import Entry, sign_in_hook
from ova.sdk import AuthFailed

logger = logging.getLogger(__name__)
LEEWAY_S = 60.0
"""So long before its end an access token is renewed."""
_GONE = "invalid_grant"
AGAIN = "Press Sign in on its page; the same account goes on where it was."


@dataclass(slots=True)
class _Flight:
    """One entry's renewals, of which there is one at a time."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: int = 0
    error: OvaError | None = None


class Renewals:
    """Gives access tokens, renewed when it is time. Thread-safe."""

    def __init__(
        self,
        tokens: TokenStore,
        provider: Callable[[Entry], Provider],
        now: Callable[[], float],
    ) -> None:
        self._tokens = tokens
        self._provider = provider
        self._now = now
        self._flights: dict[str, _Flight] = {}
        self._lock = threading.Lock()

    def token(self, entry: Entry) -> str:
        """Return an access token that is good for a while. Raises AuthFailed, NotReady, SignInFailed."""
        access = self._usable(entry)
        if access.ends_by(self._now() + LEEWAY_S):
            try:
                access = self._renewed(entry, access)
            except Unavailable:
                if access.ends_by(self._now()):
                    raise
                logger.warning("integration %s: a renewal failed; the token is good yet", entry.id)
        entry.hide(*access.secrets)
        return access.access_token

    def instead_of(self, entry: Entry, refused: str) -> str:
        """Return another access token after the service refused this one. Raises as ``token``."""
        access = self._usable(entry)
        if access.access_token == refused:
            access = self._renewed(entry, access)
        entry.hide(*access.secrets)
        return access.access_token

    @contextmanager
    def paused(self, entry_id: str) -> Iterator[None]:
        """Let no renewal of an entry happen inside the block."""
        with self._flight(entry_id).lock:
            yield

    def noted(self, entry: Entry, access: Access) -> Access:
        """Return a sign-in with what the author's ``store_token`` wants to be kept beside it."""
        hook = sign_in_hook(entry, "store_token")
        if hook is None:
            return access
        with _calling(entry, lambda: access.access_token) as ctx:
            told = entry.call("store_token", hook, dict(access.token), ctx)
        if not isinstance(told, Mapping):
            return access
        return replace(access, additional_info={**access.additional_info, **told})

    def _usable(self, entry: Entry) -> Access:
        access = self._tokens.get(entry.id)
        if access is None:
            raise AuthFailed(f"Nobody is signed in to {entry.name}.", cure=AGAIN)
        if access.requires_reconnect:
            raise sign_in_again(entry.name)
        return access

    def _renewed(self, entry: Entry, seen: Access) -> Access:
        """Renew unless another thread does, or did: then its result, or its failure, is taken."""
        flight = self._flight(entry.id)
        ended = flight.ended
        with flight.lock:
            if flight.ended != ended and flight.error is not None:
                raise copy(flight.error)
            access = self._usable(entry)
            if access.access_token != seen.access_token:
                return access
            flight.error = None
            try:
                return self._asked(entry, access)
            except OvaError as error:
                flight.error = error
                raise
            finally:
                flight.ended += 1

    def _asked(self, entry: Entry, access: Access) -> Access:
        try:
            told = self._told(entry, access)
        except (SignInFailed, AuthFailed) as error:
            if isinstance(error, SignInFailed) and error.error != _GONE:
                raise
            kept = self._tokens.get(entry.id)
            if kept is not None and kept.refresh_token != access.refresh_token:
                return kept  # whoever renewed it meanwhile used up the old refresh token
            raise self._lost(entry, access) from None
        merged = {**access.token, **told}
        if not merged.get("refresh_token"):
            merged["refresh_token"] = access.refresh_token
        fresh = replace(access, token=merged)
        entry.hide(*fresh.secrets)
        self._tokens.put(entry.id, fresh)  # before anything uses it: the old one may be dead now
        return self._kept_with_notes(entry, fresh)

    def _told(self, entry: Entry, access: Access) -> dict[str, Any]:
        """Return a new token, from the author's hook or from the other side."""
        provider = self._provider(entry)
        hook = sign_in_hook(entry, "refresh_token")
        if hook is not None:
            given = {**access.token, "additional_info": dict(access.additional_info)}
            with _calling(entry, lambda: None) as ctx:
                told = entry.call("refresh_token", hook, given, ctx)
            if told is not None:
                token = provider.checked(told)
                token.pop("additional_info", None)
                return token
        if not access.refresh_token:
            raise SignInFailed(f"{entry.name} gave nothing to renew with.", error=_GONE)
        return provider.refreshed(access.refresh_token)

    def _kept_with_notes(self, entry: Entry, fresh: Access) -> Access:
        try:
            noted = self.noted(entry, fresh)
            if noted is not fresh:
                self._tokens.put(entry.id, noted)
        except OvaError as error:
            logger.warning("integration %s: store_token: %s", entry.id, error.message)
            return fresh
        return noted

    def _lost(self, entry: Entry, access: Access) -> AuthFailed:
        """Note that a person must sign in again, and return the error that says so."""
        self._tokens.put(entry.id, replace(access, requires_reconnect=True))
        error = sign_in_again(entry.name)
        entry.refused(error)
        return error

    def _flight(self, entry_id: str) -> _Flight:
        with self._lock:
            return self._flights.setdefault(entry_id, _Flight())


def sign_in_again(name: str) -> AuthFailed:
    """Return the error of a sign-in that is over."""
    return AuthFailed(f"Sign in to {name} again: it does not take the old sign-in.", cure=AGAIN)


@contextmanager
def _calling(entry: Entry, bearer: Callable[[], str | None]) -> Iterator[Any]:
    """Give a ``ctx`` for a hook about tokens: its ``fetch`` must not wait for the renewal under way."""
    fetch = entry.context.fetch.signed_with(bearer)
    try:
        yield replace(entry.context, fetch=fetch)
    finally:
        fetch.close()
