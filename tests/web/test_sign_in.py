"""Set-up, sign-in, sessions, tokens, and the guard of every route."""

import re

import pytest
from flask.testing import FlaskClient
from web_hub import SmallHub

from ova.web import WebApp, create_app
from ova.web.public import PUBLIC_ROUTES, is_public

OWNER = {"username": "anna", "password": "correct horse"}


def sign_in(client: FlaskClient) -> str:
    answer = client.post("/api/session", json=OWNER)
    assert answer.status_code == 200
    csrf: str = answer.json["csrf"]
    return csrf


def every_route(app: WebApp) -> list[tuple[str, str]]:
    return [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
    ]


def test_every_route_that_is_not_listed_as_public_refuses_strangers(
    app: WebApp, stranger: FlaskClient
):
    refused = []
    for number, (method, rule) in enumerate(every_route(app)):
        if is_public(method, rule):
            continue
        path = re.sub(r"<[^>]+>", "something", rule)
        # There are more routes than one stranger may ask for in a minute.
        address = {"REMOTE_ADDR": f"192.0.2.{number // 100}"}
        answer = stranger.open(path, method=method, environ_overrides=address)
        assert answer.status_code == 401, f"{method} {rule} answered {answer.status_code}"
        refused.append(rule)
    assert len(refused) > 40


def test_the_public_list_names_only_routes_that_exist(app: WebApp):
    assert set(every_route(app)) >= PUBLIC_ROUTES


def test_unknown_paths_under_the_api_are_not_told_apart_for_strangers(stranger: FlaskClient):
    assert stranger.get("/api/nothing").status_code == 401
    assert stranger.put("/api/areas").status_code == 401


def test_set_up_makes_the_owner_once_and_signs_in(stranger: FlaskClient, hub: SmallHub):
    state = stranger.get("/api/setup").json
    assert state["needed"] is True
    assert state["version"]
    made = stranger.post("/api/setup", json={"name": "Villa", **OWNER})
    assert made.status_code == 201
    assert made.json["user"] == {"id": "u1", "name": "anna", "role": "owner"}
    assert stranger.get("/api/setup").json == {**state, "needed": False, "name": "Villa"}
    assert stranger.get("/api/session").json["user"]["name"] == "anna"
    again = stranger.post("/api/setup", json=OWNER)
    assert again.status_code == 409
    assert again.json["code"] == "owner_exists"


def test_a_session_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(
    stranger: FlaskClient, hub: SmallHub
):
    hub.accounts.create_owner("anna", OWNER["password"])
    cookie = stranger.post("/api/session", json=OWNER).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_under_https_the_session_cookie_is_for_https_only(hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    app = create_app(hub, secure_cookies=True)
    try:
        answer = app.test_client().post("/api/session", json=OWNER)
        assert "Secure" in answer.headers["Set-Cookie"]
    finally:
        app.close()


def test_a_wrong_password_is_refused_with_a_cure(stranger: FlaskClient, hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    answer = stranger.post("/api/session", json={**OWNER, "password": "wrong"})
    assert answer.status_code == 401
    assert answer.json["code"] == "wrong_password"
    assert answer.json["cure"]
    assert stranger.get("/api/session").status_code == 401


def test_a_change_with_a_cookie_needs_the_csrf_header(stranger: FlaskClient, hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    csrf = sign_in(stranger)
    assert stranger.get("/api/session").json["csrf"] == csrf
    body = {"text": "hello"}
    assert stranger.post("/api/converse", json=body).json["code"] == "csrf"
    wrong = stranger.post("/api/converse", json=body, headers={"X-OVA-CSRF": "wrong"})
    assert wrong.status_code == 403
    right = stranger.post("/api/converse", json=body, headers={"X-OVA-CSRF": csrf})
    assert right.status_code == 200


def test_a_new_password_ends_every_session(stranger: FlaskClient, hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    sign_in(stranger)
    assert stranger.get("/api/session").status_code == 200
    hub.accounts.set_password("anna", "another long one")
    assert stranger.get("/api/session").status_code == 401


def test_signing_out_ends_the_session(stranger: FlaskClient, hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    csrf = sign_in(stranger)
    assert stranger.delete("/api/session", headers={"X-OVA-CSRF": csrf}).status_code == 204
    assert stranger.get("/api/session").status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer", "Bearer " + "x" * 1000, "Basic YTpi", "nonsense"]
)
def test_a_wrong_token_is_refused_even_with_a_valid_cookie(
    header: str, stranger: FlaskClient, hub: SmallHub
):
    hub.accounts.create_owner("anna", OWNER["password"])
    sign_in(stranger)
    answer = stranger.get("/api/status", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json["code"] == "invalid_token"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_is_shown_once_works_without_csrf_and_can_be_deleted(client: FlaskClient):
    made = client.post("/api/tokens", json={"name": "script"})
    assert made.status_code == 201
    secret = made.json["token"]
    listed = client.get("/api/tokens")
    assert secret not in listed.text
    assert [token["name"] for token in listed.json] == ["tests", "script"]
    bearer = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/session", headers=bearer).json["csrf"] is None
    assert client.delete(f"/api/tokens/{made.json['id']}").status_code == 204
    assert client.get("/api/status", headers=bearer).status_code == 401
    assert client.delete(f"/api/tokens/{made.json['id']}").status_code == 404


def test_users_are_listed_without_their_passwords(client: FlaskClient):
    listed = client.get("/api/users")
    assert [(one["id"], one["name"], one["role"]) for one in listed.json] == [
        ("u1", "anna", "owner")
    ]
    assert OWNER["password"] not in listed.text


def test_guessing_passwords_is_slowed_down(stranger: FlaskClient, hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    answers = [
        stranger.post("/api/session", json={**OWNER, "password": str(guess)}) for guess in range(11)
    ]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert answers[-1].json["code"] == "too_many_requests"
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].mimetype == "application/problem+json"


def test_strangers_are_limited_but_people_who_are_signed_in_are_not(
    client: FlaskClient, stranger: FlaskClient
):
    assert {client.get("/api/status").status_code for _ in range(700)} == {200}
    codes = [stranger.get("/api/status").status_code for _ in range(601)]
    assert set(codes[:600]) == {401}
    assert codes[600] == 429


def test_a_cookie_signed_with_another_key_is_worthless(stranger: FlaskClient, hub: SmallHub):
    hub.accounts.create_owner("anna", OWNER["password"])
    sign_in(stranger)
    cookie = stranger.get_cookie("ova_session")
    assert cookie is not None
    stranger.set_cookie("ova_session", cookie.value[:-4] + "AAAA")
    assert stranger.get("/api/session").status_code == 401
