"""Signing in to an integration through the web, as a browser does, against a real provider."""

import json
import textwrap
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from tests.authorization_server import CLIENT_ID, CLIENT_SECRET, running_provider
from tests.hubs import PASSWORD, hub_in_process

from ova.web import create_app
from ova.web.headers import CONTENT_SECURITY_POLICY

HERE = "http://localhost:7123"
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
CHIRP = """
    manifest = {
        "name": "Chirp",
        "http": {"base_url": "PROVIDER"},
        "oauth": {
            "authorize_url": "PROVIDER/authorize",
            "token_url": "PROVIDER/token",
            "revoke_url": "PROVIDER/revoke",
        },
    }


    class Chirp:
        def account_info(self, ctx):
            return ctx.fetch("/me").data


    def build_integration(config, ova):
        return Chirp()
"""


@pytest.fixture
def provider():
    with running_provider() as provider:
        provider.client.redirect_uris.add(f"{HERE}/integration/chirp/callback")
        yield provider


@pytest.fixture
def app(tmp_path, provider):
    file = tmp_path / "integrations" / "chirp.py"
    file.parent.mkdir()
    file.write_text(textwrap.dedent(CHIRP).replace("PROVIDER", provider.url))
    with hub_in_process(tmp_path) as hub:
        app = create_app(hub)
        app.validate_response = True
        yield app
        app.close()


@pytest.fixture
def browser(app):
    """A browser with the owner signed in, and Chirp enabled with its client's settings."""
    browser = app.test_client()
    signed_in = browser.post(
        "/api/setup", json={"username": "anna", "password": PASSWORD}, base_url=HERE
    )
    headers = {"X-OVA-CSRF": signed_in.get_json()["csrf"]}
    config = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    enabled = browser.post(
        "/api/integrations/chirp", json={"config": config}, headers=headers, base_url=HERE
    )
    assert enabled.get_json()["state"] == "needs_setup"
    browser.environ_base["HTTP_X_OVA_CSRF"] = headers["X-OVA-CSRF"]
    return browser


def get(browser, path, **headers):
    return browser.get(path, base_url=HERE, headers=headers)


def visit_provider(browser):
    """Go to the provider and allow it; return the address the browser is sent back to."""
    login = get(browser, "/integration/chirp/login")
    assert login.status_code == 302
    answer = requests.get(login.headers["Location"], allow_redirects=False, timeout=60)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def test_a59_a_person_who_is_signed_in_is_sent_to_the_provider(browser, provider):
    login = get(browser, "/integration/chirp/login")

    assert login.status_code == 302
    assert login.headers["Location"].startswith(f"{provider.url}/authorize?")
    assert "code_challenge_method=S256" in login.headers["Location"]
    assert "state=" in login.headers["Location"]


@pytest.mark.parametrize("path", ["login", "callback"])
def test_a59_a_stranger_is_refused(app, browser, path):
    refused = app.test_client().get(f"/integration/chirp/{path}")
    assert refused.status_code == 401
    assert refused.content_type == "application/problem+json"


def test_a60_success_closes_the_window_and_the_card_says_connected(browser, provider):
    done = get(browser, visit_provider(browser), **PAGE)

    assert done.status_code == 200
    assert "Connected" in done.text
    assert done.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "<script>" not in done.text, "the policy lets no inline script run"
    assert "onload" not in done.text
    script = get(browser, "/integration/signed-in.js")
    assert script.mimetype == "text/javascript"
    assert "window.close()" in script.text
    card = get(browser, "/api/integrations/chirp").get_json()
    assert (card["state"], card["account"]) == ("loaded", "id-of-anna")
    access = get(browser, "/api/integrations/chirp/access").get_json()
    assert access["connected"] is True
    assert access["account"] == "id-of-anna"
    everything = json.dumps([card, access]) + done.text
    assert not [secret for secret in provider.secrets if secret in everything]


@pytest.mark.parametrize("query", ["", "?code=x", "?state=guessed&code=x"])
def test_a60_a_missing_or_unknown_state_is_refused(browser, query):
    refused = get(browser, f"/integration/chirp/callback{query}")
    assert refused.status_code == 400
    assert refused.get_json()["code"] == "bad_state"

    page = get(browser, f"/integration/chirp/callback{query}", **PAGE)
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert "Not signed in" in page.text


def test_a60_a_replayed_state_is_refused(browser):
    back = visit_provider(browser)
    assert get(browser, back, **PAGE).status_code == 200
    assert get(browser, back).status_code == 400


def test_a60_a_state_of_another_session_is_refused(app, browser):
    back = visit_provider(browser)
    other = app.test_client()
    other.post("/api/session", json={"username": "anna", "password": PASSWORD}, base_url=HERE)
    assert get(other, back).get_json()["code"] == "bad_state"


def test_a60_a_refusal_is_shown_in_plain_words_and_as_text(browser, provider):
    provider.user = None
    page = get(browser, visit_provider(browser), **PAGE)
    assert page.status_code == 400
    assert "was not allowed" in page.text

    state = parse_qs(urlsplit(visit_provider(browser)).query)["state"][0]
    back = f"/integration/chirp/callback?error=%3Cb%3Eodd%3C/b%3E&state={state}"
    page = get(browser, back, **PAGE)
    assert "<b>" not in page.text
    assert "&lt;b&gt;odd" in page.text


def test_a60_the_callback_is_shown_to_copy(browser):
    shown = get(browser, "/api/integrations/chirp/access").get_json()
    assert shown["callback_url"] == f"{HERE}/integration/chirp/callback"
    assert shown["connected"] is False
    assert len(shown["warnings"]) == 1


def test_a69_the_list_and_the_end_of_a_sign_in(browser, provider):
    get(browser, visit_provider(browser), **PAGE)
    listed = get(browser, "/api/integrations/providers").get_json()
    assert next(one for one in listed if one["id"] == "chirp") == {
        "id": "chirp",
        "integration_id": "chirp",
        "name": "Chirp",
        "connected": True,
        "requires_reconnect": False,
    }

    ended = browser.delete("/api/integrations/chirp/access", base_url=HERE)

    assert ended.get_json() == {"revoked": True}
    assert provider.live == []
    assert get(browser, "/api/integrations/chirp").get_json()["state"] == "needs_setup"
    listed = get(browser, "/api/integrations/providers").get_json()
    assert {one["id"]: one["connected"] for one in listed}["chirp"] is False


def test_what_needs_no_sign_in_and_what_is_not_there_is_not_found(browser):
    assert get(browser, "/api/integrations/demo_home/access").status_code == 404
    assert get(browser, "/integration/nobody/login").status_code == 404
