"""A real authorization server on 127.0.0.1, made with Authlib, and a service its tokens open.

Authorization code with PKCE, refresh with or without rotation, revocation, metadata.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, g, jsonify, request
from joserfc.jwk import OctKey
from werkzeug.serving import make_server

CLIENT_ID = "the-hub-of-this-home"
CLIENT_SECRET = "a-client-secret-of-the-tests"
CLIENT_METHODS = ("client_secret_basic", "client_secret_post", "none")


@dataclass(eq=False)
class Client(ClientMixin):
    client_id: str
    secret: str = field(repr=False)
    redirect_uris: set[str]
    method: str = "client_secret_basic"

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return ""

    def get_allowed_scope(self, scope):
        return scope or ""

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(self.secret, client_secret)

    def check_endpoint_auth_method(self, method, _endpoint):
        return method == self.method

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type in ("authorization_code", "refresh_token")


@dataclass(eq=False)
class Code:
    code: str
    client: Client
    redirect_uri: str
    scope: str
    user: str
    code_challenge: str
    code_challenge_method: str
    nonce: str = ""

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return int(time.time())

    def get_acr(self):
        return None

    def get_amr(self):
        return None

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope


@dataclass(eq=False)
class Token(TokenMixin):
    client: Client
    user: str
    access_token: str
    refresh_token: str
    scope: str
    revoked: bool = False
    over: bool = False
    """The access token has ended; the refresh token has not."""

    def check_client(self, client):
        return client is self.client

    def get_scope(self):
        return self.scope

    def get_expires_in(self):
        return 3600

    def is_expired(self):
        return self.over

    def is_revoked(self):
        return self.revoked

    def get_user(self):
        return self.user

    def get_client(self):
        return self.client


@dataclass
class Provider:
    """What the server knows, and what tests change and look at."""

    url: str = ""
    client: Client = field(default_factory=lambda: Client(CLIENT_ID, CLIENT_SECRET, set()))
    user: str | None = "anna"
    """Who allows it; None: somebody who does not."""
    rotates: bool = True
    away: bool = False
    nonce: str = ""
    """Told in ID tokens in place of the right one."""
    refuses_new: bool = False
    """The tokens it gives from now on open nothing."""
    expires_in: int = 3600
    codes: list[Code] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    """The kind of each grant that was asked for."""
    authorized: list[dict[str, str]] = field(default_factory=list)
    """The query of each visit to the page people sign in at."""
    revocations: list[str] = field(default_factory=list)
    service_calls: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and access token of each request to the service."""
    refuse_all: bool = False
    """Whether the service takes no access token, not even a new one."""
    before_refresh: Callable[[str], None] = lambda _refresh_token: None

    @property
    def refreshes(self) -> int:
        """How often a refresh token was used."""
        return self.granted.count("refresh_token")

    @property
    def live(self) -> list[Token]:
        """The tokens that still open something."""
        return [token for token in self.tokens if not token.revoked]

    def end_access(self) -> None:
        """Let every access token end before its time."""
        for token in self.tokens:
            token.over = True

    def end_all(self) -> None:
        """Withdraw every permission, as a person can at the service."""
        for token in self.tokens:
            token.revoked = True

    @property
    def secrets(self) -> set[str]:
        """Everything that must never be shown."""
        values = {one for token in self.tokens for one in (token.access_token, token.refresh_token)}
        return {CLIENT_SECRET, *values}


