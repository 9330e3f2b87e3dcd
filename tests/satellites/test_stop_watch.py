""" "Stop" without the wake word, against a real hub with a real Vosk model."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hubs import spoken
from tests.satellites.test_standby import Page
from tests.wyoming.warm import warm_hub

from ova.hub import OpenVoiceAssistant
from ova.satellites.stop_watch import MOST_LISTENING

MODEL = Path(__file__).parents[1] / "engines" / "vosk_model"
NEWS = "The weather will be fine tomorrow"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    folder = tmp_path_factory.mktemp("ova")
    shutil.copytree(
        MODEL, folder / "models" / "vosk" / "en-fixture", ignore=shutil.ignore_patterns(".*")
    )
    with warm_hub(folder, workers=1) as hub:
        assert [one["engine"] for one in hub.status()["speech_workers"]] == ["vosk"]
        yield hub


@pytest.fixture(params=["ova", "browser"])
def satellite(hub: OpenVoiceAssistant, request) -> Iterator[Page]:
    page = Page(hub, f"hall-{request.param}", request.param)
    yield page
    page.link.close()
    hub.satellites.forget(f"hall-{request.param}")


def is_hush(event: str, _data: object) -> bool:
    return event == "hush"


def ended(page: Page, nth: int = 1) -> dict:
    return page.wait(lambda event, data: event == "event" and data["type"] == "run-end", nth=nth)


def test_stop_alone_ends_an_announcement(hub: OpenVoiceAssistant, satellite: Page):
    hub.announce(NEWS, [satellite.id])
    assert satellite.link.wait_stop({}) == {"ok": True}

    satellite.hear(spoken("music", 1.0, "stop the music", 1.0, "stop", pad_s=1.0))

    satellite.wait(is_hush)
    ended(satellite)
    run = hub.run(satellite.wait(lambda event, _data: event == "event")["run_id"])
    assert (run["text"], run["intent"], run["source"]) == ("stop", "OvaStop", "audio")
    assert sum(event == "hush" for event, _ in satellite.messages) == 1


def test_stop_after_the_wake_word_ends_an_announcement_that_waits_to_go_on(
    hub: OpenVoiceAssistant,
):
    page = Page(hub, "kitchen-ova", "ova")
    hub.announce(NEWS, [page.id])

    started = page.link.start({"rate": 16_000})
    page.hear(spoken("stop", pad_s=1.0))
    page.link.stop()

    page.wait(is_hush)
    ended(page)
    assert hub.run(started["run_id"])["intent"] == "OvaStop"
    sound = page.wait(lambda event, _data: event == "play_start")
    page.link.played({"id": sound["id"]})
    assert not hub.satellites.sounds.paused(page.id), 'from then on "stop" is for the skills again'
    page.link.close()


def test_where_it_is_switched_off_nothing_is_listened_for(hub: OpenVoiceAssistant):
    assert hub.open_link(lambda *_: None).wait_stop({})["code"] == "no_hello"
    page = Page(hub, "quiet-page")
    hub.satellites.update("quiet-page", preferences={"stop_word": False})

    assert page.link.wait_stop({})["code"] == "stop_word_off"
    assert not page.link.stop_watch.listens
    page.link.close()


def test_as_many_satellites_are_listened_to_as_there_are_places(hub: OpenVoiceAssistant):
    pages = [Page(hub, f"place-{number}") for number in range(MOST_LISTENING + 1)]
    try:
        assert all(page.link.wait_stop({})["ok"] for page in pages[:-1])
        assert pages[-1].link.wait_stop({})["code"] == "too_many_listening"
        assert pages[0].link.wait_stop({})["ok"], "who asks again takes no second place"
        pages[0].link.wait_stop_over()
        pages[0].link.wait_stop_over()
        assert pages[-1].link.wait_stop({})["ok"]
    finally:
        for page in pages:
            page.link.close()
    assert hub.satellites.stop_places.taken == 0
