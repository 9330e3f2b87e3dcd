"""The Satellites pages: a real satellite program, let in by its code, in a real browser."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import ServedHub
from zeroconf import ServiceInfo, Zeroconf

WAIT_S = 120.0
TONE_S = 290
"""A recording may last five minutes, and the program ends with it."""
FRESH_S = 100.0
ID = "ova-shelf"


@dataclass
class Shelf:
    """``ova satellite`` with a long tone as its microphone and a file as its loudspeaker."""

    hub: ServedHub
    folder: Path
    microphone: Path
    process: subprocess.Popen[str] | None = None
    read: int = 0
    """How many of its lines were looked at."""
    starts: int = 0
    started_at: float = 0.0

    def start(self) -> None:
        self.starts += 1
        self.started_at = time.monotonic()
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [
                    *(
                        sys.executable,
                        "-m",
                        "ova.cli",
                        "satellite",
                        "--hub",
                        self.hub.url,
                        "--json",
                    ),
                    *("--id", ID, "--name", "Shelf", "--area", "Kitchen"),
                    *("--wav", str(self.microphone), "--out", str(self.played)),
                ],
                env={**_environment(), "OVA_HOME": str(self.folder)},
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )

    @property
    def played(self) -> Path:
        """What it played since it was started last."""
        return self.folder / f"played-{self.starts}.wav"

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    @property
    def log(self) -> Path:
        """What it said, over all its starts."""
        return self.folder / "said.jsonl"

    def forget_said(self) -> None:
        """Look at nothing that it has said until now."""
        self.read = len(self._said())

    def told(self, kind: str) -> dict[str, Any]:
        """Return what came with the next line of a kind."""
        deadline = time.monotonic() + WAIT_S
        while True:
            for line in self._said()[self.read :]:
                self.read += 1
                if line.startswith("{") and json.loads(line)["type"] == f"satellite-{kind}":
                    data: dict[str, Any] = json.loads(line)["data"]
                    return data
            assert time.monotonic() < deadline, (
                f"it said nothing of {kind}:\n{self.log.read_text()[-2000:]}"
            )
            time.sleep(0.05)  # the program being watched is another one

    def _said(self) -> list[str]:
        whole, _, _ = self.log.read_text().rpartition("\n")
        return whole.splitlines()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "OVA_TOKEN"}


@pytest.fixture(scope="module")
def shelf(hub: ServedHub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    microphone = folder / "microphone.wav"
    second = (6_000 * np.sin(2 * np.pi * 300 * np.arange(8_000) / 8_000)).astype("<i2").tobytes()
    with wave.open(str(microphone), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        for _ in range(TONE_S):
            file.writeframes(second)
    shelf = Shelf(hub, folder, microphone)
    yield shelf
    shelf.stop()


@pytest.fixture
def joined(hub: ServedHub, shelf: Shelf) -> Shelf:
    """The satellite, let in over REST unless a test has let it in already, with time to run on."""
    if ID not in {one["id"] for one in hub.get("/api/satellites")}:
        shelf.stop()
        shelf.start()
        code = shelf.told("join")["code"]
        (asking,) = hub.get("/api/pairing")
        hub.post(f"/api/pairing/{asking['id']}/accept", {"code": code, "area_id": "kitchen"})
        shelf.told("connected")
    elif not shelf.runs or time.monotonic() - shelf.started_at > FRESH_S:
        shelf.stop()
        shelf.start()
        shelf.told("connected")
    return shelf


@pytest.fixture
def shelf_page(page: Page, joined: Shelf) -> Page:
    """The page of the satellite, which is connected."""
    page.goto(f"/satellites/{ID}")
    expect(page.get_by_test_id("satellite-standing")).to_have_attribute("data-connected", "true")
    return page


def of_shelf(hub: ServedHub) -> dict[str, Any]:
    known: dict[str, Any] = hub.get(f"/api/satellites/{ID}")
    return known


def test_a_device_is_let_in_by_the_code_it_shows(hub: ServedHub, shelf: Shelf, page: Page):
    page.goto("/satellites")
    expect(page.get_by_test_id("join-help")).to_be_visible()
    shelf.start()
    code = shelf.told("join")["code"]

    asking = page.get_by_test_id("pairing")
    expect(asking).to_contain_text("Shelf wants to join")
    expect(asking.get_by_test_id("pairing-area")).to_have_value("kitchen")
    asking.get_by_test_id("pairing-code").fill("222-222")
    asking.get_by_test_id("pairing-accept").click()
    expect(asking).to_contain_text("not the code the device shows")
    expect(asking).to_contain_text("4 more times")
    asking.get_by_test_id("pairing-code").fill(f"{code[:3].lower()} {code[3:].lower()}")
    asking.get_by_test_id("pairing-name").fill("Shelf speaker")
    page.keyboard.press("Enter")

    card = page.get_by_test_id("satellite").filter(has_text="Shelf speaker")
    expect(card.get_by_test_id("satellite-state")).to_contain_text("Connected")
    expect(card).to_contain_text("Kitchen")
    expect(asking).to_have_count(0)
    shelf.told("connected")
    tokens = shelf.folder / "satellite-tokens.json"
    assert tokens.stat().st_mode & 0o777 == 0o600
    known = of_shelf(hub)
    assert (known["paired"], known["kind"], known["connected"]) == (True, "ova", True)


def test_a_device_that_is_sent_away_ends_with_words(hub: ServedHub, page: Page, tmp_path: Path):
    stranger = subprocess.Popen(
        [
            *(sys.executable, "-m", "ova.cli", "satellite", "--hub", hub.url),
            *("--id", "ova-stranger", "--name", PLANTED[:100], "--no-wake"),
        ],
        env={**_environment(), "OVA_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        page.goto("/satellites")
        hub.wait(lambda: bool(hub.get("/api/pairing")))
        asking = page.get_by_test_id("pairing")
        expect(asking).to_contain_text("<script>")
        assert_nothing_planted_ran(page)
        asking.get_by_test_id("pairing-reject").click()
        expect(asking).to_have_count(0)
        _, errors = stranger.communicate(timeout=WAIT_S)
    finally:
        stranger.kill()
        stranger.communicate()
    assert stranger.returncode == 3
    assert "sent away" in errors
    assert not (tmp_path / "satellite-tokens.json").exists()


def test_a_device_that_announces_itself_on_the_network_is_shown_while_it_is_there(page: Page):
    kind, own = "_esphomelib._tcp.local.", f"kitchen-voice-{os.getpid()}"
    device = ServiceInfo(
        kind,
        f"{own}.{kind}",
        addresses=[socket.inet_aton("127.0.0.1")],
        port=6053,
        properties={
            "friendly_name": f"Voice {PLANTED[:60]}",
            "project_name": "Nabu Casa.Home Assistant Voice PE",
            "project_version": "25.1.0",
        },
        server=f"{own}.local.",
    )
    page.goto("/satellites")
    expect(page.get_by_test_id("discovered")).to_be_visible()
    shown = page.get_by_test_id("discovered-device").filter(has_text="Voice <script>")
    # What drives the browser has an event loop in this thread, which zeroconf would take for its own.
    with ThreadPoolExecutor(1) as elsewhere:
        network = elsewhere.submit(Zeroconf).result()
        elsewhere.submit(network.register_service, device).result()
        try:
            expect(shown).to_contain_text("Home Assistant Voice PE")
            expect(shown).to_contain_text("25.1.0")
            expect(shown).to_contain_text("127.0.0.1:6053")
            assert_nothing_planted_ran(page)
            elsewhere.submit(network.unregister_service, device).result()
            expect(shown).to_have_count(0)
        finally:
            elsewhere.submit(network.close).result()


def test_it_comes_back_with_the_token_it_remembers(hub: ServedHub, joined: Shelf, page: Page):
    page.goto(f"/satellites/{ID}")
    joined.stop()
    standing = page.get_by_test_id("satellite-standing")
    expect(standing).to_have_attribute("data-connected", "false")
    joined.start()
    joined.told("connected")
    expect(standing).to_have_attribute("data-connected", "true")


def test_its_level_is_seen_live_while_somebody_looks(shelf_page: Page):
    expect(shelf_page.get_by_test_id("level-words")).to_contain_text("-18 dB")
    bar = shelf_page.get_by_test_id("level-bar")
    expect(bar).to_have_attribute("aria-valuenow", re.compile(r"-1\d(\.\d)?$"))


def test_volume_and_mute_are_followed_and_kept(
    hub: ServedHub, joined: Shelf, shelf_page: Page, new_context: Callable[..., BrowserContext]
):
    slider = shelf_page.get_by_test_id("satellite-volume").get_by_role("slider")
    slider.focus()
    joined.forget_said()
    shelf_page.keyboard.press("Home")
    assert joined.told("volume")["text"] == "Volume 0 %"
    expect(slider).to_have_attribute("aria-valuenow", "0")
    shelf_page.get_by_test_id("satellite-muted").click()
    assert joined.told("volume")["text"] == "Volume 0 %, muted"

    other = new_context().new_page()
    other.goto(f"/satellites/{ID}")
    expect(other.get_by_test_id("satellite-muted")).to_be_checked()
    hub.call("PATCH", f"/api/satellites/{ID}", json={"volume": 60, "muted": False})
    for page in (other, shelf_page):
        expect(page.get_by_test_id("satellite-muted")).not_to_be_checked()
        expect(page.get_by_test_id("satellite-sound")).to_contain_text("Volume: 60 %")
    joined.stop()
    joined.start()
    assert joined.told("volume")["text"] == "Volume 60 %"
    refused = hub.ask("PATCH", f"/api/satellites/{ID}", json={"volume": 900})
    assert refused.status_code == 422


def test_the_test_sound_and_an_announcement_are_played_as_loud_as_was_set(
    hub: ServedHub, joined: Shelf, shelf_page: Page
):
    hub.call("PATCH", f"/api/satellites/{ID}", json={"volume": 100, "muted": False})
    shelf_page.get_by_test_id("satellite-test").click()
    assert joined.told("speaking")["kind"] == "test"
    shelf_page.get_by_test_id("announce").click()
    dialog = shelf_page.get_by_role("dialog")
    dialog.get_by_test_id("announce-text").fill("Dinner is ready.")
    dialog.get_by_test_id("dialog-submit").click()
    expect(shelf_page.get_by_text(re.compile("^Said on .+\\."))).to_be_visible()
    assert joined.told("speaking")["text"] == "Dinner is ready."
    expect(shelf_page.get_by_test_id("satellite-log")).to_contain_text("Dinner is ready.")


def test_a_name_somebody_else_changed_meanwhile_is_not_overwritten(
    hub: ServedHub, shelf_page: Page
):
    hub.call("PATCH", f"/api/satellites/{ID}", json={"name": "Shelf"})
    name = shelf_page.get_by_test_id("satellite-name")
    expect(name).to_have_value("Shelf")
    name.fill("Mine")
    hub.call("PATCH", f"/api/satellites/{ID}", json={"name": "Theirs"})
    expect(shelf_page.get_by_role("heading", level=1)).to_have_text("Theirs")
    shelf_page.get_by_test_id("satellite-save").click()
    expect(shelf_page.get_by_test_id("changed-meanwhile")).to_be_visible()
    expect(name).to_have_value("Mine")
    assert of_shelf(hub)["name"] == "Theirs"
    shelf_page.get_by_test_id("keep-mine").click()
    expect(shelf_page.get_by_role("heading", level=1)).to_have_text("Mine")
    assert of_shelf(hub)["name"] == "Mine"


def test_wake_words_and_voice_are_chosen_here(hub: ServedHub, joined: Shelf, shelf_page: Page):
    word = shelf_page.get_by_test_id("wake-word").filter(has_text="lexa")
    word.get_by_role("checkbox").click()
    expect(word.get_by_role("checkbox")).to_be_checked()
    assert joined.told("wake-words")["wake_words"] == ["alexa"]
    expect(word.get_by_role("slider")).to_be_visible()
    shelf_page.get_by_test_id("wake-leave").click()
    expect(word.get_by_role("checkbox")).not_to_be_checked()
    assert joined.told("wake-words")["wake_words"] == ["okay_nabu"]

    shelf_page.get_by_test_id("wake-own").press("Enter")
    shelf_page.get_by_test_id("wake-phrase").fill("marvellous computer")
    expect(shelf_page.get_by_test_id("phrase-look")).to_contain_text("Good")
    assert_accessible(shelf_page)
    shelf_page.get_by_test_id("wake-phrase").press("Enter")
    mine = shelf_page.get_by_test_id("wake-word").filter(has_text="marvellous computer")
    expect(mine.get_by_role("checkbox")).to_be_checked()
    assert joined.told("wake-words")["wake_words"] == ["marvellous_computer"]
    shelf_page.get_by_test_id("wake-leave").click()
    assert joined.told("wake-words")["wake_words"] == ["okay_nabu"]

    voice = shelf_page.get_by_test_id("satellite-voice")
    voice.select_option("de")
    hub.wait(lambda: of_shelf(hub)["voice"] == "de")
    voice.select_option("")
    hub.wait(lambda: of_shelf(hub)["voice"] == "")


def test_what_it_is_and_how_it_is_connected_is_told(hub: ServedHub, shelf_page: Page):
    health = shelf_page.get_by_test_id("satellite-health")
    expect(health).to_contain_text("127.0.0.1")
    expect(health).to_contain_text("Round trip")
    expect(health).to_contain_text("it joined by a code")
    expect(health).to_contain_text("microphone.wav")
    log = shelf_page.get_by_test_id("satellite-log")
    expect(log).to_contain_text("Connected from 127.0.0.1.")
    expect(log.get_by_test_id("satellite-log-line").first).to_be_visible()


def test_this_browser_is_a_satellite_that_shows_itself_and_follows(hub: ServedHub, page: Page):
    page.goto("/satellites")
    card = page.get_by_test_id("satellite").filter(has_text="This browser")
    card.get_by_test_id("satellite-identify").click()
    expect(page.get_by_test_id("identify-flash")).to_contain_text("It is me!")
    card.get_by_test_id("satellite-link").click()
    expect(page.get_by_test_id("satellite-browser")).to_be_visible()
    page.get_by_test_id("satellite-area").select_option("bedroom")
    page.get_by_test_id("satellite-save").click()
    expect(page.get_by_test_id("satellite-save")).to_have_count(0)
    page.goto("/talk")
    expect(page.get_by_test_id("talk-area")).to_have_value("Bedroom")


def test_a_page_that_is_loaded_anew_stays_connected(hub: ServedHub, page: Page):
    page.goto("/satellites")
    card = page.get_by_test_id("satellite").filter(has_text="This browser")
    for _ in range(3):
        expect(card.get_by_test_id("satellite-state")).to_have_text("Connected")
        page.reload()
    expect(card.get_by_test_id("satellite-state")).to_have_text("Connected")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("place", ["/satellites", f"/satellites/{ID}"])
def test_the_pages_fit_a_phone_and_are_accessible(
    joined: Shelf, new_context: Callable[..., BrowserContext], place: str, colours: str
):
    page = new_context(viewport=PHONE, color_scheme=colours).new_page()
    page.goto(place)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(
        page.get_by_test_id("satellite-standing" if place.endswith(ID) else "satellites")
    ).to_be_visible()
    assert_fits(page)
    assert_accessible(page)


def test_what_is_against_a_wake_word_is_read_in_long_lines_on_a_phone(
    hub: ServedHub, joined: Shelf, new_context: Callable[..., BrowserContext]
):
    hub.post("/api/wake-phrases", {"phrase": "marvin"})
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"/satellites/{ID}")
    word = page.get_by_test_id("wake-word").filter(has_text="marvin")
    word.get_by_role("checkbox").click()
    word.get_by_role("slider").wait_for()
    warning = word.get_by_text("It is short").bounding_box()
    row = word.bounding_box()
    assert warning is not None
    assert row is not None
    assert warning["width"] > 0.75 * row["width"]
    page.get_by_test_id("wake-leave").click()


def test_in_german_nothing_is_left_in_english(
    joined: Shelf, new_context: Callable[..., BrowserContext]
):
    page = new_context(locale="de-DE").new_page()
    page.goto(f"/satellites/{ID}")
    expect(page.get_by_test_id("satellite-place")).to_contain_text("Name und Raum")
    expect(page.get_by_test_id("satellite-sound")).to_contain_text("Lautstärke")


def test_a_forgotten_satellite_loses_its_token_and_asks_again(
    hub: ServedHub, joined: Shelf, shelf_page: Page
):
    token = json.loads((joined.folder / "satellite-tokens.json").read_text())[hub.url]
    strange = ServedHub(hub.process, hub.url, hub.folder, hub.log, token=token)
    assert strange.ask("GET", "/api/settings").status_code == 403
    shelf_page.get_by_test_id("satellite-forget").click()
    shelf_page.get_by_test_id("confirm").click()
    expect(shelf_page.get_by_test_id("satellites-page")).to_be_visible()
    assert joined.told("join")["code"]
    expect(shelf_page.get_by_test_id("pairing").filter(has_text="Shelf")).to_be_visible()
    assert strange.ask("GET", "/api/settings").status_code == 401


def test_quiet_hours_of_its_own_are_set_on_its_page(hub: ServedHub, shelf_page: Page):
    shelf_page.get_by_test_id("satellite-quiet-hours").select_option("own")
    hub.wait(lambda: of_shelf(hub)["quiet_hours"] == "22:00-07:00")
