"""The real wyoming-satellite program that streams while somebody speaks, driven by a real hub.

The program streams for some seconds from the first word on, whatever is being said at their end, and
leaves the wake word to the hub.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.hubs import spoken
from tests.wyoming.real_satellite import RealSatellite, real_satellite, wait_until
from tests.wyoming.warm import warm_hub

from ova.hub import OpenVoiceAssistant

LIGHT = "light.kitchen_light"
LAMPS = ("light.desk_lamp", "light.reading_lamp")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        yield hub


@contextmanager
def driven(hub: OpenVoiceAssistant, folder: Path, *options: str) -> Iterator[RealSatellite]:
    """Run the program with ``--vad``, and have the hub drive it beside those it drives already."""
    with real_satellite(folder, "--vad", *options) as satellite:
        others = hub.settings.current.wyoming_satellites
        hub.update_settings({"wyoming_satellites": [*others, satellite.address]})
        wait_until(lambda: connected(hub, satellite), "it was not connected")
        wait_until(lambda: satellite.rests() == 1, "it does not wait for speech")
        yield satellite
        hub.update_settings({"wyoming_satellites": others})
        wait_until(lambda: not connected(hub, satellite), "it is still connected")


def connected(hub: OpenVoiceAssistant, satellite: RealSatellite) -> bool:
    return any(one.connected for one in hub.satellites.all() if one.id == known_id(satellite))


def known_id(satellite: RealSatellite) -> str:
    return satellite.address.replace("tcp://", "wyoming-").replace(":", "-")


def command(
    hub: OpenVoiceAssistant, state: str, *satellites: RealSatellite, pause_s: float = 0.8
) -> RealSatellite:
    """Say a command after the wake word, and return the satellite that has answered it aloud."""
    runs = len(hub.runs())
    clip = spoken("okay nabu", pause_s, f"turn {state} the kitchen light")
    for one in satellites:
        one.say(clip)
    wait_until(lambda: hub.home.entity(LIGHT).state.state == state, f"the light is not {state}")
    wait_until(lambda: len(hub.runs()) > runs, "the run did not end")
    answers = next(one for one in satellites if known_id(one) == hub.runs()[0]["satellite_id"])
    wait_until(lambda: reply(hub) in answers.heard(), "it was not answered")
    assert len(hub.runs()) == runs + 1, "it was done more than once"
    return answers


def reply(hub: OpenVoiceAssistant) -> bytes:
    """Return the sound of the newest reply, as the pipeline made it."""
    events = hub.run(hub.runs()[0]["run_id"])["events"]
    start = next(one for one in events if one["type"] == "tts-start")
    clip = hub.pipeline.shelf.get(start["data"]["tts_output"]["audio_id"], 10.0)
    assert clip is not None
    return clip.pcm


def rested(satellite: RealSatellite, times: int) -> Callable[[], bool]:
    return lambda: satellite.rests() >= times


def test_commands_after_the_wake_word_are_done_and_answered_aloud(
    hub: OpenVoiceAssistant, tmp_path: Path
):
    hub.home.control(LIGHT, "turn_off")
    with driven(hub, tmp_path) as satellite:
        command(hub, "on", satellite)
        wait_until(rested(satellite, 2), "it streams on")
        command(hub, "off", satellite)


def test_a_command_is_heard_whole_in_which_the_program_ends_its_stream(
    hub: OpenVoiceAssistant, tmp_path: Path
):
    hub.home.control(LIGHT, "turn_off")
    with driven(hub, tmp_path, "--vad-wake-word-timeout", "2.0") as satellite:
        command(hub, "on", satellite, pause_s=0.6)

    assert hub.runs()[0]["text"] == "turn on the kitchen light"


def test_a_question_is_answered_without_the_wake_word(hub: OpenVoiceAssistant, tmp_path: Path):
    before = hub.status()["speech_workers"][0]["graph"]
    for lamp in LAMPS:
        hub.home.update_entity(lamp, aliases=["lamp"])
    wait_until(lambda: hub.status()["speech_workers"][0]["graph"] != before, "it hears as before")
    for lamp in LAMPS:
        hub.home.control(lamp, "turn_off")
    runs = len(hub.runs())
    with driven(hub, tmp_path, "--vad-wake-word-timeout", "3.5") as satellite:
        satellite.say(spoken("okay nabu", 0.6, "turn on the lamp"))
        wait_until(lambda: len(hub.runs()) > runs, "the command was not heard")
        assert hub.runs()[0]["keep_listening"], hub.runs()[0]
        wait_until(lambda: reply(hub) in satellite.heard(), "it was not asked")
        satellite.say(spoken(1.5, "the desk lamp"))

        wait_until(
            lambda: hub.home.entity(LAMPS[0]).state.state == "on", "the answer was not heard"
        )
    assert hub.home.entity(LAMPS[1]).state.state == "off"


def test_a_command_may_follow_the_wake_word_in_another_stream(
    hub: OpenVoiceAssistant, tmp_path: Path
):
    hub.home.control(LIGHT, "turn_off")
    with driven(hub, tmp_path, "--vad-wake-word-timeout", "1.5") as satellite:
        command(hub, "on", satellite, pause_s=3.0)


def test_what_is_said_without_the_wake_word_is_no_command(hub: OpenVoiceAssistant, tmp_path: Path):
    hub.home.control(LIGHT, "turn_off")
    runs = len(hub.runs())
    with driven(hub, tmp_path, "--vad-wake-word-timeout", "1.0") as satellite:
        satellite.say(spoken("turn on the kitchen light"))
        wait_until(rested(satellite, 2), "it did not stream, or streams on")
        assert len(hub.runs()) == runs
        assert satellite.heard() == b""


def test_of_two_that_hear_one_person_one_answers_and_afterwards_the_other_alone(
    hub: OpenVoiceAssistant, tmp_path: Path
):
    hub.home.control(LIGHT, "turn_off")
    with driven(hub, tmp_path / "near") as near, driven(hub, tmp_path / "far") as far:
        winner = command(hub, "on", near, far)

        loser = far if winner is near else near
        wait_until(rested(loser, 2), "it streams on")
        assert loser.heard() == b""
        command(hub, "off", loser)
