"""Home in a real browser, on a real hub with very many things in it."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import (
    PHONE,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import ServedHub, served_hub, start_hub

BUSY = "/api/integrations/busy_house"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A hub with the busy house beside the virtual one."""
    folder = tmp_path_factory.mktemp("ova") / "home"
    (folder / "integrations").mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("busy_house.py"), folder / "integrations")
    with served_hub(folder) as served:
        served.post(f"{BUSY}/activate", {})
        served.wait(lambda: len(served.get("/api/entities")) > 500)
        yield served


@pytest.fixture
def home(page: Page) -> Page:
    """Home, with its devices."""
    page.goto("/")
    card(page, "light.bathroom_light").wait_for()
    return page


def card(page: Page, entity_id: str) -> Locator:
    return page.locator(f'[data-testid="entity-card"][data-entity-id="{entity_id}"]')


def find(page: Page, words: str, entity_id: str) -> Locator:
    page.get_by_test_id("home-search").fill(words)
    found = card(page, entity_id)
    found.wait_for()
    return found


def sheet(page: Page, hub: ServedHub, entity_id: str) -> Locator:
    page.goto(f"/?device={entity_id}")
    opened = page.get_by_test_id("entity-sheet")
    opened.wait_for()
    return opened


def state(hub: ServedHub, entity_id: str) -> str:
    return str(hub.get(f"/api/entities/{entity_id}")["state"])


def test_rooms_stand_on_their_floors_and_a_tap_switches_a_device(home: Page, hub: ServedHub):
    expect(home.get_by_role("heading", name="First Floor")).to_be_visible()
    expect(home.get_by_role("heading", name="Bathroom", exact=True)).to_be_visible()
    light = card(home, "light.bathroom_light")
    expect(light).to_have_attribute("data-state", "off")

    light.click()

    expect(light).to_have_attribute("data-state", "on")
    hub.wait(lambda: state(hub, "light.bathroom_light") == "on")

    home.get_by_role("button", name=re.compile(r"Lights off \(1\).*Bathroom")).click()

    expect(light).to_have_attribute("data-state", "off")
    hub.wait(lambda: state(hub, "light.bathroom_light") == "off")


def test_what_changes_elsewhere_is_seen_in_every_tab(
    home: Page, context: BrowserContext, hub: ServedHub
):
    other = context.new_page()
    other.goto("/")
    hub.post("/api/entities/light.bathroom_light/control", {"service": "turn_off"})
    lights = [card(page, "light.bathroom_light") for page in (home, other)]
    for light in lights:
        expect(light).to_have_attribute("data-state", "off")

    hub.post("/api/entities/light.bathroom_light/control", {"service": "turn_on"})
    for light in lights:
        expect(light).to_have_attribute("data-state", "on")

    lights[0].click()
    for light in lights:
        expect(light).to_have_attribute("data-state", "off")


def test_an_order_that_is_refused_snaps_back_and_says_why(home: Page):
    lamp = find(home, "stubborn", "light.stubborn_lamp")
    lamp.click()

    expect(home.get_by_text("The fuse is blown")).to_be_visible()
    expect(home.get_by_text("Change the fuse.")).to_be_visible()
    expect(lamp).to_have_attribute("data-state", "off")


def test_a_device_that_does_not_confirm_is_shown_as_it_is(home: Page):
    lamp = find(home, "silent", "light.silent_lamp")
    lamp.click()

    expect(home.get_by_text("Silent Lamp has not answered")).to_be_visible()
    expect(lamp).to_have_attribute("data-state", "off")


def test_the_house_is_not_opened_by_a_slip_of_the_thumb(home: Page, hub: ServedHub):
    door = find(home, "front door", "lock.front_door")
    door.click()
    home.get_by_role("dialog").get_by_role("button", name="Cancel").last.click()
    expect(door).to_have_attribute("data-state", "locked")

    door.click()
    home.get_by_test_id("confirm").click()
    expect(door).to_have_attribute("data-state", "unlocked")
    hub.wait(lambda: state(hub, "lock.front_door") == "unlocked")

    door.click()
    expect(door).to_have_attribute("data-state", "locked")


def test_a_light_is_dimmed_and_coloured_in_its_sheet(page: Page, hub: ServedHub):
    opened = sheet(page, hub, "light.bedroom_lamp")
    slider = opened.get_by_role("slider", name="Brightness")
    slider.focus()
    slider.press("Home")
    slider.press("PageUp")
    slider.press("ArrowRight")
    expect(opened).to_have_attribute("data-state", "on")
    opened.get_by_role("button", name="Blue").click()
    expect(opened.get_by_role("button", name="Blue")).to_have_attribute("aria-pressed", "true")

    def blue() -> bool:
        attributes = hub.get("/api/entities/light.bedroom_lamp")["attributes"]
        return bool(attributes["rgb_color"] == [0, 100, 255])

    hub.wait(blue)
    opened.get_by_test_id("control-power").press("Space")
    expect(opened).to_have_attribute("data-state", "off")


