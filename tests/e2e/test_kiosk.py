"""A tablet on the wall: the hub's page as a satellite of the house, with a recording as its microphone."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.e2e.browsing import (
    DESK,
    PHONE,
    assert_accessible,
    assert_fits,
    hearing,
    launch,
    watched,
)
from tests.hubs import ServedHub, spoken_file, start_hub

LIGHT = "light.kitchen_light"
WINDOWED = """
    Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false });
    if (location.protocol !== 'about:') {
        localStorage.setItem('ova.kiosk-night', '0-0');
        localStorage.setItem('ova.kiosk-dark-known', 'refused');
    }
"""
"""What fills the screen cannot be made smaller, tests run at night, too, and there is no screen."""
NO_WAKE_LOCK = """
    if (navigator.wakeLock) navigator.wakeLock.request =
        () => Promise.reject(new DOMException("", "NotAllowedError"));
"""
KEPT = """async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return kept.flat();
}"""
LONG = "This is a very long announcement that nobody wants to hear to its end. " * 12


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose microphone hears a wake word and a command, each time it is opened."""
    folder = tmp_path_factory.mktemp("microphone")
    heard = spoken_file(
        folder / "heard.wav", 1.5, "okay nabu", 0.7, "turn on the kitchen light", pad_s=1.0
    )
    browser = launch(playwright, hearing(heard))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def tablet(browser: Browser, hub: ServedHub) -> Iterator[Page]:
    """A browser with nobody signed in, let in by the code it shows, allowed to listen."""
    with watched() as watch:
        context = watch(
            browser.new_context(
                base_url=hub.url, viewport=DESK, locale="en-US", permissions=["microphone"]
            )
        )
        context.add_init_script(WINDOWED)
        page = context.new_page()
        page.goto("/kiosk")
        code = page.get_by_test_id("kiosk-code")
        expect(code).to_have_text(re.compile(r"^\w{3}-\w{3}$"))
        (asking,) = hub.get("/api/pairing")
        answer = {"code": code.text_content(), "name": "Hall tablet", "area_id": "kitchen"}
        hub.post(f"/api/pairing/{asking['id']}/accept", answer)
        expect(page.get_by_test_id("kiosk-agree")).to_be_visible()
        yield page


@pytest.fixture
def light_off(hub: ServedHub) -> None:
    hub.post(f"/api/entities/{LIGHT}/control", {"service": "turn_off"})


def does(page: Page, what: str) -> None:
    """Wait until the tablet does something."""
    expect(page.get_by_test_id("kiosk-state")).to_have_attribute("data-does", what)


def is_on(hub: ServedHub) -> bool:
    return bool(hub.get(f"/api/entities/{LIGHT}")["state"] == "on")


def of_tablet(hub: ServedHub) -> dict[str, Any]:
    (known,) = [one for one in hub.get("/api/satellites") if one["name"] == "Hall tablet"]
    return dict(known)


def test_the_wake_word_and_a_command_turn_the_light_on_and_are_answered(
    hub: ServedHub, tablet: Page, light_off: None
):
    assert_accessible(tablet)
    tablet.get_by_test_id("kiosk-agree").click()

    does(tablet, "waiting")
    expect(tablet.get_by_test_id("kiosk-state")).to_contain_text("Okay Nabu")
    expect(tablet.get_by_test_id("kiosk-heard")).to_contain_text(re.compile("kitchen light", re.I))
    expect(tablet.get_by_test_id("kiosk-reply")).to_contain_text(re.compile("kitchen", re.I))

    hub.wait(lambda: is_on(hub))
    does(tablet, "waiting")
    known = of_tablet(hub)
    assert (known["kind"], known["paired"], known["area_id"]) == ("browser", True, "kitchen")
    (run,) = hub.get(f"/api/runs?satellite_id={known['id']}")
    assert run["intent"] == "HassTurnOn"
    assert tablet.request.get("/api/entities").status == 401  # nobody is signed in here


def test_it_is_readable_and_accessible(hub: ServedHub, tablet: Page):
    hub.post(
        "/api/timers", {"duration_s": 1500, "name": "pasta", "satellite_id": of_tablet(hub)["id"]}
    )
    expect(tablet.get_by_test_id("kiosk-timer")).to_contain_text("pasta")
    assert_accessible(tablet)
    size = (
        "parseFloat(getComputedStyle(document.querySelector('[data-testid=kiosk-clock]')).fontSize)"
    )
    assert tablet.evaluate(size) > 200
    tablet.set_viewport_size(PHONE)
    assert_fits(tablet)
    tablet.set_viewport_size(DESK)
    expect(tablet.get_by_test_id("kiosk")).to_have_attribute("data-night", "false")