def make_app(provider: Provider) -> Flask:
    """Return the server's application; a service's routes may be added with ``protected``."""
    app = Flask("tests.provider")
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    lock = threading.Lock()

    def save_token(made: dict[str, Any], asked: Any) -> None:
        made["expires_in"] = provider.expires_in
        old = getattr(asked, "refresh_token", None)
        provider.tokens.append(
            Token(
                asked.client,
                asked.user,
                made["access_token"],
                made.get("refresh_token") or old.refresh_token,
                made.get("scope", ""),
                revoked=provider.refuses_new,
            )
        )

    class CodeGrant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_METHODS

        def save_authorization_code(self, code, asked):
            data = asked.payload.data
            provider.codes.append(
                Code(
                    code,
                    asked.client,
                    asked.payload.redirect_uri,
                    asked.payload.scope or "",
                    asked.user,
                    data.get("code_challenge", ""),
                    data.get("code_challenge_method", ""),
                    provider.nonce or data.get("nonce", ""),
                )
            )

        def query_authorization_code(self, code, client):
            found = [c for c in provider.codes if c.code == code and c.client is client]
            return found[0] if found else None

        def delete_authorization_code(self, authorization_code):
            provider.codes.remove(authorization_code)

        def authenticate_user(self, authorization_code):
            return authorization_code.user

    class IdTokens(OpenIDCode):
        def exists_nonce(self, _nonce, _asked):
            return False

        def resolve_client_private_key(self, _client):
            return OctKey.import_key("k" * 32)

        def get_client_algorithm(self, _client):
            return "HS256"

        def get_client_claims(self, client):
            return {"iss": provider.url, "aud": [client.client_id]}

        def generate_user_info(self, user, _scope):
            return UserInfo(sub=f"id-of-{user}")

    class RefreshGrant(grants.RefreshTokenGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_METHODS

        @property
        def INCLUDE_NEW_REFRESH_TOKEN(self):  # noqa: N802 - the library's own name
            return provider.rotates

        def authenticate_refresh_token(self, refresh_token):
            provider.before_refresh(refresh_token)
            found = [
                t for t in provider.tokens if t.refresh_token == refresh_token and not t.revoked
            ]
            return found[-1] if found else None

        def authenticate_user(self, refresh_token):
            return refresh_token.user

        def revoke_old_credential(self, refresh_token):
            if provider.rotates:
                refresh_token.revoked = True
            refresh_token.over = True

    class Revocation(RevocationEndpoint):
        CLIENT_AUTH_METHODS = CLIENT_METHODS

        def query_token(self, token_string, _token_type_hint):
            provider.revocations.append(token_string)
            found = [
                t for t in provider.tokens if token_string in (t.access_token, t.refresh_token)
            ]
            return found[-1] if found else None

        def revoke_token(self, token, _asked):
            token.revoked = True

    server = AuthorizationServer(
        app,
        lambda client_id: provider.client if client_id == provider.client.client_id else None,
        save_token,
    )
    server.register_grant(CodeGrant, [CodeChallenge(required=True), IdTokens()])
    server.register_grant(RefreshGrant)
    server.register_endpoint(Revocation)

    @app.before_request
    def trouble():
        if provider.away:
            return "gone fishing", 503
        return None

    @app.get("/.well-known/oauth-authorization-server")
    def metadata():
        return {
            "issuer": provider.url,
            "authorization_endpoint": f"{provider.url}/authorize",
            "token_endpoint": f"{provider.url}/token",
            "revocation_endpoint": f"{provider.url}/revoke",
        }

    @app.get("/authorize")
    def authorize():
        provider.authorized.append(request.args.to_dict())
        try:
            grant = server.get_consent_grant(end_user=provider.user)
        except OAuth2Error as error:
            return server.handle_error_response(request, error)
        return server.create_authorization_response(grant_user=provider.user, grant=grant)

    @app.post("/token")
    def token():
        with lock:
            provider.granted.append(request.form["grant_type"])
            return server.create_token_response()

    @app.post("/revoke")
    def revoke():
        return server.create_endpoint_response(Revocation.ENDPOINT_NAME)

    protect = protector(provider)

    @app.route("/me", methods=["DELETE", "GET", "PATCH", "POST", "PUT"])
    @protect()
    def me():
        body = request.get_data(as_text=True)
        user = g.authlib_server_oauth2_token.user
        return jsonify(id=f"id-of-{user}", method=request.method, body=body)

    @app.get("/forbidden")
    @protect()
    def forbidden():
        return {"error": "not for you"}, 403

    return app


def protector(provider: Provider) -> ResourceProtector:
    """Return what lets only requests with a good access token in, and counts them all."""

    class Validator(BearerTokenValidator):
        def authenticate_token(self, token_string):
            provider.service_calls.append((request.method, request.path, token_string))
            good = [] if provider.refuse_all else provider.tokens
            return next((t for t in good if t.access_token == token_string), None)

    protect = ResourceProtector()
    protect.register_token_validator(Validator())
    return protect


@contextmanager
def running_provider(extend: Callable[[Flask, Provider], None] | None = None) -> Iterator[Provider]:
    """Run the server until the end of the block; ``extend`` adds a service's own routes."""
    provider = Provider()
    app = make_app(provider)
    if extend is not None:
        extend(app, provider)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = False
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = time.time()

    def __call__(self) -> float:
        return self.at
