"""Who may do what, over REST and live, with the real hub."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from tests.hubs import PASSWORD, hub_in_process

from ova.core import Role
from ova.hub import OpenVoiceAssistant
from ova.web import WebApp, create_app
from ova.web.public import PUBLIC_ROUTES
from ova.web.roles import LEAST_ROLES, LEAST_ROLES_OF_NEWS, least_role
from ova.web.sockets.ui import UI_EVENTS

UNEXPOSED = "light.bedroom_lamp"
EXPOSED = "light.kitchen_light"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    """A hub with an owner, the demo home, and a lamp that is not exposed."""
    with hub_in_process(tmp_path_factory.mktemp("roles")) as hub:
        hub.accounts.create_owner("anna", PASSWORD)
        hub.home.update_entity(UNEXPOSED, exposed=False)
        hub.converse("what time is it")  # starts what runs until the hub is closed
        yield hub


@pytest.fixture(scope="module")
def app(hub: OpenVoiceAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebApp]:
    """The application; every answer is checked against the form it promises."""
    app = create_app(hub, frontend_dir=tmp_path_factory.mktemp("dist"))
    app.validate_response = True
    yield app
    app.close()


@pytest.fixture
def client(app: WebApp, hub: OpenVoiceAssistant) -> Iterator[Callable[[str], FlaskClient]]:
    """Gives a client of a person with a role."""
    made = []

    def of(role: str) -> FlaskClient:
        person, _ = hub.people.add(f"{role} {len(made)}", role, PASSWORD)
        made.append(person["id"])
        _, secret = hub.accounts.create_token(person["id"], "tests")
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        return client

    yield of
    left = {person["id"] for person in hub.people.all()}
    for person_id in left.intersection(made):
        hub.people.remove(person_id)


def routes_of(app: WebApp) -> set[tuple[str, str]]:
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_has_a_role(app: WebApp):
    listed = {tuple(key.split(" ", 1)) for key in LEAST_ROLES}

    assert routes_of(app) - listed - PUBLIC_ROUTES == set()
    assert listed - routes_of(app) == set()


def test_every_kind_of_news_with_a_role_is_one_there_is():
    assert set(LEAST_ROLES_OF_NEWS) <= set(UI_EVENTS)


def test_a_route_nobody_listed_is_for_owners():
    assert least_role("GET", "/api/new") == Role.OWNER


@pytest.mark.parametrize("role", ["guest", "adult"])
def test_who_may_not_is_refused_before_anything_is_read(
    role: str, app: WebApp, client: Callable[[str], FlaskClient]
):
    mine = client(role)
    forbidden = [
        (method, rule)
        for method, rule in sorted(routes_of(app) - PUBLIC_ROUTES)
        if not Role(role).allows(least_role(method, rule))
    ]
    assert forbidden
    for method, rule in forbidden:
        path = re.sub(r"<[^>]+>", "x", rule)
        answer = mine.open(path, method=method, json={"nonsense": 1})
        assert answer.status_code == 403, (method, rule)
        assert answer.json["code"] == "role_missing"


def test_a_guest_talks_and_controls_what_is_exposed(client: Callable[[str], FlaskClient]):
    guest = client("guest")

    assert guest.post("/api/converse", json={"text": "what time is it"}).status_code == 200
    turned = guest.post(f"/api/entities/{EXPOSED}/control", json={"service": "turn_on"})
    assert turned.status_code == 200
    listed = {one["id"] for one in guest.get("/api/entities").json}
    assert EXPOSED in listed
    assert UNEXPOSED not in listed


def test_a_guest_does_not_reach_what_is_not_exposed(client: Callable[[str], FlaskClient]):
    guest, adult = client("guest"), client("adult")

    for answer in (
        guest.get(f"/api/entities/{UNEXPOSED}"),
        guest.post(f"/api/entities/{UNEXPOSED}/control", json={"service": "turn_on"}),
    ):
        assert answer.status_code == 404
    assert adult.get(f"/api/entities/{UNEXPOSED}").status_code == 200


def test_people_are_made_changed_and_removed(client: Callable[[str], FlaskClient]):
    owner = client("owner")

    made = owner.post("/api/users", json={"name": "Carla", "role": "guest"})
    assert made.status_code == 201
    place = f"/api/users/{made.json['user']['id']}"
    assert made.json["link"]["link"]
    changed = owner.patch(place, json={"role": "adult", "was": {"role": "guest"}})
    assert changed.json["role"] == "adult"
    late = owner.patch(place, json={"role": "owner", "was": {"role": "guest"}})
    assert late.status_code == 412
    assert owner.put(f"{place}/password", json={"password": PASSWORD}).status_code == 204
    assert owner.post(f"{place}/sign-out").status_code == 204
    assert owner.post(f"{place}/link").status_code == 201
    assert owner.delete(place).status_code == 204
    assert owner.get(place).status_code == 404


def test_a_link_signs_in_once(app: WebApp, client: Callable[[str], FlaskClient]):
    owner = client("owner")
    made = owner.post("/api/users", json={"name": "Dora", "role": "guest"}).json
    link = made["link"]["link"]
    dora = app.test_client()

    assert dora.post("/api/join", json={"link": link}).json["name"] == "Dora"
    joined = dora.post("/api/join/password", json={"link": link, "password": PASSWORD})
    assert joined.json["user"]["role"] == "guest"
    assert dora.get("/api/session").json["user"]["name"] == "Dora"
    again = app.test_client().post("/api/join", json={"link": link})
    assert again.status_code == 404
    assert again.json["code"] == "link_over"

    owner.delete(f"/api/users/{made['user']['id']}")
    assert dora.get("/api/session").status_code == 401


def test_a_session_ends_for_others_when_the_password_changes(app: WebApp, hub: OpenVoiceAssistant):
    person, _ = hub.people.add("Emil", "adult", PASSWORD)
    here, there = app.test_client(), app.test_client()
    for browser in (here, there):
        signed = browser.post("/api/session", json={"username": "Emil", "password": PASSWORD})
        assert signed.status_code == 200
    csrf = here.get("/api/session").json["csrf"]

    wrong = here.put(
        "/api/session/password",
        json={"old": "wrong one", "new": "another long one"},
        headers={"X-OVA-CSRF": csrf},
    )
    assert wrong.status_code == 403
    changed = here.put(
        "/api/session/password",
        json={"old": PASSWORD, "new": "another long one"},
        headers={"X-OVA-CSRF": csrf},
    )

    assert changed.status_code == 200
    assert here.get("/api/session").status_code == 200
    assert there.get("/api/session").status_code == 401
    hub.people.remove(person["id"])


def test_tokens_are_ones_own_unless_an_owner_asks(client: Callable[[str], FlaskClient]):
    owner, adult = client("owner"), client("adult")
    mine = adult.post("/api/tokens", json={"name": "panel", "role": "guest"}).json

    assert [one["role"] for one in adult.get("/api/tokens").json] == ["adult", "guest"]
    assert adult.get("/api/tokens?everybody=true").status_code == 403
    assert adult.post("/api/tokens", json={"name": "x", "role": "owner"}).status_code == 403
    everybody = owner.get("/api/tokens?everybody=true").json
    assert mine["id"] in {one["id"] for one in everybody}
    theirs = next(one["id"] for one in everybody if one["user"].startswith("owner"))
    assert adult.delete(f"/api/tokens/{theirs}").status_code == 404
    assert owner.delete(f"/api/tokens/{mine['id']}").status_code == 204


def test_a_lesser_token_makes_none_that_may_do_more(app: WebApp, hub: OpenVoiceAssistant):
    anna = hub.accounts.named("anna")
    _, secret = hub.accounts.create_token(anna.id, "script", role="adult")
    script = app.test_client()
    script.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"

    made = script.post("/api/tokens", json={"name": "child"}).json
    user = hub.accounts.token_user(made["token"])

    assert user is not None
    assert user.role == "adult"
    assert script.post("/api/tokens", json={"name": "x", "role": "owner"}).status_code == 403
    assert script.get("/api/users").status_code == 200
    assert script.post("/api/users", json={"name": "Zoe"}).status_code == 403


GUESTS_MAY_NOT = ["announce dinner is ready", "make an announcement", "make a list called camping"]


def test_a_guest_announces_by_no_door(client: Callable[[str], FlaskClient]):
    guest, adult = client("guest"), client("adult")
    pi = {"id": "pi", "name": "Pi"}

    for text in GUESTS_MAY_NOT:
        answer = guest.post("/api/converse", json={"text": text, "conversation_id": "one"}).json
        assert (answer["error"], answer["question"]) == ("role_missing", None), text
    said = guest.post("/api/say", json={"text": "dinner is ready", "satellite_id": pi["id"]})
    assert (said.status_code, said.json["code"]) == (403, "role_missing")
    assert guest.post("/api/say", json={"text": "dinner"}).status_code == 200
    text = {"text": "announce dinner is ready"}
    assert adult.post("/api/converse", json=text).json["error"] != "role_missing"


def test_only_owners_let_others_in_without_a_password(client, hub: OpenVoiceAssistant):
    opened = {"wyoming_allowed": ["192.168.1.0/24"]}
    refused = client("adult").patch("/api/settings", json=opened)
    assert refused.status_code == 403
    assert "wyoming_allowed" in refused.get_json()["detail"]
    as_it_is = {"wyoming_allowed": [], "snooze_minutes": 7}
    assert client("adult").patch("/api/settings", json=as_it_is).status_code == 200
    assert hub.settings.values()["wyoming_allowed"] == []
    assert client("owner").patch("/api/settings", json=opened).status_code == 200
    assert hub.settings.values()["wyoming_allowed"] == ["192.168.1.0/24"]
