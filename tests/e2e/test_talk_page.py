"""The page in a real browser with a recording as its microphone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.e2e.browsing import hearing, launch
from tests.hubs import PASSWORD, ServedHub, spoken_file, start_hub

SLOW_MS = 60_000


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser's microphone hears."""
    folder = tmp_path_factory.mktemp("microphone")
    return spoken_file(folder / "heard.wav", "turn on the kitchen light", pad_s=1.0)


@pytest.fixture(scope="module")
def browser(playwright: Playwright, recording: Path) -> Iterator[Browser]:
    """Chromium with the recording as its microphone."""
    browser = launch(playwright, hearing(recording))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def fresh_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A hub nobody has set up."""
    hub = start_hub(tmp_path_factory.mktemp("ova") / "home")
    yield hub
    hub.stop()


@pytest.fixture
def page(browser: Browser, fresh_hub: ServedHub) -> Iterator[Page]:
    """A page of the hub; any error the page logs fails the test."""
    context = browser.new_context(
        base_url=fresh_hub.url, viewport={"width": 1280, "height": 860}, permissions=["microphone"]
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def sign_in(page: Page) -> None:
    """Set the hub up the first time, sign in afterwards."""
    page.goto("/talk")
    page.get_by_test_id("setup-form").or_(page.get_by_test_id("signin-form")).wait_for()
    if page.get_by_test_id("setup-form").is_visible():
        page.get_by_test_id("setup-username").fill("anna")
        page.get_by_test_id("setup-password").fill(PASSWORD)
        page.get_by_test_id("setup-password-repeat").fill(PASSWORD)
        page.get_by_test_id("setup-submit").click()
        page.get_by_test_id("first-run-leave").click()
    else:
        page.get_by_test_id("signin-username").fill("anna")
        page.get_by_test_id("signin-password").fill(PASSWORD)
        page.get_by_test_id("signin-submit").click()
    page.get_by_test_id("talk-mic").wait_for(timeout=SLOW_MS)


def card(page: Page, entity_id: str):
    return page.locator(f'[data-testid="entity-card"][data-entity-id="{entity_id}"]')


def test_set_up_then_speak_and_the_light_changes_on_the_page(page: Page):
    sign_in(page)
    light = card(page, "light.kitchen_light")
    expect(light).to_have_attribute("data-state", re.compile("on|off"), timeout=SLOW_MS)
    if light.get_attribute("data-state") == "on":
        page.get_by_test_id("talk-input").fill("turn off the kitchen light")
        page.get_by_test_id("talk-send").click()
        expect(light).to_have_attribute("data-state", "off", timeout=SLOW_MS)

    page.get_by_test_id("talk-mic").click()

    expect(light).to_have_attribute("data-state", "on", timeout=SLOW_MS)
    expect(page.get_by_test_id("talk-heard").last).to_contain_text(
        "turn on the kitchen light", ignore_case=True, timeout=SLOW_MS
    )
    expect(page.get_by_test_id("talk-reply").last).to_contain_text("kitchen", ignore_case=True)


def test_typing_works_like_speaking(page: Page):
    sign_in(page)

    page.get_by_test_id("talk-input").fill("what time is it")
    page.get_by_test_id("talk-send").click()

    expect(page.get_by_test_id("talk-reply").last).to_contain_text(
        re.compile(r"\d"), timeout=SLOW_MS
    )


def test_a_tap_on_a_device_controls_it(page: Page, fresh_hub: ServedHub):
    sign_in(page)
    lamp = card(page, "light.bedroom_lamp")
    expect(lamp).to_have_attribute("data-state", re.compile("on|off"), timeout=SLOW_MS)
    before = lamp.get_attribute("data-state")

    lamp.click()

    expect(lamp).to_have_attribute("data-state", "off" if before == "on" else "on")
