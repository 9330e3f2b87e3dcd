"""The main flows by keyboard alone, as a guest, and in German."""

from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import BrowserContext, Page, Response, expect
from tests.e2e.browsing import PHONE, assert_accessible, assert_fits
from tests.hubs import PASSWORD, ServedHub

LIGHT = "light.kitchen_light"
MOST_TABS = 120
ENGLISH = (
    *("Nothing is", "There is", "There are", "does not", "cannot", "Install ", "is not", "Check "),
    *("GB free", "well written", "understands speech", "runs at", "Choose ", "must be", "Write "),
)
"""Words of the hub that have no business on a German page."""


@pytest.fixture(scope="module")
def guest(hub: ServedHub) -> dict[str, list[object]]:
    """What the browser of a guest keeps."""
    hub.post("/api/users", {"name": "Gil", "role": "guest", "password": PASSWORD})
    with requests.Session() as session:
        answer = session.post(
            f"{hub.url}/api/session", json={"username": "Gil", "password": PASSWORD}, timeout=60
        )
        assert answer.ok
        cookie = {"name": "ova_session", "value": session.cookies["ova_session"]}
    return {"cookies": [{**cookie, "url": hub.url}], "origins": []}


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on something."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def light(page: Page, what: str) -> str:
    return f'[data-entity-id="{LIGHT}"] [data-testid="{what}"]'


@pytest.mark.usefixtures("kitchen_light_off")
def test_the_house_is_used_by_keyboard_alone(page: Page, hub: ServedHub):
    page.goto("/")
    page.locator(light(page, "entity-tap")).wait_for()
    tab_to(page, light(page, "entity-tap"))
    page.keyboard.press("Enter")
    hub.wait(lambda: hub.get(f"/api/entities/{LIGHT}")["state"] == "on")

    tab_to(page, light(page, "entity-details"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("entity-sheet")).to_be_visible()
    tab_to(page, '[data-testid="entity-name"]')  # the focus is in the sheet and stays there
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("entity-sheet")).to_have_count(0)
    expect(page.locator(light(page, "entity-details"))).to_be_focused()

    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    tab_to(page, '[data-testid="talk-input"]')
    page.keyboard.type("turn off the kitchen light")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("talk-reply").last).to_have_attribute("data-done", "true")
    hub.wait(lambda: hub.get(f"/api/entities/{LIGHT}")["state"] == "off")

    page.goto("/integrations")
    page.get_by_test_id("integrations-search").wait_for()
    tab_to(page, '[data-testid="integrations-search"]')
    page.keyboard.type("open")
    tab_to(
        page, '[data-testid="integration-offer"] :is(a, button), a[data-testid="integration-offer"]'
    )
    page.keyboard.press("Enter")
    page.get_by_test_id("settings-save").first.wait_for()
    tab_to(page, '[data-testid="settings-save"]')

    page.goto("/settings/people")
    page.get_by_test_id("person-add").wait_for()
    tab_to(page, '[data-testid="person-add"]')
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("person-name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("person-name")).to_have_count(0)
    expect(page.get_by_test_id("person-add")).to_be_focused()


@pytest.mark.usefixtures("kitchen_light_off")
def test_a_guest_uses_the_house_and_is_offered_nothing_that_is_refused(
    new_context: Callable[..., BrowserContext], hub: ServedHub, guest: dict[str, list[object]]
):
    context = new_context(storage_state=None, viewport=PHONE)
    context.add_cookies(guest["cookies"])
    page = context.new_page()
    refused: list[str] = []

    def watch(answer: Response) -> None:
        if "/api/" in answer.url and answer.status >= 400:
            refused.append(f"{answer.status} {answer.url}")

    page.on("response", watch)
    page.goto("/")
    page.locator(light(page, "entity-tap")).click()
    hub.wait(lambda: hub.get(f"/api/entities/{LIGHT}")["state"] == "on")
    page.locator(light(page, "entity-details")).click()
    sheet = page.get_by_test_id("entity-sheet")
    expect(sheet.get_by_test_id("entity-not-yours")).to_be_visible()
    expect(sheet.get_by_test_id("entity-form")).to_have_count(0)
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("said")).to_have_count(0)

    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    page.get_by_test_id("talk-input").fill("turn off the kitchen light")
    page.get_by_test_id("talk-send").click()
    expect(page.get_by_test_id("talk-reply").last).to_have_attribute("data-done", "true")
    hub.wait(lambda: hub.get(f"/api/entities/{LIGHT}")["state"] == "off")
    expect(page.get_by_test_id("turn-history")).to_have_count(0)
    for place in ("/", "/talk"):
        page.goto(place)
        page.locator("main h1").first.wait_for()
        assert_fits(page)
        links = page.locator("main a[href^='/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        allowed = {"/", "/talk", "/schedules", "/settings/account"}
        assert {one.partition("?")[0] for one in links} <= allowed, links
    assert refused == []


def test_what_the_hub_says_is_german_on_german_pages(
    new_context: Callable[..., BrowserContext], hub: ServedHub
):
    page = new_context(locale="de-DE").new_page()
    said: list[str] = []

    def read(where: str, words: str) -> None:
        said.extend(f"{where}: {one}" for one in ENGLISH if one in words)

    page.goto("/settings/diagnostics")
    page.get_by_test_id("finding").first.wait_for()
    read("checkup", page.locator("main").inner_text())

    page.goto("/settings/language")
    page.get_by_test_id("recogniser-card").wait_for()
    read("recognisers", page.locator("main").inner_text())

    for address, texts in {
        "sentences/try": ["", "clock [now", "clock {mood}", "clock <tower>", "stop", "clock )"],
    }.items():
        for text in texts:
            body = {"language": "en", "intent": "HassGetCurrentTime", "text": text}
            faults = hub.post(f"/api/skills/clock/{address}", body)["faults"]
            assert faults, text
            assert all(one["code"] != "syntax" or "kind" in one["values"] for one in faults), faults

    page.goto("/satellites")
    card = page.get_by_test_id("satellite").first
    card.wait_for()
    read("satellites", page.locator("main").inner_text())
    assert said == []
