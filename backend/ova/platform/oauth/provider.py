"""Asking the other side's authorization server, with Authlib."""

import base64
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from ova.core import InvalidInput
from ova.platform.oauth.errors import SignInFailed, in_plain_words
from ova.platform.oauth.pending import PendingSignIn
from ova.plugins import OAuthPart, SignInTerms, as_plugin_error, filled, redact
from ova.sdk import NotReady, PluginError

TIMEOUT_S = 10.0
_KEEP_METADATA_S = 3600.0
_CHECK_APP = "Check the settings of the integration and of the app you made there."


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where to ask for what."""

    authorize: str
    token: str
    refresh: str
    revoke: str
    """Empty when tokens cannot be revoked."""
    issuer: str
    """Empty when it is not told."""


class Metadata:
    """What servers tell of themselves (RFC 8414), kept for an hour. Thread-safe."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def of(self, name: str, url: str) -> dict[str, Any]:
        """Return the document at an address. Raises NotReady, SignInFailed."""
        with self._lock:
            until, kept = self._kept.get(url, (0.0, {}))
        if self._now() < until:
            return kept
        try:
            told = _told(name, url)
        except NotReady:
            if not kept:
                raise
            told = kept  # servers hardly ever move
        with self._lock:
            self._kept[url] = self._now() + _KEEP_METADATA_S, told
        return told


def _told(name: str, url: str) -> dict[str, Any]:
    with asking(name, ()), requests.Session() as session:
        session.trust_env = False
        answer = session.get(url, timeout=TIMEOUT_S)
        answer.raise_for_status()
        told = answer.json()
    if not isinstance(told, dict):
        raise SignInFailed(f"{name} does not tell where to sign in.", cure=_CHECK_APP)
    return told


