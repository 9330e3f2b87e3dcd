"""Devices that change, break off, send what they should not, or that two hubs want."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from aioesphomeapi import VoiceAssistantCommandFlag, api_pb2
from aioesphomeapi import VoiceAssistantEventType as Event
from tests.esphome.device import ATOM_ECHO, PLAYER, VoiceDevice, voice_device
from tests.esphome.test_devices import ID, KEY, LIGHT, command, use, wait_connected
from tests.esphome.test_places import HERE, problem, stay_here
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.warm import warm_hub

from ova.core import OvaError
from ova.hub import OpenVoiceAssistant

OTHER_KEY = bytes(range(32, 64))
NOISE = np.random.default_rng(5).integers(-3000, 3000, 16_000).astype("<i2").tobytes()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1, url=HERE) as hub:
        stay_here(hub)
        yield hub


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    """Run a second hub in the same home."""
    with warm_hub(tmp_path_factory.mktemp("other"), workers=1, url=HERE) as hub:
        stay_here(hub)
        yield hub


@pytest.fixture(autouse=True)
def none_left(hub: OpenVoiceAssistant) -> Iterator[None]:
    yield
    leave(hub)
    for one in hub.satellites.all():
        hub.satellites.forget(one.id)


def leave(hub: OpenVoiceAssistant) -> None:
    """Have a hub give its devices up, and wait until it has."""
    hub.update_settings({"esphome_devices": []})
    wait_until(lambda: not hub.esphome.devices.used(), "a device is still driven")


def obeys(hub: OpenVoiceAssistant, device: VoiceDevice, phrase: str = "Okay Nabu") -> None:
    """Have a command said to a device, and wait until it was done and answered."""
    hub.home.control(LIGHT, "turn_off")
    device.forget()
    device.start(phrase)
    device.speak(command("turn on the kitchen light"))
    device.wait_event(Event.VOICE_ASSISTANT_TTS_END)
    device.wait_event(Event.VOICE_ASSISTANT_RUN_END)
    assert hub.home.entity(LIGHT).state.state == "on"


def reboots(hub: OpenVoiceAssistant, device: VoiceDevice, **changes: Any) -> None:
    """Start a device anew as another one, and wait until the hub has noticed."""
    for name, value in changes.items():
        setattr(device.made, name, value)
    before = device.connections
    device.hang_up()
    wait_until(lambda: device.connections > before, "it was not called again")


def refused(hub: OpenVoiceAssistant, device: VoiceDevice, key: bytes | None = None) -> str:
    with pytest.raises(OvaError) as error:
        use(hub, device, key)
    return str(error.value.code)


def test_a_key_that_has_changed_is_told_and_the_new_one_taken(hub: OpenVoiceAssistant):
    with voice_device(key=KEY) as device:
        use(hub, device, KEY)
        hub.satellites.update(ID, name="Larder")
        reboots(hub, device, key=OTHER_KEY)
        wait_until(lambda: problem(hub) == "key_wrong", "it is not told")
        assert not hub.satellites.get(ID).connected
        assert refused(hub, device) == "key_wrong"

        use(hub, device, OTHER_KEY)

        wait_until(lambda: problem(hub) == "", "it is still told")
        assert hub.satellites.get(ID).name == "Larder"
        obeys(hub, device)


def test_encryption_that_was_switched_off_and_on_needs_a_word_each_time(hub: OpenVoiceAssistant):
    with voice_device(key=KEY) as device:
        use(hub, device, KEY)
        reboots(hub, device, key=None)
        wait_until(lambda: problem(hub) == "key_not_needed", "it is driven without encryption")
        assert refused(hub, device, KEY) == "key_not_needed"

        hub.discovery.use(device.address)  # as its page does, by its place in the list

        wait_connected(hub, ID)
        obeys(hub, device)
        reboots(hub, device, key=KEY)
        wait_until(lambda: problem(hub) == "key_needed", "the key was kept")
        use(hub, device, KEY)
        obeys(hub, device)


def test_a_device_that_is_renamed_stays_the_satellite_it_is(hub: OpenVoiceAssistant):
    with voice_device(key=KEY) as device:
        use(hub, device, KEY)
        reboots(hub, device, name="larder-voice", friendly_name="Larder Voice")
        wait_connected(hub, ID)

        assert [one.name for one in hub.satellites.all()] == ["Kitchen Voice"]
        obeys(hub, device)


@pytest.mark.parametrize(
    ("made", "sign"),
    [
        ({}, Event.VOICE_ASSISTANT_TTS_END),
        (
            {"flags": int(ATOM_ECHO), "player": False, "words": ()},
            Event.VOICE_ASSISTANT_TTS_STREAM_START,
        ),
    ],
    ids=["fetched", "sent"],
)
def test_a_device_that_reboots_in_a_reply_is_as_new(
    hub: OpenVoiceAssistant, made: dict[str, Any], sign: Event
):
    with voice_device(**made) as device:
        use(hub, device)
        device.plays.clear()
        device.start("Okay Nabu")
        device.speak(command("what time is it"))
        device.wait_event(sign)
        reboots(hub, device)
        device.plays.set()
        wait_connected(hub, ID)

        obeys(hub, device)
    assert len(hub.satellites.all()) == 1


def test_a_device_that_falls_silent_in_a_reply_is_missed_and_welcome_again(
    hub: OpenVoiceAssistant,
):
    with voice_device() as device:
        use(hub, device)
        device.start("Okay Nabu")
        device.speak(command("what time is it"))
        device.wait_event(Event.VOICE_ASSISTANT_TTS_END)
        device.made.deaf = True
        wait_until(lambda: not hub.satellites.get(ID).connected, "it is not missed")
        device.made.deaf = False

        wait_connected(hub, ID)
        obeys(hub, device)


def test_a_device_that_reboots_in_an_announcement_plays_the_next_one(
    hub: OpenVoiceAssistant, caplog: pytest.LogCaptureFixture
):
    with voice_device() as device:
        use(hub, device)
        device.plays.clear()
        hub.announce("Dinner is ready", [ID])
        device.wait_told(api_pb2.VoiceAssistantAnnounceRequest)
        reboots(hub, device)
        device.plays.set()
        wait_connected(hub, ID)

        hub.announce("Really", [ID])

        device.wait_told(api_pb2.VoiceAssistantAnnounceRequest, lambda one: one.text == "Really")
    gc.collect()
    assert "never retrieved" not in caplog.text


def test_sound_that_is_none_is_borne_while_the_wake_word_is_waited_for(
    hub: OpenVoiceAssistant, caplog: pytest.LogCaptureFixture
):
    hub.home.control(LIGHT, "turn_off")
    with voice_device(words=(), active=[]) as device:
        use(hub, device)
        device.start(flags=int(VoiceAssistantCommandFlag.USE_WAKE_WORD))
        for size in (0, 1, 1_023, 7, 4_097):
            device.send(api_pb2.VoiceAssistantAudio(data=NOISE[:size]))
        device.speak(command("okay nabu"))
        device.wait_event(Event.VOICE_ASSISTANT_WAKE_WORD_END)
        device.send(api_pb2.VoiceAssistantAudio(data=NOISE[:1]))
        device.speak(command("turn on the kitchen light"))
        device.wait_event(Event.VOICE_ASSISTANT_RUN_END)
    assert hub.home.entity(LIGHT).state.state == "on"
    assert "failed" not in caplog.text


def test_a_wake_word_is_a_word_however_long_the_device_makes_it(hub: OpenVoiceAssistant):
    with voice_device() as device:
        use(hub, device)

        obeys(hub, device, "Okay\n" * 2_000)

        (woken,) = [
            one["data"]["wake_word_output"]
            for one in hub.run(hub.runs()[0]["run_id"])["events"]
            if one["type"] == "wake_word-end"
        ]
        assert len(woken["phrase"]) <= 100
        assert woken["phrase"].isprintable()


def flood_of_sound(device: VoiceDevice) -> None:
    device.start("Okay Nabu")
    for _ in range(40):
        device.say(api_pb2.VoiceAssistantAudio(data=NOISE))


def flood_of_nothing(device: VoiceDevice) -> None:
    device.start("Okay Nabu")
    for _ in range(4_000):
        device.say(api_pb2.VoiceAssistantAudio(data=b""))


def flood_of_commands(device: VoiceDevice) -> None:
    for _ in range(400):
        device.say(api_pb2.VoiceAssistantRequest(start=True, wake_word_phrase="Okay Nabu"))


def flood_of_states(device: VoiceDevice) -> None:
    for number in range(400):
        device.say(api_pb2.MediaPlayerStateResponse(key=PLAYER, volume=number % 90 / 100))


@pytest.mark.parametrize(
    ("flood", "code"),
    [
        (flood_of_sound, "sound_too_fast"),
        (flood_of_nothing, "sound_too_fast"),
        (flood_of_commands, "device_restless"),
        (flood_of_states, "device_restless"),
    ],
)
def test_a_device_that_sends_without_end_is_cut_with_the_reason_and_welcome_again(
    hub: OpenVoiceAssistant, flood: Callable[[VoiceDevice], None], code: str
):
    with voice_device() as device:
        use(hub, device)

        flood(device)

        wait_until(lambda: problem(hub) == code, "it is not cut")
        wait_until(lambda: problem(hub) == "", "it is not driven again")
        wait_connected(hub, ID)
        obeys(hub, device)


def test_a_dial_that_is_spun_is_not_turned_back(hub: OpenVoiceAssistant):
    with voice_device() as device:
        use(hub, device)
        for percent in range(41, 90):
            device.say(api_pb2.MediaPlayerStateResponse(key=PLAYER, volume=percent / 100))

        wait_until(lambda: hub.satellites.get(ID).preferences.volume == 89, "it is not followed")
        hub.satellites.update(ID, preferences={"volume": 20})
        device.wait_told(api_pb2.MediaPlayerCommandRequest, lambda one: one.has_volume)
    orders = [one for one in device.told if isinstance(one, api_pb2.MediaPlayerCommandRequest)]
    assert [round(one.volume, 2) for one in orders if one.has_volume] == [0.2]


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
def test_a_device_that_another_hub_has_is_told_to_be_taken_until_that_one_leaves(
    hub: OpenVoiceAssistant, other: OpenVoiceAssistant, known: bool
):
    with voice_device() as device:
        if known:
            use(hub, device)
            leave(hub)
        use(other, device)

        hub.update_settings({"esphome_devices": [device.address]})

        wait_until(lambda: problem(hub) == "device_taken", "it is not told")
        obeys(other, device)
        leave(other)
        wait_connected(hub, ID)
        obeys(hub, device)
