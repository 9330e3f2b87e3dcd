"""ESPHome voice devices, driven by a real hub."""

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
import soundfile
from aioesphomeapi import VoiceAssistantCommandFlag, api_pb2
from aioesphomeapi import VoiceAssistantEventType as Event
from aioesphomeapi import VoiceAssistantTimerEventType as Timer
from tests.esphome.device import ATOM_ECHO, PLAYER, VoiceDevice, key_text, voice_device
from tests.hubs import spoken
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.warm import warm_hub

from ova.audio import convert
from ova.core import AudioFormat, OvaError
from ova.hub import OpenVoiceAssistant
from ova.web import create_app

LIGHT = "light.kitchen_light"
ID = "esphome-aabbcc001122"
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1, url="http://127.0.0.1:7123") as hub:
        hub.discovery._discovery._began = True  # the real network is none of these tests' business
        yield hub


@pytest.fixture(scope="module")
def fetch(hub: OpenVoiceAssistant) -> Iterator[Callable[[str], bytes]]:
    """Fetch as a device does: without signing in."""
    app = create_app(hub)
    web = app.test_client()

    def get(url: str) -> bytes:
        answer = web.get(urlsplit(url).path)
        assert answer.status_code == 200, answer.text
        return answer.data

    yield get
    app.close()


@pytest.fixture(autouse=True)
def none_left(hub: OpenVoiceAssistant) -> Iterator[None]:
    yield
    hub.update_settings({"esphome_devices": []})
    for one in hub.satellites.all():
        with suppress(OvaError):
            hub.satellites.forget(one.id)


def use(hub: OpenVoiceAssistant, device: VoiceDevice, key: bytes | None = None) -> str:
    """Have the hub drive a device, and wait until it does."""
    used = hub.discovery.use(
        kind="esphome",
        address="127.0.0.1",
        port=device.port,
        key=key_text(key) if key else "",
    )
    wait_connected(hub, used["satellite_id"])
    return str(used["satellite_id"])


def wait_connected(hub: OpenVoiceAssistant, satellite_id: str) -> None:
    wait_until(
        lambda: any(one.id == satellite_id and one.connected for one in hub.satellites.all()),
        "not connected",
    )


def command(*words: str) -> bytes:
    """Return words as a device sends them, and the silence that ends them."""
    return convert(spoken(*words, 2.0), AudioFormat()).pcm


def refused(hub: OpenVoiceAssistant, device: VoiceDevice, key: str = "") -> str:
    with pytest.raises(OvaError) as error:
        hub.discovery.use(kind="esphome", address="127.0.0.1", port=device.port, key=key)
    assert error.value.cure
    assert hub.settings.current.esphome_devices == ()
    return str(error.value.code)


def test_a_command_is_done_and_its_reply_fetched_over_an_encrypted_connection(
    hub: OpenVoiceAssistant, fetch: Callable[[str], bytes]
):
    hub.home.control(LIGHT, "turn_off")
    with voice_device(fetch, key=KEY) as device:
        satellite_id = use(hub, device, KEY)
        device.start("Okay Nabu")
        device.speak(command("turn on the kitchen light"))
        device.wait_event(Event.VOICE_ASSISTANT_RUN_END)
        device.wait(lambda: bool(device.heard), "nothing was fetched")
        run = hub.run(hub.runs()[0]["run_id"])

    assert hub.home.entity(LIGHT).state.state == "on"
    assert satellite_id == ID
    known = hub.satellites.get(ID)
    assert (known.name, known.kind, known.area_id) == ("Kitchen Voice", "esphome", "kitchen")
    assert (run["satellite_id"], run["events"][1]["data"]["wake_word_output"]["phrase"]) == (
        ID,
        "Okay Nabu",
    )
    assert device.names() == [
        "RUN_START",
        "STT_START",
        "STT_VAD_START",
        "STT_VAD_END",
        "STT_END",
        "INTENT_START",
        "INTENT_END",
        "TTS_START",
        "TTS_END",
        "RUN_END",
    ]
    assert dict(device.events)["INTENT_END"]["continue_conversation"] == "0"
    assert device.heard[0][:4] == b"fLaC"
    assert key_text(KEY) not in str(hub.discovery.look()) + str(hub.settings.values())


def test_an_old_device_sends_datagrams_and_is_sent_pcm(hub: OpenVoiceAssistant):
    hub.home.control(LIGHT, "turn_off")
    with voice_device(flags=int(ATOM_ECHO), player=False, words=()) as device:
        use(hub, device)
        device.start()
        device.speak(command("turn on the kitchen light"))
        device.wait_event(Event.VOICE_ASSISTANT_TTS_STREAM_END)

    assert hub.home.entity(LIGHT).state.state == "on"
    assert len(device.pcm) > 16_000
    names = device.names()
    assert names.index("TTS_END") < names.index("TTS_STREAM_START")
    assert dict(device.events)["TTS_END"]["url"]


