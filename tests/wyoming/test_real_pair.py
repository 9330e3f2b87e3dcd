"""Two real wyoming-satellite programs that hear the same person, driven by one real hub."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.hubs import spoken
from tests.wyoming.real_satellite import RealSatellite, WakeService, real_satellite, wait_until
from tests.wyoming.warm import warm_hub

from ova.hub import OpenVoiceAssistant

LIGHT = "light.kitchen_light"


class Place:
    """One of the satellites, and what hears its wake word."""

    def __init__(self, satellite: RealSatellite, wake: WakeService) -> None:
        self.satellite = satellite
        self.id = satellite.address.replace("tcp://", "wyoming-").replace(":", "-")
        self.wake = wake
        self._rests = 1

    def wait_rest(self) -> None:
        """Wait until it waits for its wake word, once more than the last time."""
        wait_until(lambda: self.satellite.rests() >= self._rests, f"{self.id} does not rest")
        self._rests += 1


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        yield hub


@pytest.fixture
def pair(hub: OpenVoiceAssistant, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    with ExitStack() as stack:
        places = []
        for name in ("Shelf", "Stove"):
            wake = WakeService()
            stack.callback(wake.close)
            options = ("--wake-uri", wake.uri, "--wake-word-name", "okay_nabu", "--name", name)
            satellite = stack.enter_context(real_satellite(tmp_path / name, *options))
            wake.wait_asked(1)  # what the hub has it do before is lost on the program
            places.append(Place(satellite, wake))
        hub.update_settings({"wyoming_satellites": [one.satellite.address for one in places]})
        wait_until(lambda: len(connected(hub)) == len(places), "not both were connected")
        for one in places:
            one.wait_rest()
        yield places[0], places[1]
        hub.update_settings({"wyoming_satellites": []})
        wait_until(lambda: not connected(hub), "they are still connected")


def connected(hub: OpenVoiceAssistant) -> list[str]:
    return [one.id for one in hub.satellites.all() if one.connected]


def command(hub: OpenVoiceAssistant, state: str, said_to: tuple[Place, ...]) -> str:
    """Say a command to some of the satellites, and return the id of the one that answered it."""
    clip = spoken(f"turn {state} the kitchen light")
    runs = len(hub.runs())
    for one in said_to:
        one.wake.hear()
    for one in said_to:
        one.satellite.say(clip)
    wait_until(lambda: hub.home.entity(LIGHT).state.state == state, f"the light is not {state}")
    for one in said_to:
        one.wait_rest()
    wait_until(lambda: len(hub.runs()) > runs, "the run did not end")
    assert len(hub.runs()) == runs + 1, "it was done more than once"
    return str(hub.runs()[0]["satellite_id"])


def reply(hub: OpenVoiceAssistant) -> bytes:
    """Return the sound of the newest reply, as the pipeline made it."""
    events = hub.run(hub.runs()[0]["run_id"])["events"]
    start = next(one for one in events if one["type"] == "tts-start")
    clip = hub.pipeline.shelf.get(start["data"]["tts_output"]["audio_id"], 10.0)
    assert clip is not None
    return clip.pcm


def wait_answered(hub: OpenVoiceAssistant, place: Place) -> None:
    wait_until(lambda: reply(hub) in place.satellite.heard(), "the reply was not played")


def test_one_answers_what_both_heard_and_afterwards_each_what_it_hears_alone(
    hub: OpenVoiceAssistant, pair: tuple[Place, Place]
):
    hub.home.control(LIGHT, "turn_off")

    answered = command(hub, "on", pair)

    winner, loser = sorted(pair, key=lambda one: one.id != answered)
    wait_answered(hub, winner)
    assert loser.satellite.heard() == b""
    assert any("left it to" in one["text"] for one in hub.satellites.log_lines(loser.id))
    for one, state in ((loser, "off"), (winner, "on")):
        assert command(hub, state, (one,)) == one.id
        wait_answered(hub, one)
