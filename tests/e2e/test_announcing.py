"""Announcing from the web page: a text and somebody's own voice, at places, and what fails."""

import queue
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import socketio
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
    hearing,
    launch,
)
from tests.hubs import ServedHub, spoken_file

WAIT_S = 60


class Device:
    """A satellite that is told what to play."""

    def __init__(self, hub: ServedHub, name: str, area: str) -> None:
        self._told: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._client = socketio.Client(reconnection=False)
        self._client.on(
            "*", lambda name, *data: self._told.put((name, data)), namespace="/satellite"
        )
        self._client.connect(
            hub.url, namespaces=["/satellite"], auth={"token": hub.token}, transports=["websocket"]
        )
        hello = {"id": f"ova-{name.casefold()}", "name": name, "kind": "ova", "area": area}
        self._client.call("hello", hello, namespace="/satellite")

    def played(self) -> tuple[str, int]:
        """Wait for the next sound; return its text and how many bytes it has."""
        text, size = "", 0
        while True:
            name, data = self._told.get(timeout=WAIT_S)
            if name == "play_start":
                text = data[0]["text"]
            elif name == "play_chunk":
                size += len(data[1])
            elif name == "play_end":
                return text, size

    def leave(self) -> None:
        self._client.disconnect()


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium whose microphone hears somebody."""
    said = spoken_file(tmp_path_factory.mktemp("said") / "said.wav", "dinner is ready", 20.0)
    browser = launch(playwright, hearing(said))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def office(hub: ServedHub) -> Iterator[Device]:
    """A satellite that is there, beside one in the kitchen that was."""
    gone = Device(hub, "Cook", "Kitchen")
    gone.leave()
    hub.wait(
        lambda: (
            not any(
                one["connected"] for one in hub.get("/api/satellites") if one["id"] == "ova-cook"
            )
        )
    )
    office = Device(hub, "Desk", "Office")
    yield office
    office.leave()


def choose(page: Page, name: str) -> None:
    page.get_by_role("dialog").get_by_role("checkbox", name=name, exact=True).press("Space")


def test_a_text_is_said_where_it_was_meant_and_who_is_away_is_named(
    hub: ServedHub, office: Device, page: Page
):
    page.goto("/")
    page.get_by_test_id("home-satellites").get_by_test_id("announce").press("Enter")
    dialog = page.get_by_role("dialog", name="Say something in the house")
    reach = dialog.get_by_test_id("announce-reach")
    expect(reach).to_contain_text("Not connected: Cook.")
    choose(page, "Kitchen")
    expect(reach).to_contain_text("No satellite there is connected")
    dialog.get_by_test_id("dialog-submit").click()
    expect(dialog.get_by_text("Write what is to be said")).to_be_visible()
    choose(page, "Office")
    expect(reach).to_contain_text("Plays on Desk.")
    assert_accessible(page)
    dialog.get_by_test_id("announce-text").fill(f"Dinner {PLANTED}")
    dialog.get_by_test_id("announce-text").press("Control+Enter")

    expect(dialog).to_have_count(0)
    told = page.get_by_role("alert").filter(has_text="Not everyone could hear it")
    expect(told).to_contain_text("Said on Desk. Not connected: Cook.")
    text, size = office.played()
    assert text == f"Dinner {PLANTED}"
    assert size > 0
    [said] = hub.get("/api/announcements")
    assert (said["announced"], said["missed"]) == (["ova-desk"], ["ova-cook"])
    assert_nothing_planted_ran(page)


def test_somebodys_own_voice_is_heard_elsewhere_on_a_phone_in_german(
    hub: ServedHub, office: Device, new_context: Callable[..., BrowserContext]
):
    context = new_context(viewport=PHONE, color_scheme="dark", locale="de-DE")
    context.grant_permissions(["microphone"], origin=hub.url)
    page = context.new_page()
    page.goto("/satellites")
    page.get_by_test_id("announce").click()
    dialog = page.get_by_role("dialog", name="Etwas im Haus durchsagen")
    choose(page, "Desk")
    assert_fits(page)
    assert_accessible(page)
    voice = dialog.get_by_test_id("announce-voice")
    voice.click()
    expect(voice).to_have_attribute("data-seconds", re.compile("^[1-9]"))
    assert_accessible(page)
    voice.click()

    expect(page.get_by_text("Durchgesagt auf Desk.")).to_be_visible()
    text, size = office.played()
    assert text == "anna"
    assert size > 16_000
    page.get_by_test_id("announce").click()
    newest = page.get_by_test_id("announced").first
    expect(newest).to_contain_text("Mit eigener Stimme")
    hub.post("/api/announcements", {"text": "Der Tee ist fertig.", "area_ids": ["office"]})
    expect(newest).to_contain_text("Der Tee ist fertig.")
    newest.get_by_role("button").click()
    expect(page.get_by_test_id("announce-text")).to_have_value("Der Tee ist fertig.")
    assert_accessible(page)
    assert_fits(page)


def test_satellites_get_one_name_to_be_spoken_to_and_to_ring_by(
    hub: ServedHub, office: Device, page: Page
):
    page.goto("/satellites")
    groups = page.get_by_test_id("satellite-groups")
    groups.get_by_test_id("group-new").click()
    dialog = page.get_by_role("dialog", name="New group")
    dialog.get_by_test_id("dialog-submit").click()
    expect(dialog.get_by_text("Choose at least one satellite.")).to_be_visible()
    dialog.get_by_test_id("group-name").fill("Office")
    choose(page, "Desk")
    choose(page, "Cook")
    assert_accessible(page)
    dialog.get_by_test_id("dialog-submit").click()
    expect(dialog.get_by_text("A room or a floor is called Office already.")).to_be_visible()
    dialog.get_by_test_id("group-name").fill("Downstairs speakers")
    dialog.get_by_test_id("dialog-submit").click()
    expect(dialog).to_have_count(0)
    card = groups.get_by_test_id("satellite-group")
    expect(card.get_by_test_id("group-members")).to_have_text("Desk and Cook")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_fits(page)

    card.get_by_test_id("announce").click()
    spoken = page.get_by_role("dialog", name="Say something in the house")
    spoken.get_by_test_id("announce-text").fill("Supper.")
    spoken.get_by_test_id("dialog-submit").click()
    while office.played()[0] != "Supper.":  # what the tests before announced may come first
        continue
    expect(spoken).to_have_count(0)

    page.goto("/schedules")
    page.get_by_test_id("plan-new").click()
    page.get_by_test_id("timer-new").click()
    rings = page.get_by_role("dialog").get_by_test_id("rings-on")
    expect(rings.first).to_be_attached()
    choose(page, "Downstairs speakers")
    page.get_by_role("dialog").get_by_test_id("dialog-submit").click()
    expect(page.get_by_role("list", name="Timers")).to_contain_text("Downstairs speakers")
    [timer] = hub.get("/api/timers")
    assert timer["satellite_ids"] == ["ova-desk", "ova-cook"]

    page.goto("/satellites")
    card.get_by_test_id("group-delete").click()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_text("What was to ring there rings on: Desk and Cook.")).to_be_visible()
    expect(card).to_have_count(0)
    hub.call("DELETE", f"/api/timers/{timer['id']}")
