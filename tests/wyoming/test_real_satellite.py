"""The real wyoming-satellite program, driven by a real hub."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hubs import spoken
from tests.wyoming.real_satellite import RealSatellite, WakeService, real_satellite, wait_until
from tests.wyoming.warm import warm_hub

from ova.hub import OpenVoiceAssistant

LIGHT = "light.kitchen_light"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        yield hub


def is_on(hub: OpenVoiceAssistant) -> bool:
    return bool(hub.home.entity(LIGHT).state.state == "on")


def connected(hub: OpenVoiceAssistant) -> bool:
    return any(one.connected for one in hub.satellites.all())


def reply_of(hub: OpenVoiceAssistant, number: int = 0) -> bytes:
    """Return the sound of the newest reply, as the pipeline made it."""
    end = next(
        one for one in hub.run(hub.runs()[number]["run_id"])["events"] if one["type"] == "tts-start"
    )
    clip = hub.pipeline.shelf.get(end["data"]["tts_output"]["audio_id"], 10.0)
    assert clip is not None
    return clip.pcm


@pytest.fixture
def wake() -> Iterator[WakeService]:
    service = WakeService()
    yield service
    service.close()


@pytest.fixture
def satellite(
    hub: OpenVoiceAssistant, wake: WakeService, tmp_path: Path
) -> Iterator[RealSatellite]:
    with real_satellite(
        tmp_path, "--wake-uri", wake.uri, "--wake-word-name", "okay_nabu"
    ) as satellite:
        hub.update_settings({"wyoming_satellites": [satellite.address]})
        wait_until(lambda: connected(hub), "the satellite was not connected")
        yield satellite
        hub.update_settings({"wyoming_satellites": []})
        wait_until(lambda: not connected(hub), "the satellite is still connected")


def test_a_command_after_the_wake_word_is_done_and_answered_aloud(
    hub: OpenVoiceAssistant, wake: WakeService, satellite: RealSatellite
):
    hub.home.control(LIGHT, "turn_off")
    known = next(one for one in hub.satellites.all() if one.kind == "wyoming")
    runs = len(hub.runs())
    wake.wait_asked(2)

    clip = spoken("turn on the kitchen light")

    wake.hear()
    satellite.say(clip)

    wait_until(lambda: is_on(hub), "the light stayed off")
    wait_until(lambda: len(hub.runs()) > runs, "the run did not end")
    reply = reply_of(hub)
    wait_until(lambda: reply in satellite.heard(), "the reply was not played")
    wake.wait_asked(3)  # it rests and waits for the next wake word
    assert (known.kind, known.name, known.area_id) == ("wyoming", "Shelf", "kitchen")
    assert hub.runs()[0]["satellite_id"] == known.id