def test_what_keeps_a_device_from_being_used_is_said_in_words(hub: OpenVoiceAssistant):
    with voice_device(key=KEY) as device:
        assert refused(hub, device) == "key_needed"
        assert refused(hub, device, key_text(bytes(32))) == "key_wrong"
        assert refused(hub, device, "no key") == "invalid_key"
    with voice_device() as device:
        assert refused(hub, device, key_text(KEY)) == "key_not_needed"
    with voice_device(flags=0, player=False) as device:
        assert refused(hub, device) == "no_voice_assistant"
    assert refused(hub, device) == "not_reached"


def test_announcements_questions_timers_and_what_rings(
    hub: OpenVoiceAssistant, fetch: Callable[[str], bytes]
):
    with voice_device(fetch) as device:
        satellite_id = use(hub, device)
        hub.announce("Dinner is ready", [satellite_id])
        said = device.wait_told(api_pb2.VoiceAssistantAnnounceRequest)
        device.wait(lambda: len(device.heard) == 1, "it was not fetched")
        sound, rate = soundfile.info(io.BytesIO(device.heard[0])), 48_000
        assert (said.text, said.start_conversation) == ("Dinner is ready", False)
        assert (sound.format, sound.samplerate, sound.channels) == ("FLAC", rate, 1)

        hub.satellites.converse(satellite_id, "What shall I do?")
        asks = device.wait_told(
            api_pb2.VoiceAssistantAnnounceRequest, lambda one: one.start_conversation
        )
        assert asks.text == "What shall I do?"

        timer = hub.timers.set(600.0, name="tea", satellite_ids=(satellite_id,))
        shown = device.wait_told(api_pb2.VoiceAssistantTimerEventResponse)
        assert (shown.event_type, shown.name, shown.total_seconds, shown.is_active) == (
            Timer.VOICE_ASSISTANT_TIMER_STARTED,
            "tea",
            600,
            True,
        )
        device.plays.clear()  # who has played it all too soon was stopped by somebody
        hub.timers.change(timer.id, -599.9)
        device.wait_told(
            api_pb2.VoiceAssistantAnnounceRequest, lambda one: "tea" in one.text and one.media_id
        )
        hub.timers.stop_ringing(timer.id)
        device.wait_told(api_pb2.MediaPlayerCommandRequest, lambda one: one.has_command)


def test_volume_and_wake_words_follow_the_hub_and_the_device(hub: OpenVoiceAssistant):
    with voice_device() as device:
        satellite_id = use(hub, device)
        wait_until(lambda: hub.satellites.get(satellite_id).preferences.volume == 40, "not 40")
        assert hub.satellites.get(satellite_id).info["wake_words"] == ["Okay Nabu"]

        hub.satellites.update(satellite_id, preferences={"volume": 70})
        told = device.wait_told(api_pb2.MediaPlayerCommandRequest, lambda one: one.has_volume)
        assert (told.key, round(told.volume, 2)) == (PLAYER, 0.7)

        hub.wake_choices.choose(satellite_id, {"hey_jarvis": 0.5})
        device.wait_told(api_pb2.VoiceAssistantSetConfiguration)
        wait_until(
            lambda: hub.satellites.get(satellite_id).info["wake_words"] == ["Hey Jarvis"],
            "not told",
        )
        with pytest.raises(OvaError):
            hub.wake_choices.choose(satellite_id, {"computer": 0.5})


def test_a_lost_connection_is_opened_again_and_a_forgotten_device_let_go(hub: OpenVoiceAssistant):
    with voice_device() as device:
        satellite_id = use(hub, device)
        before = device.connections
        device.hang_up()
        wait_until(lambda: device.connections > before, "it was not called again")
        wait_connected(hub, satellite_id)
        hub.satellites.forget(satellite_id)
        wait_until(lambda: hub.settings.current.esphome_devices == (), "it is still driven")


def test_a_device_without_wake_words_leaves_them_to_the_hub(
    hub: OpenVoiceAssistant, fetch: Callable[[str], bytes]
):
    hub.home.control(LIGHT, "turn_off")
    with voice_device(fetch, words=(), active=[]) as device:
        use(hub, device)
        device.start(flags=int(VoiceAssistantCommandFlag.USE_WAKE_WORD))
        device.speak(command("okay nabu"))
        device.wait_event(Event.VOICE_ASSISTANT_WAKE_WORD_END)
        device.speak(command("turn on the kitchen light"))
        device.wait_event(Event.VOICE_ASSISTANT_RUN_END)
    assert device.names()[:3] == ["RUN_START", "WAKE_WORD_START", "WAKE_WORD_END"]
    assert device.names().count("RUN_START") == 1
    assert hub.home.entity(LIGHT).state.state == "on"
