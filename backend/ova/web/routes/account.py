"""Set-up, sign-in, people and tokens."""

from typing import Any

from flask_limiter import Limiter
from flask_openapi3.blueprint import APIBlueprint

from ova import __version__
from ova.core import NotFound
from ova.web.errors import NotSignedIn
from ova.web.identity import Identities
from ova.web.limits import SIGN_IN_LIMIT
from ova.web.models.account import (
    NewToken,
    SessionModel,
    SetupBody,
    SetupState,
    SignInBody,
    TokenBody,
    TokenList,
    TokenModel,
    TokenPath,
    UserList,
)
from ova.web.ports import HubPort, TokenView, UserView
from ova.web.routes.blueprint import Answer, routes


def account_routes(hub: HubPort, identities: Identities, limiter: Limiter) -> APIBlueprint:
    """Build the routes."""
    api = routes("account", "Set-up, sign-in, people and tokens.")
    accounts = hub.accounts
    slow_guessing = limiter.shared_limit(SIGN_IN_LIMIT, scope="sign-in")

    @api.get("/setup", responses={200: SetupState})
    def setup_state() -> Answer:
        """Tell whether the owner's account is still to be made."""
        return {"needed": accounts.needs_owner(), "name": hub.name, "version": __version__}

    @api.post("/setup", responses={201: SessionModel})
    @slow_guessing
    def set_up(body: SetupBody) -> Answer:
        """Make the owner's account and sign in."""
        user = hub.setup(body.username, body.password, body.name)
        return {"user": _user(user), "csrf": identities.sign_in(user)}, 201

    @api.post("/session", responses={200: SessionModel})
    @slow_guessing
    def sign_in(body: SignInBody) -> Answer:
        """Sign in; the session comes as a cookie."""
        user = accounts.verify(body.username, body.password)
        if user is None:
            raise NotSignedIn(
                "The name or the password is wrong.",
                cure="Try again. 'ova user password NAME' on the hub sets a new one.",
                code="wrong_password",
            )
        return {"user": _user(user), "csrf": identities.sign_in(user)}

    @api.get("/session", responses={200: SessionModel})
    def who_am_i() -> Answer:
        """Tell who is signed in."""
        return {"user": _user(identities.require().user), "csrf": identities.csrf()}

    @api.delete("/session", responses={204: None})
    def sign_out() -> Answer:
        """Sign out."""
        identities.sign_out()
        return "", 204

    @api.get("/users", responses={200: UserList})
    def users() -> Answer:
        """List the people who may sign in."""
        return [_user(user) for user in accounts.users()]

    @api.get("/tokens", responses={200: TokenList})
    def tokens() -> Answer:
        """List one's own tokens, without their secrets."""
        return [_token(token) for token in accounts.tokens(identities.require().user.id)]

    @api.post("/tokens", responses={201: NewToken})
    def create_token(body: TokenBody) -> Answer:
        """Make a token for a script or a satellite; its secret is shown only now."""
        token, plaintext = accounts.create_token(identities.require().user.id, body.name)
        return {"id": token.id, "name": token.name, "token": plaintext}, 201

    @api.delete("/tokens/<token_id>", responses={204: None})
    def delete_token(path: TokenPath) -> Answer:
        """Make a token useless."""
        mine = accounts.tokens(identities.require().user.id)
        if all(token.id != path.token_id for token in mine):
            raise NotFound(
                f"You have no token {path.token_id!r}.", cure="GET /api/tokens lists yours."
            )
        accounts.delete_token(path.token_id)
        return "", 204

    return api


def _user(user: UserView) -> dict[str, Any]:
    return {"id": user.id, "name": user.name, "role": user.role}


def _token(token: TokenView) -> dict[str, Any]:
    return TokenModel(
        id=token.id,
        name=token.name,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
    ).model_dump()
