"""The Satellites pages: what is set for one, who answers, and devices of others that are used."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import socketio
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.browsing import PHONE, assert_accessible, assert_fits
from tests.esphome.device import key_text, voice_device
from tests.hubs import ServedHub, free_port, spoken
from tests.wyoming.simulated_satellite import simulated_satellite
from zeroconf import ServiceInfo, Zeroconf

from ova.audio import convert
from ova.core import AudioFormat

WAIT_S = 90
NEAR = {"snr_db": 28.0, "level_dbfs": -20.0, "score": 0.98}
FAR = {"snr_db": 9.0, "level_dbfs": -41.0, "score": 0.7}
TOO_LATE = 5
"""Nobody waits two seconds for another satellite: on a machine that stands still it is tried again."""


class Ears:
    """A satellite with a wake word that is told what to hear."""

    def __init__(self, hub: ServedHub, name: str, area: str) -> None:
        self.id = f"ova-{name.casefold()}"
        self._came = threading.Condition()
        self._events: list[dict[str, Any]] = []
        self._client = socketio.Client(reconnection=False)
        self._client.on("event", self._take, namespace="/satellite")
        self._client.connect(
            hub.url, namespaces=["/satellite"], auth={"token": hub.token}, transports=["websocket"]
        )
        hello = {"id": self.id, "name": name, "kind": "ova", "area": area, "version": "1.4"}
        answer = self._client.call(
            "hello", {**hello, "wake_words": ["okay_nabu"]}, namespace="/satellite", timeout=WAIT_S
        )
        assert answer["ok"], answer

    def _take(self, event: dict[str, Any]) -> None:
        with self._came:
            self._events.append(event)
            self._came.notify_all()

    def hear(self, how: dict[str, float]) -> None:
        """Tell that the wake word was heard, without waiting for what the hub says to that."""
        word = {"name": "okay_nabu", "phrase": "Okay Nabu", "length_s": 0.8, "age_s": 0.0, **how}
        start = {"rate": 16_000, "width": 2, "channels": 1, "wake_word": word, "speak": False}
        self._client.emit("start", start, namespace="/satellite", callback=lambda *_: None)

    def say(self, text: str) -> None:
        pcm = convert(spoken(text, pad_s=1.0), AudioFormat()).pcm
        for at in range(0, len(pcm), 3_200):
            self._client.emit("audio", pcm[at : at + 3_200], namespace="/satellite")
        self._client.emit("stop", {}, namespace="/satellite")

    def cancel(self) -> None:
        self._client.emit("cancel", {}, namespace="/satellite")

    def told(self, *kinds: str) -> dict[str, Any]:
        """Wait for an event of one of these kinds, and forget those before it."""

        def found() -> int | None:
            at = (at for at, one in enumerate(self._events) if one["type"] in kinds)
            return next(at, None)

        with self._came:
            assert self._came.wait_for(lambda: found() is not None, WAIT_S), (kinds, self._events)
            event = self._events[found() or 0]
            del self._events[: (found() or 0) + 1]
            return event

    def leave(self) -> None:
        self._client.disconnect()


@pytest.fixture(scope="module")
def near(hub: ServedHub) -> Iterator[Ears]:
    ears = Ears(hub, "Counter", "Kitchen")
    yield ears
    ears.leave()


@pytest.fixture(scope="module")
def far(hub: ServedHub) -> Iterator[Ears]:
    ears = Ears(hub, "Doorway", "Office")
    yield ears
    ears.leave()


def of(hub: ServedHub, satellite_id: str) -> dict[str, Any]:
    known: dict[str, Any] = hub.get(f"/api/satellites/{satellite_id}")
    return known


def show(page: Page, ears: Ears) -> None:
    """Show the page of a satellite that is connected."""
    page.goto(f"/satellites/{ears.id}")
    expect(page.get_by_test_id("satellite-standing")).to_have_attribute("data-connected", "true")


def test_quiet_hours_are_typed_and_what_is_none_is_told(hub: ServedHub, near: Ears, page: Page):
    show(page, near)
    page.get_by_test_id("satellite-quiet-hours").select_option("own")
    begin, end = page.get_by_test_id("quiet-from"), page.get_by_test_id("quiet-to")
    expect(begin).to_have_value("22:00")
    begin.fill("21:30")
    end.focus()
    hub.wait(lambda: of(hub, near.id)["quiet_hours"] == "21:30-07:00")
    end.fill("06:15")
    expect(end).to_be_focused()  # what was saved meanwhile takes nothing away
    end.press("Enter")
    hub.wait(lambda: of(hub, near.id)["quiet_hours"] == "21:30-06:15")

    end.fill("21:30")
    section = page.get_by_test_id("satellite-quiet")
    expect(section).to_contain_text("Choose two different times.")
    end.fill("")
    expect(section).to_contain_text("Give a time.")
    assert_accessible(page)
    assert of(hub, near.id)["quiet_hours"] == "21:30-06:15"
    hub.call("PATCH", f"/api/satellites/{near.id}", json={"quiet_hours": "20:00-06:15"})
    expect(begin).to_have_value("20:00")
    expect(end).to_have_value("")  # what is being typed stays
    refused = hub.ask("PATCH", f"/api/satellites/{near.id}", json={"quiet_hours": "25:00-07:00"})
    assert refused.status_code == 422
    page.get_by_test_id("satellite-quiet-hours").select_option("")
    hub.wait(lambda: of(hub, near.id)["quiet_hours"] == "")


def test_what_a_satellite_may_control_is_chosen_by_the_keyboard(
    hub: ServedHub, near: Ears, page: Page
):
    show(page, near)
    everywhere = page.get_by_test_id("control-everywhere")
    expect(everywhere).to_be_checked()
    everywhere.press("Space")
    section = page.get_by_test_id("satellite-control")
    expect(section.get_by_role("checkbox", name="The room it is in")).to_be_checked()
    section.get_by_role("checkbox", name="Bedroom").press("Space")
    hub.wait(lambda: sorted(of(hub, near.id)["control_areas"]) == ["bedroom", "own"])

    but = page.get_by_test_id("control-not")
    but.focus()
    page.keyboard.type("Kitchen light")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    hub.wait(lambda: of(hub, near.id)["control_not"] == ["light.kitchen_light"])
    page.keyboard.press("Escape")
    assert_accessible(page)
    refused = hub.post(
        "/api/converse", {"text": "turn on the kitchen light", "satellite_id": near.id}
    )
    assert refused["outcome"] != "done"
    everywhere.press("Space")
    hub.wait(lambda: of(hub, near.id)["control_areas"] == [])
    hub.call("PATCH", f"/api/satellites/{near.id}", json={"control_not": []})
    expect(section).not_to_contain_text("Kitchen light")


def both_hear(near: Ears, far: Ears) -> str:
    """Have both hear one wake word, and return the run of the nearer one."""
    for _ in range(TOO_LATE):
        near.hear(NEAR)
        far.hear(FAR)
        if far.told("wake-elsewhere", "wake-chosen")["type"] == "wake-elsewhere":
            return str(near.told("wake-chosen")["run_id"])
        for ears in (near, far):
            ears.cancel()
            ears.told("run-end")
    raise AssertionError("the hub heard of the second one too late each time")


def test_a_command_tells_who_else_heard_it_and_why_this_one_answered(
    hub: ServedHub, near: Ears, far: Ears, page: Page, new_context: Callable[..., BrowserContext]
):
    run_id = both_hear(near, far)
    near.say("turn on the kitchen light")
    near.told("run-end")
    page.goto(f"/history/{run_id}")
    card = page.get_by_test_id("run-earshot")
    expect(card.get_by_test_id("earshot-why")).to_contain_text("Counter answered")
    rows = card.get_by_test_id("earshot-row")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("28 dB above the noise")
    expect(rows.nth(1)).to_contain_text("9 dB above the noise")
    assert_accessible(page)

    german = new_context(viewport=PHONE, color_scheme="dark", locale="de-DE").new_page()
    german.goto(f"/history/{run_id}")
    expect(german.get_by_test_id("run-earshot")).to_contain_text("28 dB über dem Rauschen")
    assert_fits(german)
    assert_accessible(german)
    rows.nth(1).get_by_role("link", name="Doorway").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Doorway")


def test_one_that_announces_itself_is_used_and_its_leaving_is_told_in_words(
    hub: ServedHub, page: Page
):
    kind, own = "_wyoming._tcp.local.", f"loft-{os.getpid()}"
    page.goto("/satellites")
    found = page.get_by_test_id("discovered-device").filter(has_text=own)
    with simulated_satellite(name=own, area="Bedroom") as loft, ThreadPoolExecutor(1) as elsewhere:
        service = ServiceInfo(
            kind,
            f"{own}.{kind}",
            addresses=[socket.inet_aton("127.0.0.1")],
            port=loft.port,
            server=f"{own}.local.",
        )
        # What drives the browser has an event loop in this thread, which zeroconf would take for its own.
        network = elsewhere.submit(Zeroconf).result()
        try:
            elsewhere.submit(network.register_service, service).result()
            found.get_by_test_id("use-device").press("Enter")
            card = page.get_by_test_id("satellite").filter(has_text=own)
            expect(card.get_by_test_id("satellite-state")).to_contain_text("Connected")
            expect(found).to_contain_text("Used by the hub")
            card.get_by_test_id("satellite-link").click()
            expect(page.get_by_test_id("satellite-health")).to_contain_text("1.4.1")
            expect(page.get_by_test_id("satellite-place")).to_contain_text("Bedroom")
        finally:
            elsewhere.submit(network.close).result()
    standing = page.get_by_test_id("satellite-standing")
    expect(standing).to_have_attribute("data-connected", "false")
    expect(page.get_by_test_id("driving-problem")).to_contain_text("The hub cannot use it now.")
    assert_accessible(page)


def test_a_device_is_added_by_its_address_and_a_wrong_one_is_told_in_words(
    hub: ServedHub, page: Page
):
    page.goto("/satellites")
    page.get_by_test_id("add-device").press("Enter")
    dialog = page.get_by_role("dialog", name="Use a device by its address")
    dialog.get_by_test_id("device-address").fill("127.0.0.1")
    dialog.get_by_test_id("device-port").fill(str(free_port()))
    dialog.get_by_test_id("device-address").press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.get_by_test_id("device-address")).to_have_value("127.0.0.1")
    assert_accessible(page)
    with voice_device(friendly_name="Pantry Voice") as device:
        dialog.get_by_test_id("device-kind").select_option("esphome")
        dialog.get_by_test_id("device-port").fill(str(device.port))
        dialog.get_by_test_id("device-address").press("Enter")
        expect(dialog).to_have_count(0)
        card = page.get_by_test_id("satellite").filter(has_text="Pantry Voice")
        expect(card.get_by_test_id("satellite-state")).to_contain_text("Connected")
        satellite = next(one["id"] for one in hub.get("/api/satellites") if "Pantry" in one["name"])
        card.get_by_test_id("satellite-link").click()
        words = page.get_by_test_id("satellite-wake")
        expect(words).to_contain_text("one of them")
        expect(words.get_by_role("radio", name="Okay Nabu")).to_be_checked()
        expect(words.get_by_role("radio")).to_have_count(2)
        words.get_by_role("radio", name="Hey Jarvis").click()
        hub.wait(lambda: device.made.active == ["hey_jarvis"])
        expect(words.get_by_role("radio", name="Okay Nabu")).not_to_be_checked()
        assert_accessible(page)
        page.get_by_test_id("satellite-forget").click()
        page.get_by_test_id("confirm").click()
        expect(page.get_by_test_id("satellites-page")).to_be_visible()
        expect(card).to_have_count(0)
    assert hub.ask("GET", f"/api/satellites/{satellite}").status_code == 404


def test_a_device_whose_key_has_changed_asks_for_the_new_one(
    hub: ServedHub, page: Page, new_context: Callable[..., BrowserContext]
):
    key = bytes(range(32))
    made = {"friendly_name": "Attic Voice", "mac": "AA:BB:CC:00:11:44"}
    with voice_device(key=bytes(32), **made) as device:
        place = {"kind": "esphome", "address": "127.0.0.1", "port": device.port}
        used = hub.post("/api/discovered-satellites", {**place, "key": key_text(bytes(32))})
        page.goto("/satellites")
        card = page.get_by_test_id("satellite").filter(has_text="Attic Voice")
        entry = page.get_by_test_id("discovered-device").filter(has_text=device.address)
        expect(card.get_by_test_id("satellite-state")).to_contain_text("Connected")
        expect(entry).to_contain_text("Used by the hub")

        device.made.key = key
        device.hang_up()

        expect(entry.get_by_test_id("device-problem")).to_contain_text("The key does not fit")
        german = new_context(viewport=PHONE, color_scheme="dark", locale="de-DE").new_page()
        german.goto("/satellites")
        expect(german.get_by_text("Mit diesem Schlüssel nutzen")).to_be_visible()
        assert_fits(german)
        assert_accessible(german)
        entry.get_by_test_id("device-key").fill(key_text(key))
        entry.get_by_test_id("device-key").press("Enter")
        expect(card.get_by_test_id("satellite-state")).to_contain_text("Connected")
        expect(entry).to_contain_text("Used by the hub")
        expect(entry.get_by_test_id("device-key")).to_have_count(0)
        hub.call("DELETE", f"/api/satellites/{used['satellite_id']}")
