"""Set-up, sign-in and tokens."""

from typing import Any

from flask_limiter import Limiter
from flask_openapi3.blueprint import APIBlueprint

from ova import __version__
from ova.core import NotFound, Role
from ova.web.errors import NotSignedIn, RoleMissing
from ova.web.identity import Identities
from ova.web.limits import SIGN_IN_LIMIT
from ova.web.models.account import (
    NewToken,
    OwnPasswordBody,
    SessionModel,
    SetupBody,
    SetupState,
    SignInBody,
    TokenBody,
    TokenList,
    TokenModel,
    TokenPath,
    TokensQuery,
)
from ova.web.ports import HubPort, TokenView, UserView
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.session import session_answer


def account_routes(hub: HubPort, identities: Identities, limiter: Limiter) -> APIBlueprint:
    """Build the routes."""
    api = routes("account", "Set-up, sign-in and tokens.")
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
        return session_answer(hub, user, identities.sign_in(user)), 201

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
        return session_answer(hub, user, identities.sign_in(user))

    @api.get("/session", responses={200: SessionModel})
    def who_am_i() -> Answer:
        """Tell who is signed in."""
        return session_answer(hub, identities.require().user, identities.csrf())

    @api.delete("/session", responses={204: None})
    def sign_out() -> Answer:
        """Sign out."""
        identities.sign_out()
        return "", 204

    @api.put("/session/password", responses={200: SessionModel})
    @slow_guessing
    def change_own_password(body: OwnPasswordBody) -> Answer:
        """Change one's own password; all other sessions end."""
        mine = identities.require().user
        user = hub.people.change_own_password(mine.id, body.old, body.new)
        if identities.require().via == "token":
            return session_answer(hub, user, None)
        return session_answer(hub, user, identities.sign_in(user))

    @api.get("/tokens", responses={200: TokenList})
    def tokens(query: TokensQuery) -> Answer:
        """List tokens without their secrets: one's own, or everybody's for owners."""
        mine = identities.require()
        if query.everybody and not mine.role.allows(Role.OWNER):
            raise RoleMissing(
                "Only owners see everybody's tokens.", cure="Leave out 'everybody' for yours."
            )
        people = {user.id: user for user in accounts.users()}
        found = accounts.tokens(None if query.everybody else mine.user.id)
        return [_token(one, people[one.user_id]) for one in found if one.user_id in people]

    @api.post("/tokens", responses={201: NewToken})
    def create_token(body: TokenBody) -> Answer:
        """Make a token for a script or a satellite; its secret is shown only now."""
        mine = identities.require()
        role = body.role
        if mine.via == "token" and role is None:
            role = mine.role.value  # a token makes none that may do more than itself
        if role is not None and not mine.role.allows(Role.of(role)):
            raise RoleMissing(
                f"You cannot make a token for the role {role}.", cure="Choose a lesser role."
            )
        token, plaintext = accounts.create_token(mine.user.id, body.name, role=role)
        return {"id": token.id, "name": token.name, "token": plaintext}, 201

    @api.delete("/tokens/<token_id>", responses={204: None})
    def delete_token(path: TokenPath) -> Answer:
        """Make a token useless: one's own, or anybody's for owners."""
        mine = identities.require()
        among = accounts.tokens(None if mine.role.allows(Role.OWNER) else mine.user.id)
        if all(token.id != path.token_id for token in among):
            raise NotFound(
                f"You have no token {path.token_id!r}.", cure="GET /api/tokens lists yours."
            )
        accounts.delete_token(path.token_id)
        return "", 204

    return api


def _token(token: TokenView, user: UserView) -> dict[str, Any]:
    return TokenModel(
        user_id=user.id,
        user=user.name,
        role=Role.lesser(user.role, token.role or user.role).value,
        id=token.id,
        name=token.name,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
    ).model_dump()
