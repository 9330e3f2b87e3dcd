"""The first run in a real browser: from an account to a home that answers, and its resumption."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
)
from tests.e2e.browsing import (
    DESK,
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
    hearing,
    launch,
    watched,
)
from tests.hubs import PASSWORD, ServedHub, spoken_file, start_hub

STEPS = ("home", "rooms", "speech", "microphone", "command")
REFUSED = {
    "title": "Service Unavailable",
    "status": 503,
    "detail": "The model cannot be fetched: there is no internet.",
    "code": "no_internet",
    "cure": "Connect the hub to the internet.",
}


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose microphone hears somebody speak."""
    heard = tmp_path_factory.mktemp("microphone") / "heard.wav"
    browser = launch(
        playwright,
        [one.removesuffix("%noloop") for one in hearing(spoken_file(heard, "turn on the light"))],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A hub nobody has set up."""
    hub = start_hub(tmp_path_factory.mktemp("ova") / "fresh")
    yield hub
    hub.stop()


@pytest.fixture
def stranger(browser: Browser, fresh: ServedHub) -> Iterator[Page]:
    """A page of somebody the fresh hub does not know."""
    with watched() as watch:
        yield watch(
            browser.new_context(
                base_url=fresh.url, viewport=DESK, locale="en-US", permissions=["microphone"]
            )
        ).new_page()


def at(page: Page, step: str) -> None:
    expect(page.get_by_test_id(f"first-run-dot-{step}")).to_have_attribute("aria-current", "step")


def states(hub: ServedHub) -> dict[str, str]:
    return {step["id"]: step["state"] for step in hub.get("/api/onboarding")["steps"]}


def begin_again(hub: ServedHub) -> None:
    hub.call(
        "PATCH",
        "/api/onboarding",
        json={"steps": dict.fromkeys(STEPS, "open"), "finished": False},
    )


def test_the_first_page_of_all_is_for_everybody(browser: Browser, fresh: ServedHub):
    with watched() as watch:
        for look in ({"locale": "en-US"}, {"viewport": PHONE, "locale": "de-DE"}):
            page = watch(browser.new_context(base_url=fresh.url, **look)).new_page()
            page.goto(f"/?{PLANTED}")
            page.get_by_test_id("setup-submit").click()
            expect(page.locator("[aria-invalid=true]").first).to_be_visible()
            assert_fits(page)
            assert_accessible(page)
            assert_nothing_planted_ran(page)


def test_from_an_account_to_the_first_command(stranger: Page, fresh: ServedHub):
    page = stranger
    page.goto("/")
    page.get_by_test_id("setup-username").fill("anna")
    page.get_by_test_id("setup-password").fill(PASSWORD)
    page.get_by_test_id("setup-password-repeat").fill(PASSWORD)
    page.get_by_test_id("setup-submit").click()

    at(page, "home")
    page.get_by_test_id("first-run-name").fill("Villa Kunterbunt")
    page.get_by_test_id("first-run-zone").select_option("Europe/Vienna")
    page.get_by_text("°C").click()
    page.get_by_test_id("first-run-next").click()

    at(page, "rooms")
    page.get_by_text("Guest Room", exact=True).click()
    page.get_by_test_id("first-run-room").fill("Winter garden")
    page.get_by_test_id("first-run-room").press("Enter")
    expect(page.get_by_label("Winter garden")).to_be_checked()
    page.get_by_test_id("first-run-next").click()

    at(page, "speech")
    page.get_by_test_id("first-run-vosk-install").wait_for()
    page.get_by_test_id("first-run-next").click()

    at(page, "microphone")
    page.get_by_test_id("first-run-mic").click()
    page.get_by_test_id("first-run-level").wait_for(state="attached")
    page.get_by_test_id("first-run-next").click()

    at(page, "command")
    page.get_by_test_id("first-run-example").first.click()
    page.get_by_test_id("first-run-party").wait_for()
    page.get_by_test_id("first-run-next").click()

    page.get_by_test_id("first-run-end").wait_for()
    page.get_by_test_id("first-run-next").click()
    page.get_by_text("Villa Kunterbunt").first.wait_for()
    assert page.get_by_test_id("onboarding-banner").count() == 0
    asked = page.request
    settings = asked.get("/api/settings").json()
    assert (settings["home_name"], settings["time_zone"], settings["temperature_unit"]) == (
        "Villa Kunterbunt",
        "Europe/Vienna",
        "C",
    )
    names = {area["name"] for area in asked.get("/api/areas").json()}
    assert {"Guest Room", "Winter garden", "Kitchen"} <= names
    assert asked.get("/api/onboarding").json()["finished"] is True
    assert asked.get("/api/entities/light.kitchen_light").ok


def test_another_browser_goes_on_where_one_was(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    begin_again(hub)
    first = new_context().new_page()
    first.goto("/welcome")
    at(first, "home")
    first.get_by_test_id("first-run-skip").click()
    at(first, "rooms")
    first.get_by_test_id("first-run-skip").click()
    at(first, "speech")
    assert states(hub) == {
        "home": "skipped",
        "rooms": "skipped",
        "speech": "open",
        "microphone": "open",
        "command": "open",
    }

    second = new_context(viewport=PHONE).new_page()
    second.goto("/schedules")
    second.get_by_test_id("onboarding-continue").click()
    at(second, "speech")
    second.get_by_test_id("first-run-leave").click()
    second.wait_for_url("**/")
    assert hub.get("/api/onboarding")["finished"] is True
    second.goto("/schedules")
    second.get_by_test_id("schedules-page").wait_for()
    assert second.get_by_test_id("onboarding-banner").count() == 0


def test_without_the_internet_one_is_told_and_goes_on(hub: ServedHub, page: Page):
    begin_again(hub)
    page.route("**/install", lambda route: route.fulfill(status=503, json=REFUSED))
    page.goto("/welcome")
    page.get_by_test_id("first-run-dot-speech").click()
    page.get_by_test_id("first-run-vosk-install").click()
    expect(page.get_by_test_id("first-run-vosk")).to_contain_text("there is no internet")
    expect(page.get_by_test_id("first-run-vosk")).to_contain_text("You can go on without it")
    assert_accessible(page)
    page.get_by_test_id("first-run-next").click()
    at(page, "microphone")


def test_a_download_is_seen_as_it_gets_on(hub: ServedHub, page: Page):
    begin_again(hub)
    job = {
        "id": "j1",
        "model_id": "vosk-model-small-en-us-0.15",
        "state": "running",
        "step": "download",
        "bytes": 12_000_000,
        "total_bytes": 41_000_000,
        "verified": None,
        "error": None,
    }
    page.route("**/api/models/jobs", lambda route: route.fulfill(json=[job]))
    page.goto("/welcome")
    page.get_by_test_id("first-run-dot-speech").click()
    expect(page.get_by_test_id("first-run-vosk")).to_contain_text("12 MB / 41 MB")
    expect(page.get_by_role("progressbar").first).to_have_attribute("aria-valuenow", "29")


def test_a_microphone_that_is_blocked_is_explained(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    begin_again(hub)
    page = new_context().new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.goto("/welcome")
    page.get_by_test_id("first-run-dot-microphone").click()
    page.get_by_test_id("first-run-mic").click()
    expect(page.get_by_test_id("first-run-mic-problem")).to_contain_text("blocked")
    page.get_by_test_id("first-run-skip").click()
    at(page, "command")


def test_a_voice_is_heard(hub: ServedHub, new_context: Callable[..., BrowserContext]):
    begin_again(hub)
    page = new_context(permissions=["microphone"]).new_page()
    page.goto("/welcome")
    page.get_by_test_id("first-run-dot-microphone").click()
    page.get_by_test_id("first-run-mic").click()
    level = page.get_by_test_id("first-run-level")
    level.wait_for(state="attached")
    expect(page.get_by_test_id("first-run-heard")).to_have_attribute("data-heard", "true")


def test_every_step_fits_a_phone_in_the_dark_in_german_and_runs_nothing_planted(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    begin_again(hub)
    hub.post("/api/areas", {"name": PLANTED[:90]})
    page = new_context(
        viewport=PHONE, color_scheme="dark", locale="de-DE", reduced_motion="reduce"
    ).new_page()
    page.goto("/welcome")
    for step in STEPS:
        at(page, step)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert_fits(page)
        assert_accessible(page)
        page.get_by_test_id("first-run-dot-" + step).wait_for()
        if step == "command":
            page.get_by_test_id("first-run-next").click()
        else:
            page.get_by_test_id("first-run-skip").click()
    page.get_by_test_id("first-run-end").wait_for()
    assert_fits(page)
    assert_accessible(page)
    assert_nothing_planted_ran(page)
