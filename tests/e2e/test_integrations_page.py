"""The Integrations pages in a real browser, against a real hub and real services."""

import re
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.authorization_server import CLIENT_ID, CLIENT_SECRET, Provider, running_provider
from tests.e2e.browsing import DESK, PHONE, PLANTED, SLOW_MS, assert_accessible, assert_fits
from tests.hubs import ServedHub, free_port, served_hub

KEY = "open-sesame-4711"

SUNNY = """
    from ova.sdk import Device

    manifest = {
        "name": "Sunny Home",
        "description": "Lamps that follow the sun.",
        "category": "lighting",
        "docs": "https://example.org/sunny",
        "auth": {"type": "custom", "fields": {
            "type": "object",
            "required": ["host", "api_key"],
            "properties": {
                "host": {"type": "string", "format": "uri", "label": "Server",
                         "help_text": "Shown in the Sunny app"},
                "api_key": {"type": "string", "format": "password", "label": "API key",
                            "help_text": "Account, then Developer"},
            },
        }},
        "config": {"type": "object", "properties": {
            "mode": {"type": "string", "enum": ["calm", "bright"], "default": "calm"},
            "pause": {"type": "integer", "minimum": 1, "maximum": 60, "default": 5, "unit": "s"},
            "feeds": {"type": "array", "items": {"type": "string"}, "default": []},
            "loud": {"type": "boolean", "default": False, "title": "Loud"},
        }},
    }


    class Sunny:
        def test_connection(self, ctx):
            headers = {"X-Key": ctx.config["api_key"]}
            ctx.fetch(ctx.config["host"] + "/status", headers=headers)
            return "The sun shines."

        def entities(self, ctx):
            self.test_connection(ctx)
            return [Device("lamp", "Sun Lamp", "light"), Device("shade", "Sun Shade", "cover")]


    def build_integration(config, ova):
        return Sunny()
"""
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
EVIL = f"""
    PLANTED = {PLANTED!r}
    manifest = {{
        "name": "Evil " + PLANTED,
        "description": PLANTED,
        "config": {{"word": {{"type": "string", "label": PLANTED, "help_text": PLANTED}}}},
        "docs": "javascript:window.planted = true",
    }}


    def build_integration(config, ova):
        raise ValueError(PLANTED)
"""
GATE = """
    manifest = {
        "name": "Gate",
        "config": {"door": {
            "type": "object",
            "title": "Door",
            "properties": {"kind": {"type": "string", "enum": ["bell", "radio"]},
                           "opens_at": {"type": "string", "format": "time"}},
            "if": {"properties": {"kind": {"const": "radio"}}, "required": ["kind"]},
            "then": {"properties": {"channel": {"type": "integer", "maximum": 9}},
                     "required": ["channel"]},
        }},
    }


    def build_integration(config, ova):
        return object()
"""
ABSENT = """
    manifest = {"name": "Absent", "requirements": ["ova_test_nowhere>=1"]}


    def build_integration(config, ova):
        return object()
"""
ODD = """
    manifest = {
        "name": "Odd",
        "config": {"shape": {"type": "object", "properties": {"never": False}}},
    }


    def build_integration(config, ova):
        return object()
"""
TORN = "def default_config(:\n"


