"""Signing in to a service in a real browser, and staying signed in when the power goes."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.authorization_server import CLIENT_ID, CLIENT_SECRET, Provider, running_provider
from tests.hubs import PASSWORD, ServedHub, start_hub, with_owner

CHIRP = """
    from ova.sdk import Sensor

    manifest = {
        "name": "Chirp",
        "http": {"base_url": "PROVIDER"},
        "oauth": {"authorize_url": "PROVIDER/authorize", "token_url": "PROVIDER/token"},
    }


    class Chirp:
        def account_info(self, ctx):
            return ctx.fetch("/me").data

        def entities(self, ctx):
            yield Sensor("me", "Chirp Account", ctx.fetch("/me")["id"])


    def build_integration(config, ova):
        return Chirp()
"""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def folder(tmp_path: Path, provider: Provider) -> Path:
    """A hub's folder with an integration people sign in to."""
    file = tmp_path / "home" / "integrations" / "chirp.py"
    file.parent.mkdir(parents=True)
    file.write_text(textwrap.dedent(CHIRP).replace("PROVIDER", provider.url))
    return tmp_path / "home"


@pytest.fixture
def hub(folder: Path, provider: Provider) -> Iterator[ServedHub]:
    """A hub that waits for a sign-in."""
    hub = with_owner(start_hub(folder, "--workers", "1"))
    provider.client.redirect_uris.add(f"{hub.url}/integration/chirp/callback")
    client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    assert hub.post("/api/integrations/chirp", {"config": client})["state"] == "needs_setup"
    yield hub
    if hub.process.poll() is None:
        hub.stop()


def test_a60_the_window_closes_itself_and_tells_the_page(hub: ServedHub, browser: Browser):
    context = browser.new_context(base_url=hub.url)
    page = context.new_page()
    page.goto("/")
    signed_in = page.request.post("/api/session", data={"username": "anna", "password": PASSWORD})
    assert signed_in.ok
    page.evaluate(
        "void (window.heard = new Promise((done) =>"  # void: evaluate would wait for it
        " window.addEventListener('message', (event) => done(event.data))))"
    )
    with page.expect_popup() as opened:
        page.evaluate("void window.open('/integration/chirp/login')")
    window = opened.value
    if not window.is_closed():
        window.wait_for_event("close")

    assert page.evaluate("window.heard") == {"kind": "ova-signed-in", "integration": "chirp"}
    card = hub.get("/api/integrations/chirp")
    assert (card["state"], card["account"]) == ("loaded", "id-of-anna")
    context.close()


def test_d3_a_hub_that_is_killed_stays_signed_in(
    hub: ServedHub, browser: Browser, provider: Provider
):
    provider.expires_in = 60  # so that every request needs a renewal first
    context = browser.new_context(base_url=hub.url)
    context.request.post("/api/session", data={"username": "anna", "password": PASSWORD})
    page = context.new_page()
    page.goto("/integration/chirp/login")
    page.get_by_role("heading", name="Chirp is connected").wait_for()
    context.close()
    assert provider.refreshes > 0

    before = provider.refreshes
    hub.post("/api/integrations/chirp/reload")
    assert provider.refreshes > before
    hub.kill()
    again = start_hub(hub.folder, "--workers", "1", port=int(hub.url.rpartition(":")[2]))
    try:
        again.token = hub.token
        assert again.get("/api/integrations/chirp")["state"] == "loaded"
    finally:
        again.stop()
    log = hub.log.read_text()
    assert not [secret for secret in provider.secrets if secret in log]