def test_blinds_heating_music_and_fans_have_their_finer_controls(page: Page, hub: ServedHub):
    blinds = sheet(page, hub, "cover.living_room_blinds")
    blinds.get_by_role("slider", name="Position").press("Home")
    expect(blinds).to_have_attribute("data-state", "closed")
    blinds.get_by_role("button", name="Open", exact=True).click()
    expect(blinds).to_have_attribute("data-state", "open")

    heating = sheet(page, hub, "climate.bedroom_thermostat")
    heating.get_by_test_id("control-warmer").click()
    expect(heating.get_by_test_id("control-target")).to_have_text("18.5°")
    heating.get_by_label("Mode").select_option("off")
    expect(heating).to_have_attribute("data-state", "off")

    radio = sheet(page, hub, "media_player.kitchen_radio")
    radio.get_by_test_id("control-power").press("Space")
    radio.get_by_role("button", name="Play").click()
    expect(radio).to_have_attribute("data-state", "playing")
    radio.get_by_role("button", name="Next title").click()
    expect(radio).to_contain_text("Rainy Windows")
    radio.get_by_role("button", name="Mute").click()
    expect(radio.get_by_role("button", name="Unmute")).to_be_visible()

    fan = sheet(page, hub, "fan.ceiling_fan")
    fan.get_by_role("slider", name="Speed").press("End")
    expect(fan).to_have_attribute("data-state", "on")
    hub.wait(lambda: hub.get("/api/entities/fan.ceiling_fan")["attributes"]["percentage"] == 100)


def test_names_and_rooms_are_changed_and_nobody_overwrites_anybody_unseen(
    page: Page, hub: ServedHub
):
    form = sheet(page, hub, "light.counter_light").get_by_test_id("entity-form")
    form.get_by_test_id("entity-name").fill("Worktop Light")
    form.get_by_label("Other names").fill("the bright one")
    form.get_by_label("Other names").press("Enter")
    form.get_by_test_id("entity-area").select_option(label="Office")
    form.get_by_test_id("entity-save").click()
    expect(page.get_by_role("dialog").get_by_text("Worktop Light").first).to_be_visible()
    saved = hub.get("/api/entities/light.counter_light")
    assert (saved["name"], saved["aliases"]) == ("Worktop Light", ["the bright one"])
    assert saved["area_id"] == "office"

    name = form.get_by_test_id("entity-name")
    name.fill("My Light")
    hub.call("PATCH", "/api/entities/light.counter_light", json={"name": "Their Light"})
    form.get_by_test_id("entity-save").click()
    form.get_by_test_id("take-theirs").click()
    expect(name).to_have_value("Their Light")

    name.fill("My Light")
    hub.call("PATCH", "/api/entities/light.counter_light", json={"name": "Her Light"})
    form.get_by_test_id("entity-save").click()
    form.get_by_test_id("keep-mine").click()
    expect(form.get_by_test_id("changed-meanwhile")).to_have_count(0)
    hub.wait(lambda: hub.get("/api/entities/light.counter_light")["name"] == "My Light")


def test_timers_count_down_and_are_paused_lengthened_and_ended(home: Page, hub: ServedHub):
    timer = hub.post("/api/timers", {"duration_s": 600, "name": "Pasta"})
    row = home.get_by_test_id("timer-card")
    expect(row).to_contain_text("Pasta")
    expect(row).to_contain_text(re.compile(r"[89]:\d\d"))

    row.get_by_test_id("timer-pause").click()
    expect(row).to_have_attribute("data-state", "paused")
    row.get_by_test_id("timer-more").click()
    expect(row).to_contain_text(re.compile(r"(9|10):\d\d"))
    row.get_by_test_id("timer-pause").click()
    expect(row).to_have_attribute("data-state", "pending")
    row.get_by_test_id("timer-cancel").click()

    expect(row).to_have_count(0)
    assert timer["id"] not in [one["id"] for one in hub.get("/api/timers")]


def test_what_was_just_said_appears_with_the_way_to_its_why(home: Page, hub: ServedHub):
    run = hub.post("/api/converse", {"text": "turn on the moon"})
    said = home.get_by_test_id("said-run").first
    expect(said).to_contain_text("turn on the moon")
    expect(said).to_have_attribute("data-failed", "true")
    expect(said).to_have_attribute("href", f"/history/{run['run_id']}")
    satellite = home.get_by_test_id("home-satellite").filter(has_text="this browser")
    expect(satellite).to_have_attribute("data-connected", "true")


