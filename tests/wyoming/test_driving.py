"""A satellite newer than the program of the package index, driven by a real hub."""

from collections.abc import Iterator

import pytest
from tests.hubs import spoken
from tests.wyoming.client import AudioChunk
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.simulated_satellite import SimulatedSatellite, simulated_satellite
from tests.wyoming.warm import warm_hub
from wyoming.event import Event

from ova.core import AudioClip
from ova.hub import OpenVoiceAssistant

LIGHT = "light.kitchen_light"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        yield hub


@pytest.fixture
def satellite(hub: OpenVoiceAssistant) -> Iterator[SimulatedSatellite]:
    hub.home.control(LIGHT, "turn_off")
    with simulated_satellite() as satellite:
        hub.update_settings({"wyoming_satellites": [satellite.address]})
        satellite.expect("run-satellite")
        yield satellite
        hub.update_settings({"wyoming_satellites": []})
    wait_until(lambda: not any(one.connected for one in hub.satellites.all()), "still connected")


def is_on(hub: OpenVoiceAssistant) -> bool:
    return bool(hub.home.entity(LIGHT).state.state == "on")


def test_a_command_after_its_own_wake_word_is_followed_step_by_step(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    satellite.wake()
    satellite.say(spoken("turn on the kitchen light", 1.5))

    steps = ("transcribe", "voice-started", "voice-stopped", "transcript", "audio-start")
    said = satellite.expect(*steps, "audio-stop")
    assert said[3].data["text"] == "turn on the kitchen light"
    assert is_on(hub)
    assert any(satellite.sounds[-1])


def test_sound_behind_a_detection_alone_is_a_command(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    satellite.wake(pipeline=False)
    satellite.say(spoken("turn on the kitchen light", 1.5))

    satellite.expect("transcript", "audio-stop")
    assert is_on(hub)


def test_the_hub_hears_the_wake_word_of_one_that_always_streams(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    satellite.remote()
    satellite.expect("detect")
    satellite.say(spoken(1.0, "okay nabu", 0.8, "turn on the kitchen light", 1.5))

    satellite.expect("detection", "transcript", "audio-stop")
    assert is_on(hub)


@pytest.mark.parametrize("at_s", [1.8, 3.3], ids=["the wake word", "the command"])
def test_what_is_said_while_it_ends_its_stream_and_begins_another_is_heard(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite, at_s: float
):
    clip = spoken(1.0, "okay nabu", 0.8, "turn on the kitchen light", 1.5)
    cut = int(at_s * clip.format.rate) * clip.format.frame_bytes
    satellite.remote()
    satellite.say(AudioClip(clip.pcm[:cut], clip.format))
    satellite.send(Event("audio-stop"))
    satellite.remote()
    satellite.send(AudioChunk(16_000, 2, 1, bytes(64_000)).event())  # it kept nothing meanwhile
    satellite.say(AudioClip(clip.pcm[cut:], clip.format))

    satellite.expect("detection", "transcript", "audio-stop")
    assert is_on(hub)


def test_a_command_ends_with_the_stream_that_does_not_go_on(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    satellite.remote()
    satellite.say(spoken(1.0, "okay nabu", 0.8, "turn on the kitchen light", pad_s=0.1))
    satellite.send(Event("audio-stop"))

    satellite.expect("detection", "transcript", "audio-stop")
    assert is_on(hub)


def test_timers_are_told_to_it(hub: OpenVoiceAssistant, satellite: SimulatedSatellite):
    satellite.wake()
    satellite.say(spoken("set a timer for ten minutes", 1.5))

    started = satellite.expect("timer-started")[0].data
    assert 500 < started["total_seconds"] <= 600
    hub.converse("cancel the timer")
    assert satellite.expect("timer-cancelled")[0].data["id"] == started["id"]
    satellite.expect("audio-stop")


def test_what_cannot_be_done_is_told_to_it(satellite: SimulatedSatellite):
    satellite.send(Event("run-pipeline", {"start_stage": "tts", "end_stage": "tts"}))

    assert satellite.expect("error")[0].data["text"]


def test_of_two_that_tell_no_wake_word_one_answers_and_the_other_rests(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    with simulated_satellite(name="Stove") as other:
        hub.update_settings({"wyoming_satellites": [satellite.address, other.address]})
        both = (satellite, other)
        wait_until(lambda: sum(one.connected for one in hub.satellites.all()) == 2, "not both")
        runs, marks = len(hub.runs()), [one.mark() for one in both]

        for one in both:
            one.wake(None)
            one.say(spoken())
        for one in both:
            one.say(spoken("turn on the kitchen light", 1.5))

        wait_until(lambda: len(hub.runs()) > runs, "the run did not end")
        won = both[hub.runs()[0]["satellite_id"].endswith(str(other.port))]
        lost = both[won is satellite]
        won.expect("transcript", "audio-stop", after=marks[both.index(won)])
        lost.expect("run-satellite", after=marks[both.index(lost)])
        assert not {"transcribe", "transcript", "audio-start"} & set(lost.kinds())
        assert len(hub.runs()) == runs + 1
        hub.update_settings({"wyoming_satellites": [satellite.address]})
        wait_until(lambda: sum(one.connected for one in hub.satellites.all()) == 1, "still two")


def test_two_play_announcements_at_once(hub: OpenVoiceAssistant, satellite: SimulatedSatellite):
    with simulated_satellite(name="Loft", area="Bedroom") as other:
        hub.update_settings({"wyoming_satellites": [satellite.address, other.address]})
        both = (satellite, other)
        other.expect("run-satellite")

        def there() -> list[str]:
            return [one.id for one in hub.satellites.all() if one.connected]

        wait_until(lambda: len(there()) == len(both), "not connected")

        for text in ("Dinner is ready.", "Really."):  # the second waits until the first is played
            assert sorted(hub.announce(text, there())) == sorted(there())

        for one in both:
            one.expect("audio-start", "audio-stop", "audio-start", "audio-stop")
            assert all(any(sound) for sound in one.sounds[-2:])
        hub.update_settings({"wyoming_satellites": [satellite.address]})
        wait_until(lambda: len(there()) == 1, "still connected")


def test_one_that_freezes_is_given_up_and_taken_up_again(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    satellite.frozen = True
    wait_until(lambda: not any(one.connected for one in hub.satellites.all()), "not missed")
    satellite.frozen = False

    satellite.wait(lambda: satellite.visits > 1, "the hub did not come back")
    wait_until(lambda: any(one.connected for one in hub.satellites.all()), "not connected")


def test_one_that_the_hub_has_given_up_is_called_again(
    hub: OpenVoiceAssistant, satellite: SimulatedSatellite
):
    (link,) = hub.satellites._presence.links()

    link.lost()

    satellite.wait(lambda: satellite.visits > 1, "the hub did not come back")
    wait_until(lambda: any(one.connected for one in hub.satellites.all()), "not connected")