class Sun(BaseHTTPRequestHandler):
    """The service of Sunny Home: it wants its key."""

    def do_GET(self) -> None:
        """Answer whoever has the key."""
        self.send_response(200 if self.headers["X-Key"] == KEY else 401)
        self.send_header("Content-Length", "2")
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def sunshine() -> Iterator[str]:
    """Run the service of Sunny Home; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sun)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def sun() -> Iterator[str]:
    """The address of the service of Sunny Home."""
    with sunshine() as url:
        yield url


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """The authorization server of Chirp."""
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[ServedHub]:
    """A running hub with an owner and integrations of its own."""
    home = tmp_path_factory.mktemp("ova") / "home"
    folder = home / "integrations"
    folder.mkdir(parents=True)
    written = {
        "sunny": SUNNY,
        "chirp": CHIRP,
        "evil": EVIL,
        "gate": GATE,
        "absent": ABSENT,
        "odd": ODD,
        "torn": TORN,
    }
    for name, code in written.items():
        text = textwrap.dedent(code).replace("PROVIDER", provider.url)
        (folder / f"{name}.py").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")  # what is wanted of it is nowhere
        served_by = served_hub(home)
    with served_by as served:
        provider.client.redirect_uris.add(f"{served.url}/integration/chirp/callback")
        yield served


@pytest.fixture
def sunny(hub: ServedHub, sun: str) -> Iterator[str]:
    """Sunny Home, added and working; the address of its service."""
    hub.post("/api/integrations/sunny", {"config": {"host": sun, "api_key": KEY}})
    assert hub.get("/api/integrations/sunny")["state"] == "loaded"
    yield sun
    hub.call("DELETE", "/api/integrations/sunny?mode=all&confirm=1")


@pytest.fixture
def sunny_removed(hub: ServedHub) -> Iterator[None]:
    """Take Sunny Home away again at the end."""
    yield
    hub.call("DELETE", "/api/integrations/sunny?mode=all&confirm=1")


def card(page: Page, integration: str) -> Locator:
    """The card of an integration that is connected."""
    return page.locator(f'[data-testid="integration-card"][data-integration="{integration}"]')


def offer(page: Page, integration: str) -> Locator:
    """What the gallery says about an integration."""
    return page.locator(f'[data-testid="integration-offer"][data-integration="{integration}"]')


def settings_of(page: Page, integration: str) -> None:
    """Open the settings of an integration."""
    page.goto(f"/integrations/{integration}")
    page.get_by_test_id("settings-save").wait_for(timeout=SLOW_MS)


def said_about(page: Page, field: Locator) -> str:
    """What a screen reader says about a field after its name."""
    ids = (field.get_attribute("aria-describedby") or "").split()
    return " ".join(page.locator(f'[id="{one}"]').inner_text() for one in ids)


def test_a26_every_field_has_a_label_and_its_help_is_wired(page: Page):
    settings_of(page, "sunny")

    server = page.get_by_label("Server")
    key = page.locator("#settings_api_key")
    expect(page.locator("label[for=settings_api_key]")).to_contain_text("API key")
    assert server.get_attribute("type") == "url"
    assert "Shown in the Sunny app" in said_about(page, server)
    assert key.get_attribute("type") == "password"
    assert "Account, then Developer" in said_about(page, key)
    for field in page.locator("form input:not([type=hidden]), form select").all():
        name = field.evaluate("one => one.labels?.[0]?.innerText || one.ariaLabel || ''")
        assert name.strip(), field.evaluate("one => one.outerHTML")


def test_a26_a_stored_secret_is_never_shown_and_blank_keeps_it(
    page: Page, hub: ServedHub, sunny: str
):
    settings_of(page, "sunny")
    key = page.locator("#settings_api_key")
    assert key.get_attribute("type") == "password"
    expect(key).to_have_value("")
    assert "Saved, leave blank to keep" in said_about(page, key)
    assert KEY not in page.content()

    page.get_by_label("Loud").check()
    with page.expect_request(
        lambda one: one.method == "PUT" and one.url.endswith("/sunny/config")
    ) as sent:
        page.get_by_test_id("settings-save").click()

    assert sent.value.post_data_json["api_key"] == {"is_set": True}
    expect(page.get_by_text("settings saved")).to_be_visible(timeout=SLOW_MS)
    assert hub.get("/api/integrations/sunny/config")["loud"] is True
    assert hub.post("/api/integrations/sunny/test") == {"ok": True, "message": "The sun shines."}


def test_a26_a_typed_secret_replaces_the_stored_one(page: Page, hub: ServedHub, sunny: str):
    settings_of(page, "sunny")
    page.locator("#settings_api_key").fill("another-key-0815")
    page.get_by_test_id("settings-test").click()
    refusal = page.get_by_test_id("refusal")
    expect(refusal).to_contain_text("credentials are refused", timeout=SLOW_MS)
    expect(page.locator("#settings_api_key")).to_have_value("another-key-0815")

    page.get_by_test_id("settings-save-anyway").click()

    expect(page.get_by_text("settings saved")).to_be_visible(timeout=SLOW_MS)
    assert hub.ask("POST", "/api/integrations/sunny/test").json()["code"] == "invalid_auth"


def test_what_must_not_be_blank_is_named_at_its_field_and_what_was_typed_stays(page: Page):
    settings_of(page, "sunny")
    page.locator("#settings_pause").fill("99")
    page.get_by_test_id("settings-save").click()
    server = page.locator("#settings_host")
    expect(server).to_be_focused()
    expect(server).to_have_attribute("aria-invalid", "true")
    assert "Fill this in." in said_about(page, server)

    server.fill("http://127.0.0.1:1")
    page.locator("#settings_api_key").fill(KEY)
    page.get_by_test_id("settings-save").click()

    pause = page.locator("#settings_pause")
    expect(pause).to_have_attribute("aria-invalid", "true", timeout=SLOW_MS)
    assert "at most 60" in said_about(page, pause)
    expect(pause).to_have_value("99 s")
    expect(server).to_have_value("http://127.0.0.1:1")


def test_an_integration_whose_service_is_away_is_added_anyway(
    page: Page, hub: ServedHub, sunny_removed: None
):
    page.goto("/integrations")
    page.get_by_test_id("integrations-search").fill("follow the SUN")
    expect(page.get_by_test_id("integration-offer")).to_have_count(1, timeout=SLOW_MS)
    offer(page, "sunny").get_by_role("link", name="Add Sunny Home").click()
    page.locator("#settings_host").fill(f"http://127.0.0.1:{free_port()}")
    page.locator("#settings_api_key").fill(KEY)
    page.get_by_role("button", name="Add to Feeds").click()
    page.locator("#settings_feeds_0").fill("news")

    page.get_by_test_id("settings-test").click()
    refusal = page.get_by_test_id("refusal")
    expect(refusal).to_have_attribute("data-code", "cannot_connect", timeout=SLOW_MS)
    expect(refusal).to_contain_text("cannot be reached")
    expect(page.locator("#settings_feeds_0")).to_have_value("news")
    assert hub.get("/api/integrations/sunny")["enabled"] is False

    page.get_by_test_id("settings-save-anyway").click()

    expect(page.get_by_test_id("order-pause")).to_be_visible(timeout=SLOW_MS)
    assert hub.get("/api/integrations/sunny")["enabled"] is True
    assert hub.get("/api/integrations/sunny/config")["feeds"] == ["news"]
    page.goto("/integrations")
    mine = card(page, "sunny")
    expect(mine.get_by_test_id("integration-state")).to_have_text(
        "Running, with warnings", timeout=SLOW_MS
    )
    assert mine.locator("svg").first.get_attribute("data-dot") == "warn"
    expect(mine.get_by_test_id("integration-trouble")).to_contain_text("cannot be reached")


def test_a_test_that_passes_says_so_and_saves_nothing(page: Page, hub: ServedHub, sun: str):
    settings_of(page, "sunny")
    page.locator("#settings_host").fill(sun)
    page.locator("#settings_api_key").fill(KEY)
    page.get_by_test_id("settings-test").click()
    expect(page.get_by_text("The sun shines.")).to_be_visible(timeout=SLOW_MS)
    assert "host" not in hub.get("/api/integrations/sunny/config")


def test_an_integration_without_settings_says_so(page: Page, hub: ServedHub):
    page.goto("/integrations/demo_home")
    expect(page.get_by_text("No configuration needed.")).to_be_visible(timeout=SLOW_MS)


def test_refused_credentials_are_asked_for_alone_and_the_rest_stays(
    page: Page, hub: ServedHub, sunny: str
):
    config = {"host": sunny, "api_key": "worn-out-key-1", "pause": 9}
    hub.call("PUT", "/api/integrations/sunny/config?force=1", json=config)
    hub.wait(lambda: hub.get("/api/integrations/sunny")["state"] == "reauth")
    settings_of(page, "sunny")
    expect(page.get_by_test_id("integration-state")).to_have_text("Sign-in needed")
    panel = page.get_by_test_id("reauth")
    expect(panel.locator("input")).to_have_count(1)
    panel.locator("input").fill("wrong-again-22")
    panel.get_by_test_id("reauth-save").click()
    expect(panel.get_by_test_id("refusal")).to_contain_text("refused", timeout=SLOW_MS)

    panel.locator("input").fill(KEY)
    panel.get_by_test_id("reauth-save").click()

    expect(page.get_by_test_id("integration-state")).to_have_text("Running", timeout=SLOW_MS)
    expect(panel).to_have_count(0)
    assert hub.get("/api/integrations/sunny/config")["pause"] == 9


def test_a_field_appears_when_its_condition_holds_and_its_fault_is_told_there(
    page: Page, hub: ServedHub
):
    settings_of(page, "gate")
    channel = page.locator("#settings_door_channel")
    expect(channel).to_have_count(0)
    page.locator("#settings_door_kind").select_option(label="bell")
    expect(channel).to_have_count(0)
    page.locator("#settings_door_kind").select_option(label="radio")
    assert page.locator("#settings_door_opens_at").get_attribute("type") == "time"
    channel.fill("12")
    page.get_by_test_id("settings-save").click()
    expect(channel).to_have_attribute("aria-invalid", "true", timeout=SLOW_MS)
    assert "at most 9" in said_about(page, channel)
    channel.fill("7")
    page.get_by_test_id("settings-save").click()
    expect(page.get_by_text("Gate was added.")).to_be_visible(timeout=SLOW_MS)
    assert hub.get("/api/integrations/gate/config")["door"] == {"kind": "radio", "channel": 7}


def test_what_an_integration_needs_is_named_and_why_it_cannot_be_installed(page: Page):
    page.goto("/integrations/absent")
    expect(page.get_by_text("ova_test_nowhere>=1").first).to_be_visible(timeout=SLOW_MS)
    page.get_by_test_id("order-requirements").click()
    expect(page.get_by_test_id("refusal")).to_have_attribute(
        "data-code", "requirements_failed", timeout=3 * SLOW_MS
    )


def test_the_pages_speak_german_and_fit_a_phone(browser: Browser, hub: ServedHub, signed_in: dict):
    context = browser.new_context(
        base_url=hub.url, viewport=PHONE, storage_state=signed_in, locale="de-DE"
    )
    page = context.new_page()
    page.goto("/integrations")
    expect(page.get_by_role("heading", level=1)).to_have_text("Integrationen", timeout=SLOW_MS)
    expect(offer(page, "torn").get_by_test_id("integration-state")).to_have_text("Kaputt")
    assert_fits(page)
    page.goto("/integrations/api_fetch/settings")
    expect(page.get_by_label("Benutzername")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_test_id("integration-tier")).to_have_text("Platin")
    assert_fits(page)
    page.set_viewport_size(DESK)
    label = page.get_by_role("link", name="Integrationen", exact=True)
    assert label.evaluate("one => one.scrollWidth <= one.clientWidth")
    context.close()


def test_the_second_tab_is_told_that_somebody_else_saved(
    context: BrowserContext, hub: ServedHub, sunny: str
):
    first, second = context.new_page(), context.new_page()
    settings_of(first, "sunny")
    settings_of(second, "sunny")
    second.locator("#settings_pause").fill("7")
    first.locator("#settings_pause").fill("9")
    first.get_by_test_id("settings-save").click()
    expect(first.get_by_text("settings saved")).to_be_visible(timeout=SLOW_MS)

    second.get_by_test_id("settings-save").click()

    notice = second.get_by_test_id("settings-changed")
    expect(notice).to_contain_text("Somebody else changed", timeout=SLOW_MS)
    expect(second.locator("#settings_pause")).to_have_value("7 s")
    assert hub.get("/api/integrations/sunny/config")["pause"] == 9
    notice.get_by_role("button", name="Show theirs").click()
    expect(second.locator("#settings_pause")).to_have_value("9 s")


def test_a_card_follows_the_hub_without_a_reload(page: Page, hub: ServedHub, sunny: str):
    page.goto("/integrations")
    mark = card(page, "sunny").get_by_test_id("integration-state")
    expect(mark).to_have_text("Running", timeout=SLOW_MS)
    assert mark.locator("svg").get_attribute("data-dot") == "ok"
    hub.post("/api/integrations/sunny/pause")
    expect(mark).to_have_text("Paused", timeout=SLOW_MS)
    assert mark.locator("svg").get_attribute("data-dot") != "ok"
    hub.post("/api/integrations/sunny/resume")
    expect(mark).to_have_text("Running", timeout=SLOW_MS)


def test_pausing_resuming_and_switching_off_work_from_its_page(
    page: Page, hub: ServedHub, sunny: str
):
    settings_of(page, "sunny")
    mark = page.get_by_test_id("integration-state")
    page.get_by_test_id("order-pause").click()
    expect(mark).to_have_text("Paused", timeout=SLOW_MS)
    page.get_by_test_id("order-resume").click()
    expect(mark).to_have_text("Running", timeout=SLOW_MS)
    page.get_by_test_id("order-deactivate").click()
    expect(mark).to_have_text("Off", timeout=SLOW_MS)
    assert hub.get("/api/integrations/sunny")["enabled"] is False


def test_a_broken_one_is_listed_with_reason_and_cure_and_found_mended_by_looking_again(
    page: Page, hub: ServedHub
):
    page.goto("/integrations")
    torn = offer(page, "torn")
    expect(torn.get_by_test_id("integration-state")).to_have_text("Broken", timeout=SLOW_MS)
    expect(torn.get_by_test_id("integration-trouble")).to_contain_text(re.compile(r"line 1|:1"))
    file = hub.folder / "integrations" / "torn.py"
    file.write_text(textwrap.dedent(ODD).replace("Odd", "Mended"))
    try:
        page.get_by_test_id("integrations-rescan").click()
        expect(torn).to_contain_text("Mended", timeout=SLOW_MS)
        expect(torn.get_by_role("link", name="Add Mended")).to_be_visible()
    finally:
        file.write_text(TORN)
        hub.post("/api/integrations/torn/reload")


def test_settings_no_form_can_be_made_of_are_edited_as_json(page: Page, hub: ServedHub):
    settings_of(page, "odd")
    expect(page.get_by_text("no form can be made of")).to_be_visible(timeout=SLOW_MS)
    editor = page.get_by_label("Settings as JSON")
    editor.fill("{shape:")
    page.get_by_test_id("settings-save").click()
    expect(page.get_by_text("This is not a JSON object.")).to_be_visible()
    editor.fill('{"shape": {"never": 1}}')
    page.get_by_test_id("settings-save").click()
    expect(page.get_by_test_id("refusal")).to_contain_text("shape", timeout=SLOW_MS)
    assert hub.get("/api/integrations/odd")["enabled"] is False


def test_signing_in_happens_in_a_window_that_closes_by_itself(
    page: Page, hub: ServedHub, provider: Provider
):
    config = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    hub.post("/api/integrations/chirp", {"config": config})
    settings_of(page, "chirp")
    expect(page.get_by_test_id("sign-in-callback")).to_have_value(
        f"{hub.url}/integration/chirp/callback"
    )
    state = page.get_by_test_id("sign-in-state")
    expect(state).to_have_text("Nobody is signed in.")
    assert provider.authorized == []

    with page.expect_popup() as window:
        page.get_by_test_id("sign-in-start").click()

    expect(state).to_have_text("Connected as id-of-anna", timeout=SLOW_MS)
    if not window.value.is_closed():
        window.value.wait_for_event("close")
    expect(page.get_by_test_id("integration-state")).to_have_text("Running", timeout=SLOW_MS)
    assert len(provider.authorized) == 1
    shown = page.content()
    assert not [secret for secret in provider.secrets if secret in shown]

    page.get_by_test_id("sign-in-leave").click()
    expect(state).to_have_attribute("data-state", re.compile("out|reconnect"), timeout=SLOW_MS)
    assert hub.get("/api/integrations/chirp/access")["connected"] is False


def test_removing_shows_first_what_goes_and_what_stays(page: Page, hub: ServedHub, sunny: str):
    owned = [one for one in hub.get("/api/entities") if one["source"] == "sunny"]
    lamp = next(one for one in owned if one["name"] == "Sun Lamp")
    hub.call("PATCH", f"/api/entities/{lamp['id']}", json={"name": "Reading Sun"})
    settings_of(page, "sunny")
    page.get_by_test_id("integration-remove").click()
    names = page.get_by_test_id("remove-entity")
    expect(names).to_have_count(2, timeout=SLOW_MS)
    expect(names.filter(has_text="Reading Sun")).to_contain_text("Kept")
    expect(page.get_by_test_id("remove-count")).to_contain_text("1 entity will be deleted")
    page.get_by_label("Delete them too").check()
    expect(page.get_by_test_id("remove-count")).to_contain_text("2 entities will be deleted")
    assert hub.get("/api/integrations/sunny")["enabled"] is True, "nothing happened yet"
    page.get_by_label("Keep them").check()
    expect(page.get_by_test_id("remove-count")).to_contain_text("1 entity")

    page.get_by_test_id("remove-confirm").click()

    expect(offer(page, "sunny")).to_be_visible(timeout=SLOW_MS)
    left = [one["name"] for one in hub.get("/api/entities") if one["source"] == "sunny"]
    assert left == ["Reading Sun"]


def test_another_account_is_added_beside_the_first(page: Page, hub: ServedHub, sunny: str):
    settings_of(page, "sunny")
    page.get_by_test_id("account-add").click()
    page.get_by_label("Name of the account").fill("Sunny of the garden")
    page.locator("#account_host").fill(sunny)
    page.locator("#account_api_key").fill(KEY)
    page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    expect(page).to_have_url(re.compile("/integrations/sunny_2"), timeout=SLOW_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sunny of the garden")
    hub.call("DELETE", "/api/integrations/sunny_2?mode=all&confirm=1")


def test_words_of_an_integration_are_never_run(page: Page, hub: ServedHub):
    page.goto("/integrations")
    expect(offer(page, "evil")).to_contain_text("<script>", timeout=SLOW_MS)
    hub.post("/api/integrations/evil")
    expect(card(page, "evil").get_by_test_id("integration-trouble")).to_contain_text(
        "<img src=x", timeout=SLOW_MS
    )
    page.goto("/integrations/evil")
    page.get_by_test_id("settings-save").wait_for(timeout=SLOW_MS)
    expect(page.get_by_text("<script>").first).to_be_visible()
    assert page.locator('a[href^="javascript"]').count() == 0
    assert page.evaluate("window.planted") is None
    hub.call("DELETE", "/api/integrations/evil")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_and_have_nothing_serious_against_them(
    page: Page, sunny: str, size: dict, scheme: str
):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/integrations")
    expect(card(page, "demo_home").get_by_test_id("integration-tier")).to_be_visible(
        timeout=SLOW_MS
    )
    assert_fits(page)
    assert_accessible(page)
    settings_of(page, "sunny")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_test_id("integration-remove").click()
    expect(page.get_by_test_id("remove-entity")).to_have_count(2, timeout=SLOW_MS)
    assert_fits(page)
    assert_accessible(page)