def test_devices_are_found_by_words_and_by_what_they_are(home: Page):
    cards = home.get_by_test_id("entity-card")
    home.get_by_test_id("home-search").fill("bath FAN")
    expect(cards).to_have_count(1)
    home.get_by_test_id("home-search").fill("nowhere at all")
    expect(home.get_by_text("No device fits.")).to_be_visible()
    home.get_by_role("button", name="Clear the search").click()

    home.locator('[data-category="climate"]').click()
    expect(cards).to_have_count(4)
    for domain in cards.evaluate_all("all => all.map((one) => one.dataset.domain)"):
        assert domain in ("climate", "fan")


def test_hundreds_of_devices_scroll_and_change_many_times_a_second(home: Page, hub: ServedHub):
    cards = home.get_by_test_id("entity-card")
    assert cards.count() < 200
    storm = threading.Thread(
        target=lambda: hub.post(f"{BUSY}/actions/storm", {"inputs": {}}), daemon=True
    )
    storm.start()
    light = card(home, "light.bathroom_light")
    before = light.get_attribute("data-state")
    light.click()
    expect(light).to_have_attribute("data-state", "off" if before == "on" else "on")
    find(home, "meter 499", "sensor.meter_499")
    storm.join(timeout=120)
    expect(card(home, "sensor.meter_499")).to_have_attribute("data-state", "499")
    home.get_by_test_id("home-search").fill("")
    expect(card(home, "light.bathroom_light")).to_be_visible()
    last = cards.filter(has_text="Evil")

    def at_the_end() -> bool:
        home.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        return last.count() > 0

    hub.wait(at_the_end)
    assert cards.count() < 200


@pytest.mark.parametrize("look", ["desk", "phone in German at night"])
def test_home_fits_is_accessible_and_runs_nothing_that_was_planted(
    new_context: Callable[..., BrowserContext], look: str
):
    phone = {"viewport": PHONE, "locale": "de-DE", "color_scheme": "dark"}
    page = new_context(**({} if look == "desk" else phone)).new_page()
    page.goto("/")
    card(page, "light.bathroom_light").wait_for()
    assert_accessible(page)
    page.get_by_test_id("home-search").fill("evil")
    expect(page.get_by_test_id("entity-card")).to_have_count(1)
    page.get_by_test_id("entity-details").click()
    page.get_by_test_id("entity-sheet").wait_for()
    expect(page.get_by_role("dialog")).to_contain_text("<script>")
    assert_fits(page)
    assert_accessible(page)
    assert_nothing_planted_ran(page)


def test_what_cannot_be_reached_looks_so_and_says_where_to_look(home: Page, hub: ServedHub):
    hub.post(f"{BUSY}/deactivate", {})
    lamp = find(home, "silent", "light.silent_lamp")
    expect(lamp).to_have_attribute("data-away", "true")
    expect(lamp).to_contain_text("Not reachable")
    lamp.click()
    expect(home.get_by_test_id("entity-away")).to_contain_text("integration")


def test_a_hub_that_is_killed_and_comes_back_is_waited_for(home: Page, hub: ServedHub):
    light = card(home, "light.bathroom_light")
    before = light.get_attribute("data-state")
    hub.kill()
    banner = home.get_by_test_id("connection-banner")
    expect(banner).to_be_visible()
    light.click()
    expect(home.get_by_text("Bathroom Light did not change")).to_be_visible()
    expect(light).to_have_attribute("data-state", before or "")

    again = start_hub(hub.folder, port=int(hub.url.rpartition(":")[2]))
    hub.process = again.process
    hub.post("/api/entities/light.bathroom_light/control", {"service": "turn_on"})
    expect(banner).to_have_count(0)
    expect(light).to_have_attribute("data-state", "on")


def test_a_home_without_rooms_or_devices_says_what_to_do_next(page: Page, hub: ServedHub):
    for area in hub.get("/api/areas"):
        hub.call("DELETE", f"/api/areas/{area['id']}")
    page.goto("/")
    expect(page.get_by_test_id("home-no-rooms").get_by_role("link")).to_be_visible()

    for plugin in ("demo_home", "busy_house"):
        hub.call("DELETE", f"/api/integrations/{plugin}?mode=all&confirm=1")
    expect(page.get_by_test_id("home-empty")).to_be_visible()
    page.get_by_test_id("home-empty").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/integrations$"))
