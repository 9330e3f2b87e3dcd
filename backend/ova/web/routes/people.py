"""People and their one-time links."""

from flask_limiter import Limiter
from flask_openapi3.blueprint import APIBlueprint

from ova.web.identity import Identities
from ova.web.limits import SIGN_IN_LIMIT
from ova.web.models.account import (
    JoinBody,
    JoinModel,
    JoinPasswordBody,
    LinkModel,
    NewPerson,
    PasswordBody,
    PersonBody,
    PersonList,
    PersonModel,
    PersonPatch,
    PersonPath,
    SessionModel,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import given
from ova.web.routes.session import session_answer


def people_routes(hub: HubPort, identities: Identities, limiter: Limiter) -> APIBlueprint:
    """Build the routes."""
    api = routes("people", "People and their roles.")
    slow_guessing = limiter.shared_limit(SIGN_IN_LIMIT, scope="sign-in")

    @api.get("/users", responses={200: PersonList})
    def users() -> Answer:
        """List the people who may come in."""
        return list(hub.people.all())

    @api.post("/users", responses={201: NewPerson})
    def add(body: PersonBody) -> Answer:
        """Let somebody come in, with a first password or by a one-time link."""
        user, link = hub.people.add(body.name, body.role, body.password)
        return {"user": user, "link": link.to_json() if link else None}, 201

    @api.get("/users/<user_id>", responses={200: PersonModel})
    def user(path: PersonPath) -> Answer:
        """Return one person."""
        return hub.people.get(path.user_id)

    @api.patch("/users/<user_id>", responses={200: PersonModel})
    def change(path: PersonPath, body: PersonPatch) -> Answer:
        """Change somebody's name or role; 409 when there would be no owner left."""
        return hub.people.change(path.user_id, **given(body))

    @api.delete("/users/<user_id>", responses={204: None})
    def remove(path: PersonPath) -> Answer:
        """Let somebody in no more; their sessions, connections and tokens end at once."""
        hub.people.remove(path.user_id)
        return "", 204

    @api.put("/users/<user_id>/password", responses={204: None})
    def set_password(path: PersonPath, body: PasswordBody) -> Answer:
        """Choose somebody's password; their sessions end."""
        hub.people.set_password(path.user_id, body.password)
        return "", 204

    @api.post("/users/<user_id>/sign-out", responses={204: None})
    def sign_out(path: PersonPath) -> Answer:
        """Sign somebody out everywhere; their tokens stay."""
        hub.people.end_sessions(path.user_id)
        return "", 204

    @api.post("/users/<user_id>/link", responses={201: LinkModel})
    def new_link(path: PersonPath) -> Answer:
        """Make a one-time link for somebody; an older one works no more."""
        return hub.people.new_link(path.user_id).to_json(), 201

    @api.post("/join", responses={200: JoinModel})
    @slow_guessing
    def look(body: JoinBody) -> Answer:
        """Tell whom a one-time link lets in."""
        user = hub.people.whose_link(body.link)
        return {"name": user.name, "role": user.role, "home": hub.name}

    @api.post("/join/password", responses={200: SessionModel})
    @slow_guessing
    def join(body: JoinPasswordBody) -> Answer:
        """Choose a password by a one-time link, and sign in."""
        user = hub.people.use_link(body.link, body.password)
        return session_answer(hub, user, identities.sign_in(user))

    return api
