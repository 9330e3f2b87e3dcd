"""A satellite that leaves its wake word to the hub, against a real hub with real wake words."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.hubs import spoken
from tests.wyoming.warm import warm_hub

from ova.audio import to_speech
from ova.core import AudioClip
from ova.hub import OpenVoiceAssistant
from ova.satellites import SatelliteLink, WakeChoice
from ova.satellites.standby import MAX_WAITING

WAIT_S = 90.0
LIGHT = "light.kitchen_light"
HEARD = {"rate": 16_000, "width": 2, "channels": 1}


class Page:
    """Takes what the hub sends, as a page does, and streams what it hears."""

    def __init__(self, hub: OpenVoiceAssistant, name: str, kind: str = "browser") -> None:
        self.id = name
        self.messages: list[tuple[str, Any]] = []
        self._changed = threading.Condition()
        self.link: SatelliteLink = hub.open_link(self._take)
        told = {"id": name, "kind": kind, "features": ["wake"], "area": "Kitchen"}
        self.greeted = self.link.hello(told)

    def _take(self, event: str, *arguments: Any) -> None:
        with self._changed:
            self.messages.append((event, arguments[0] if arguments else None))
            self._changed.notify_all()

    def wait(self, wanted: Callable[[str, Any], bool], nth: int = 1) -> Any:
        """Return what came with the nth message that is wanted."""

        def found() -> list[Any]:
            return [data for event, data in self.messages if wanted(event, data)]

        with self._changed:
            assert self._changed.wait_for(lambda: len(found()) >= nth, WAIT_S), self.messages
            return found()[nth - 1]

    def hear(self, clip: AudioClip) -> None:
        """Stream a clip in pieces of 50 ms."""
        pcm = to_speech(clip).astype("<i2").tobytes()
        for start in range(0, len(pcm), 1600):
            self.link.audio(pcm[start : start + 1600])


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        yield hub


@pytest.fixture
def page(hub: OpenVoiceAssistant) -> Iterator[Page]:
    page = Page(hub, "hall-page")
    assert page.greeted["ok"]
    yield page
    page.link.close()


def is_wake(event: str, _data: Any) -> bool:
    return event == "wake"


def is_end(event: str, data: Any) -> bool:
    return event == "event" and data["type"] == "run-end"


def test_the_hub_hears_the_wake_word_and_the_command_after_it_again_and_again(
    hub: OpenVoiceAssistant, page: Page
):
    hub.home.control(LIGHT, "turn_off")
    assert page.link.wait(HEARD) == {"ok": True, "phrases": ["Okay Nabu"]}

    page.hear(spoken("turn on the kitchen light", pad_s=1.0))  # nobody was called
    page.hear(spoken("okay nabu", 0.6, "turn on the kitchen light", pad_s=1.0))

    woken = page.wait(is_wake)
    page.wait(is_end)
    run = hub.run(woken["run_id"])
    assert woken["wake_word"]["name"] == "okay_nabu"
    assert woken["wake_word"]["snr_db"] > 6
    assert (run["intent"], run["area_id"]) == ("HassTurnOn", "kitchen")
    assert hub.home.entity(LIGHT).state.state == "on"
    assert sum(event == "wake" for event, _ in page.messages) == 1

    page.hear(spoken("okay nabu", 0.6, "turn off the kitchen light", pad_s=1.0))

    page.wait(is_wake, nth=2)
    page.wait(is_end, nth=2)
    assert hub.home.entity(LIGHT).state.state == "off"


def test_other_wake_words_are_waited_for_at_once(hub: OpenVoiceAssistant, page: Page):
    assert page.link.wait(HEARD)["ok"]

    hub.satellites.choose_wake_words("hall-page", [WakeChoice("hey_jarvis", 0.8)])

    told = page.wait(lambda event, _data: event == "waiting")
    assert told == {"phrases": ["Hey Jarvis"], "problem": None}
    page.hear(spoken("okay nabu", 0.6, "turn on the kitchen light", pad_s=1.0))
    assert not any(event == "wake" for event, _ in page.messages)
    hub.satellites.choose_wake_words("hall-page", None)
    page.wait(lambda event, data: event == "waiting" and data["phrases"] == ["Okay Nabu"])


def test_what_cannot_be_waited_for_is_refused_with_a_reason(hub: OpenVoiceAssistant):
    stranger = hub.open_link(lambda *_: None)
    assert stranger.wait(HEARD)["code"] == "no_hello"
    pages = [Page(hub, f"page-{number}") for number in range(MAX_WAITING + 1)]
    try:
        assert pages[0].link.wait({"rate": 48_000})["code"] == "bad_audio_format"
        assert all(page.link.wait(HEARD)["ok"] for page in pages[:-1])
        assert pages[0].link.wait(HEARD)["ok"]  # asked twice, it has one place
        assert pages[-1].link.wait(HEARD)["code"] == "too_many_waiting"
        pages[0].link.wait_over()
        pages[0].link.wait_over()
        assert pages[-1].link.wait(HEARD)["ok"]
    finally:
        for page in pages:
            page.link.close()
        for page in pages:
            hub.satellites.forget(page.greeted["satellite"]["id"])
    page = Page(hub, "hall-page")
    assert page.link.wait(HEARD)["ok"]  # whoever leaves gives its place back
    page.link.close()


def test_a_page_is_told_its_own_timers_when_it_comes(hub: OpenVoiceAssistant, page: Page):
    hub.timers.set(300, "eggs", satellite_id="hall-page")
    hub.timers.set(300, "tea", satellite_id="elsewhere")

    again = Page(hub, "hall-page")

    assert [one["name"] for one in again.greeted["timers"]] == ["eggs"]
    assert again.greeted["hub"]["version"]
    again.link.close()


def test_a_page_is_told_whose_clocks_count(hub: OpenVoiceAssistant, page: Page):
    hub.settings.update({"time_zone": "Pacific/Auckland"})

    again = Page(hub, "hall-page")

    assert again.greeted["hub"]["time_zone"] == "Pacific/Auckland"
    again.link.close()