def test_its_wake_word_silences_what_it_speaks(hub: ServedHub, tablet: Page, light_off: None):
    tablet.get_by_test_id("kiosk-mute").click()
    does(tablet, "muted")
    hub.post("/api/announcements", {"text": LONG, "satellite_ids": [of_tablet(hub)["id"]]})
    does(tablet, "speaking")

    tablet.get_by_test_id("kiosk-mute").click()  # the recording begins anew

    does(tablet, "listening")
    hub.wait(lambda: is_on(hub))
    does(tablet, "waiting")


def test_an_alarm_is_shown_with_its_time_and_what_rings_is_snoozed(hub: ServedHub, tablet: Page):
    alarm = {"kind": "alarm", "satellite_id": of_tablet(hub)["id"]}
    later = hub.post("/api/schedules", {**alarm, "name": "Work", "in_s": 8000})
    expect(tablet.get_by_test_id("kiosk-alarm")).to_contain_text("Work")
    expect(tablet.get_by_test_id("kiosk-alarm")).to_contain_text(re.compile(r"in 2\shr 1\d\smin"))
    hub.call("DELETE", f"/api/schedules/{later['id']}")
    expect(tablet.get_by_test_id("kiosk-alarm")).to_have_count(0)

    now = hub.post("/api/schedules", {**alarm, "name": "Up", "in_s": 1})
    ring = tablet.get_by_test_id("kiosk-ring")
    expect(ring).to_contain_text("Up")
    assert_accessible(tablet)
    ring.get_by_test_id("kiosk-ring-snooze").click()
    expect(ring).to_have_count(0)
    expect(tablet.get_by_test_id("kiosk-alarm")).to_contain_text(re.compile(r"in \d minutes"))
    (snoozed,) = hub.get("/api/schedules")
    assert (snoozed["id"], snoozed["snoozed"]) == (now["id"], True)
    hub.call("DELETE", f"/api/schedules/{now['id']}")


def test_reloads_restarts_and_being_forgotten(hub: ServedHub, tablet: Page, light_off: None):
    tablet.reload()
    does(tablet, "waiting")
    expect(tablet.get_by_test_id("kiosk-timer")).to_contain_text("pasta")
    hub.wait(lambda: is_on(hub))

    tablet.evaluate("navigator.serviceWorker.ready.then(() => true)")
    port = int(hub.url.rpartition(":")[2])
    hub.kill()
    does(tablet, "away")
    tablet.reload()  # the browser keeps the page
    does(tablet, "away")
    expect(tablet.get_by_test_id("kiosk-clock")).to_be_visible()
    assert not [path for path in tablet.evaluate(KEPT) if path.startswith(("/api", "/socket"))]
    hub.process = start_hub(hub.folder, port=port).process
    does(tablet, "waiting")
    hub.post(f"/api/entities/{LIGHT}/control", {"service": "turn_off"})
    tablet.get_by_test_id("kiosk-mute").click()
    does(tablet, "muted")
    tablet.get_by_test_id("kiosk-mute").click()
    hub.wait(lambda: is_on(hub))

    hub.call("DELETE", f"/api/satellites/{of_tablet(hub)['id']}")
    expect(tablet.get_by_test_id("kiosk-code")).to_have_text(re.compile(r"^\w{3}-\w{3}$"))


def test_who_is_signed_in_lets_it_in_with_one_press_and_is_signed_out(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    page = new_context(permissions=["microphone"]).new_page()
    page.add_init_script(NO_WAKE_LOCK)
    page.goto("/kiosk")
    expect(page.get_by_test_id("kiosk-name")).to_be_visible()
    assert_accessible(page)
    page.get_by_test_id("kiosk-name").fill("Bath tablet")
    page.get_by_test_id("kiosk-join").click()
    page.get_by_test_id("kiosk-decline").click()
    does(page, "off")
    assert page.request.get("/api/session").status == 401
    dark = page.get_by_test_id("kiosk-dark")
    expect(dark).to_contain_text("would not keep its screen on")
    assert_accessible(page)
    dark.get_by_test_id("kiosk-dark-read").press("Enter")
    expect(dark).to_have_count(0)
    page.get_by_test_id("kiosk-mute").click()
    does(page, "waiting")
