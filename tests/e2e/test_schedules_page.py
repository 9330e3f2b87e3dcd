"""The Schedules page in a real browser: timers made, paused, changed and stopped, live."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import ServedHub


@pytest.fixture(autouse=True)
def no_timers(hub: ServedHub) -> Iterator[None]:
    """Begin and end without timers."""
    yield
    for timer in hub.get("/api/timers"):
        hub.ask("DELETE", f"/api/timers/{timer['id']}")


def started(hub: ServedHub, seconds: float, name: str) -> dict[str, object]:
    timer: dict[str, object] = hub.post("/api/timers", {"duration_s": seconds, "name": name})
    return timer


def card(page: Page, name: str) -> Locator:
    return page.get_by_test_id("schedule-timer").filter(
        has=page.get_by_role("heading", name=name, exact=True)
    )


def opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/schedules")
    page.get_by_test_id("schedules-page").wait_for()
    return page


def test_a_timer_is_made_paused_lengthened_renamed_and_deleted(hub: ServedHub, page: Page):
    page.goto("/schedules")
    page.get_by_test_id("schedules-empty").wait_for()
    assert_accessible(page)

    page.get_by_test_id("timer-new").click()
    page.get_by_text("10 min").click()
    page.get_by_test_id("timer-name").fill("Pizza")
    page.get_by_test_id("timer-name").press("Enter")

    pizza = card(page, "Pizza")
    expect(pizza).to_have_attribute("data-state", "pending")
    [timer] = hub.get("/api/timers")
    assert (timer["name"], timer["duration_s"], timer["satellite_id"]) == ("Pizza", 600, None)

    pizza.get_by_test_id("schedule-pause").click()
    expect(pizza).to_have_attribute("data-state", "paused")
    pizza.get_by_test_id("schedule-resume").wait_for()
    hub.wait(lambda: hub.get("/api/timers")[0]["state"] == "paused")
    left = hub.get("/api/timers")[0]["left_s"]
    pizza.get_by_test_id("schedule-add").click()
    hub.wait(lambda: hub.get("/api/timers")[0]["left_s"] == left + 60)
    pizza.get_by_test_id("schedule-resume").click()
    expect(pizza).to_have_attribute("data-state", "pending")

    pizza.get_by_test_id("schedule-edit").click()
    page.get_by_test_id("timer-name").fill("Big pizza")
    page.get_by_test_id("dialog-submit").click()
    expect(card(page, "Big pizza")).to_be_visible()
    assert hub.get("/api/timers")[0]["name"] == "Big pizza"

    card(page, "Big pizza").get_by_test_id("schedule-delete").click()
    page.get_by_test_id("schedules-empty").wait_for()
    assert hub.get("/api/timers") == []


def test_what_voice_and_scripts_do_is_seen_at_once(hub: ServedHub, page: Page):
    page.goto("/schedules")
    page.get_by_test_id("schedules-empty").wait_for()
    hub.post("/api/converse", {"text": "set a pizza timer for 10 minutes"})
    pizza = card(page, "pizza")
    expect(pizza).to_have_attribute("data-state", "pending")
    hub.post("/api/converse", {"text": "pause the pizza timer"})
    expect(pizza).to_have_attribute("data-state", "paused")
    hub.post("/api/converse", {"text": "add five minutes to the pizza timer"})
    expect(pizza).to_contain_text("15 min")
    hub.post("/api/converse", {"text": "cancel the pizza timer"})
    expect(pizza).to_have_count(0)


def test_a_ringing_timer_is_stopped(hub: ServedHub, page: Page):
    page.goto("/schedules")
    page.get_by_test_id("schedules-empty").wait_for()
    started(hub, 1, "Egg")
    egg = card(page, "Egg")
    expect(egg).to_have_attribute("data-state", "ringing")
    expect(egg).to_contain_text("Ringing")
    egg.get_by_test_id("schedule-stop").click()
    expect(egg).to_have_count(0)
    assert hub.get("/api/timers") == []


def test_the_second_of_two_tabs_is_told_and_chooses(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    timer = started(hub, 600, "Tea")
    page = opened(new_context())
    card(page, "Tea").get_by_test_id("schedule-edit").click()
    page.get_by_test_id("timer-name").fill("Mint tea")
    hub.call("PATCH", f"/api/timers/{timer['id']}", json={"name": "Green tea"})
    page.get_by_test_id("dialog-submit").click()

    page.get_by_test_id("changed-meanwhile").wait_for()
    assert_accessible(page)
    assert hub.get("/api/timers")[0]["name"] == "Green tea"
    page.get_by_test_id("take-theirs").click()
    expect(page.get_by_test_id("timer-name")).to_have_value("Green tea")
    page.get_by_test_id("timer-name").fill("Black tea")
    page.get_by_test_id("dialog-submit").click()
    expect(card(page, "Black tea")).to_be_visible()


def test_a_refused_pause_snaps_back_with_the_reason(hub: ServedHub, page: Page):
    timer = started(hub, 600, "Tea")
    page.goto("/schedules")
    expect(card(page, "Tea")).to_be_visible()
    refusal = {
        "title": "Conflict",
        "status": 409,
        "detail": "The disk is full.",
        "code": "storage",
        "cure": "Free some space.",
    }
    page.route("**/pause", lambda route: route.fulfill(status=409, json=refusal))
    card(page, "Tea").get_by_test_id("schedule-pause").click()
    expect(page.get_by_text("The disk is full. Free some space.")).to_be_visible()
    expect(card(page, "Tea")).to_have_attribute("data-state", "pending")
    assert hub.get("/api/timers")[0]["id"] == timer["id"]


def test_a_length_of_nothing_is_pointed_out(page: Page, hub: ServedHub):
    page.goto("/schedules")
    page.get_by_test_id("timer-new").click()
    page.get_by_test_id("timer-minutes").fill("0")
    page.get_by_test_id("dialog-submit").click()
    expect(page.get_by_text("Give it at least a second.")).to_be_visible()
    assert hub.get("/api/timers") == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_fits_a_phone_in_the_dark_in_german_and_runs_nothing_planted(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    started(hub, 36_000, PLANTED)
    paused = started(hub, 3600, "Donaudampfschifffahrtsgesellschaftskapitänskajütentür")
    hub.post(f"/api/timers/{paused['id']}/pause")
    page = opened(new_context(viewport=PHONE, color_scheme="dark", locale="de-DE"))
    expect(page.get_by_test_id("schedule-timer")).to_have_count(2)
    expect(page.get_by_text("Steht still")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_test_id("timer-new").click()
    page.get_by_role("dialog", name=re.compile("Neuer Timer")).wait_for()
    assert_fits(page)
    assert_accessible(page)
    assert_nothing_planted_ran(page)