class Provider:
    """The authorization server as one account of an integration uses it."""

    def __init__(self, terms: SignInTerms, metadata: Metadata, now: Callable[[], float]) -> None:
        """Take an account whose manifest has ``oauth``. Raises InvalidInput without a client ID."""
        if terms.manifest.oauth is None:
            raise InvalidInput(f"{terms.name} needs no sign-in.", cure="Just use it.")
        self.name = terms.name
        self.client_id = str(terms.settings.get("client_id") or "").strip()
        self._secret = str(terms.settings.get("client_secret") or "").strip()
        self._part: OAuthPart = terms.manifest.oauth
        self._settings = terms.settings
        self._metadata = metadata
        self._now = now
        if not self.client_id:
            raise InvalidInput(
                f"{self.name} has no client ID yet.",
                cure="Make an app at the service, and enter its client ID and secret here.",
            )

    def addresses(self) -> Addresses:
        """Return where to ask. Raises NotReady, SignInFailed when the other side does not tell."""
        part = self._part
        where = self._filled(part.metadata_url)
        told = self._metadata.of(self.name, where) if where else {}

        def one(given: str, name: str) -> str:
            return self._filled(given) or str(told.get(name) or "")

        found = Addresses(
            authorize=one(part.authorize_url, "authorization_endpoint"),
            token=one(part.token_url, "token_endpoint"),
            refresh=one(part.refresh_url or part.token_url, "token_endpoint"),
            revoke=one(part.revoke_url, "revocation_endpoint"),
            issuer=str(told.get("issuer") or ""),
        )
        if not found.authorize or not found.token:
            raise SignInFailed(f"{self.name} does not tell where to sign in.", cure=_CHECK_APP)
        return found

    def authorize_url(self, pending: PendingSignIn) -> str:
        """Return where a browser is sent to. Raises NotReady, SignInFailed."""
        where = self.addresses().authorize
        with self._session(pending.redirect_uri) as session:
            url, _state = session.create_authorization_url(
                where,
                state=pending.state,
                nonce=pending.nonce,
                scope=" ".join(self._part.scopes) or None,
                code_verifier=pending.code_verifier if self._part.pkce else None,
                **self._part.authorize_params,
            )
        return str(url)

    def exchange(self, pending: PendingSignIn, code: str) -> dict[str, Any]:
        """Return the token for a code. Raises SignInFailed, NotReady."""
        more = {"code_verifier": pending.code_verifier} if self._part.pkce else {}
        addresses = self.addresses()
        with self._asking(code), self._session(pending.redirect_uri) as session:
            told = session.fetch_token(
                addresses.token, grant_type="authorization_code", code=code, **more
            )
        token = self._checked(told)
        if token.get("id_token"):
            self._check_id_token(str(token["id_token"]), pending.nonce, addresses.issuer)
        return token

    def refreshed(self, refresh_token: str) -> dict[str, Any]:
        """Return a new token. Raises SignInFailed, NotReady."""
        where = self.addresses().refresh
        with self._asking(refresh_token), self._session() as session:
            told = session.refresh_token(where, refresh_token=refresh_token)
        return self._checked(told)

    def revoke(self, token: Mapping[str, Any]) -> bool:
        """Make a token useless at the other side; False when that is not offered.

        Raises SignInFailed, NotReady when it should be, and did not work.
        """
        where = self.addresses().revoke
        if not where:
            return False
        kind = "refresh_token" if token.get("refresh_token") else "access_token"
        with self._asking(str(token[kind])), self._session() as session:
            answer = session.revoke_token(where, token=token[kind], token_type_hint=kind)
            answer.raise_for_status()
        return True

    def check_issuer(self, told: str) -> bool:
        """Tell whether an answer is by the server that was asked (RFC 9207)."""
        issuer = self.addresses().issuer
        return not told or not issuer or told == issuer

    def checked(self, token: Mapping[str, Any]) -> dict[str, Any]:
        """Return a token an author's code had, in the form tokens are kept in. Raises SignInFailed."""
        return self._checked(token)

    def _session(self, redirect_uri: str | None = None) -> Any:
        method = self._part.token_endpoint_auth_method
        session = OAuth2Session(
            self.client_id,
            self._secret or None,
            token_endpoint_auth_method=method,
            revocation_endpoint_auth_method=method,
            redirect_uri=redirect_uri,
            code_challenge_method="S256" if self._part.pkce else None,
            token={},
            default_timeout=TIMEOUT_S,
        )
        session.trust_env = False  # no .netrc over the client's own credentials
        return session

    @contextmanager
    def _asking(self, *secrets: str) -> Iterator[None]:
        with asking(self.name, (self._secret, *secrets)):
            yield

    def _checked(self, told: Any) -> dict[str, Any]:
        """Return a token with ``expires_at`` by this hub's clock. Raises SignInFailed."""
        token = dict(told) if isinstance(told, Mapping) else {}
        if not isinstance(token.get("access_token"), str) or not token["access_token"]:
            raise SignInFailed(f"{self.name} gave no access token.", cure="Try again.")
        kind = str(token.get("token_type") or "bearer")
        if kind.lower() != "bearer":
            raise SignInFailed(
                f"{self.name} gives tokens of a kind the hub cannot use.",
                cure="The integration needs another way to sign in.",
            )
        lasts, ends = _seconds(token.pop("expires_in", None)), _seconds(token.get("expires_at"))
        token["expires_at"] = ends if lasts is None else self._now() + lasts
        return token

    def _check_id_token(self, id_token: str, nonce: str, issuer: str) -> None:
        """Raise SignInFailed unless an ID token is about this sign-in.

        Its signature need not be checked: it came from the token endpoint itself (OpenID Connect Core
        1.0, 3.1.3.7).
        """
        try:
            body = id_token.split(".")[1]
            told = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
            heard = told["aud"] if isinstance(told["aud"], list) else [told["aud"]]
            fits = (
                told.get("nonce") == nonce
                and self.client_id in heard
                and (not issuer or told.get("iss") == issuer)
            )
        except (ValueError, LookupError, TypeError):
            fits = False
        if not fits:
            raise SignInFailed(
                f"{self.name} answered with somebody else's sign-in.", cure="Sign in again."
            )

    def _filled(self, template: str) -> str:
        return filled(template, self._settings)


@contextmanager
def asking(name: str, secrets: tuple[str, ...]) -> Iterator[None]:
    """Turn what goes wrong at the other side into SignInFailed or NotReady, without secrets."""
    try:
        yield
    except OAuthError as error:
        word = str(error.error or "")
        message, cure = in_plain_words(name, word, str(error.description or ""))
        raise SignInFailed(redact(message, secrets), cure=cure, error=word) from None
    except requests.JSONDecodeError:
        raise _unreadable(name) from None
    except requests.RequestException as error:
        known = as_plugin_error(name, error)
        if isinstance(known, NotReady) or (known is not None and known.status == 503):
            raise known from None
        raise SignInFailed(
            known.message if known is not None else f"{name} cannot be asked.", cure=_CHECK_APP
        ) from None
    except PluginError:
        raise
    except ValueError:  # Authlib's word for an answer that is no JSON object
        raise _unreadable(name) from None


def _unreadable(name: str) -> SignInFailed:
    return SignInFailed(
        f"What {name} answers to a sign-in cannot be read.", cure="Check its addresses."
    )


def _seconds(told: Any) -> float | None:
    try:
        return float(told)
    except (TypeError, ValueError):
        return None
