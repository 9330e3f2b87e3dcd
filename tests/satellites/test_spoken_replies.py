"""Replies are heard while they are made: with a voice server that can be held and killed."""

import threading
from collections.abc import Iterator

import pytest
from tests.hubs import hub_in_process
from tests.satellites.test_link import WAIT_S, Device, ended, start_threads
from tests.voices import VoiceServer, voice_server

from ova.hub import OpenVoiceAssistant

ASK = {"text": "turn on the kitchen light and turn off the bedroom light"}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        start_threads(hub)
        yield hub


@pytest.fixture
def device(hub: OpenVoiceAssistant) -> Iterator[Device]:
    device = Device(hub)
    assert device.link.hello({"id": "kitchen-1"})["ok"]
    yield device
    device.link.close()


@pytest.fixture
def held(hub: OpenVoiceAssistant) -> Iterator[VoiceServer]:
    """A voice server that begins every sentence and ends none."""
    with voice_server("hold") as server:
        hub.update_settings({"voice_server": server.address})
        yield server
    hub.update_settings({"voice_server": ""})


def names(device: Device) -> list[str]:
    """Return the messages about sounds, and of runs the types of their events."""
    return [
        args[0]["type"] if event == "event" else event
        for event, args in device.messages
        if event == "event" or event.startswith("play_")
    ]


def test_a_reply_is_sent_before_it_is_whole_and_outlives_its_voice(
    device: Device, held: VoiceServer
):
    run_id = device.link.text(ASK)["run_id"]
    (start,) = device.wait(lambda event, _: event == "play_start")
    device.wait(lambda event, _: event == "play_chunk")
    assert (start["kind"], start["run_id"]) == ("reply", run_id)
    assert "tts-end" not in names(device)

    held.kill()
    (end,) = device.wait(lambda event, _: event == "play_end")

    assert end == {"id": start["id"], "keep_listening": False}
    told = names(device)
    assert told[-3:] == ["tts-end", "run-end", "play_end"]
    assert told.count("run-end") == told.count("play_start") == 1
    (tts_end,) = (
        args[0]["data"]
        for event, args in device.messages
        if event == "event" and args[0]["type"] == "tts-end"
    )
    sent = sum(len(args[1]) for event, args in device.messages if event == "play_chunk")
    assert sent / 2 / start["rate"] == pytest.approx(tts_end["tts_output"]["seconds"], abs=0.01)
    assert tts_end["tts_output"]["seconds"] > 1
    assert tts_end["troubles"][0]["cure"]


@pytest.mark.parametrize("how", ["cancel", "start", "close"])
def test_a_reply_that_is_cut_off_ends_with_what_was_sent(
    hub: OpenVoiceAssistant, device: Device, held: VoiceServer, how: str
):
    run_id = device.link.text(ASK)["run_id"]
    device.wait(lambda event, _: event == "play_chunk")
    sent = names(device).count("play_chunk")
    if how == "start":
        assert device.link.start({"rate": 16_000})["ok"]
    else:
        getattr(device.link, how)()

    held.kill()
    device.wait(lambda event, args: ended(event, args) and args[0]["run_id"] == run_id)
    (end,) = device.wait(lambda event, _: event == "play_end")

    assert end["keep_listening"] is False
    assert names(device).count("play_chunk") == sent
    device.link.cancel()


def test_a_command_that_is_cancelled_while_it_is_carried_out_gets_no_spoken_reply(
    hub: OpenVoiceAssistant, device: Device
):
    hub.update_settings({"voice_server": ""})
    handling, goes_on = threading.Event(), threading.Event()

    def hold(*_: object) -> None:
        handling.set()
        goes_on.wait(WAIT_S)

    hub.home.control("light.kitchen_light", "turn_off")
    unsubscribe = hub.home.subscribe(hold)
    device.link.text(ASK)
    assert handling.wait(WAIT_S)
    device.link.cancel()
    goes_on.set()
    device.wait(ended)
    unsubscribe()

    assert "play_start" not in names(device)
    assert names(device).count("run-end") == 1


def test_who_fetches_a_reply_that_is_being_made_waits_for_its_end(
    hub: OpenVoiceAssistant, device: Device, held: VoiceServer
):
    device.link.text(ASK)
    (begun,) = device.wait(lambda event, args: event == "event" and args[0]["type"] == "tts-start")
    audio_id = begun["data"]["tts_output"]["audio_id"]
    got: list[bytes | None] = []
    fetching = threading.Thread(target=lambda: got.append(hub.reply_audio(audio_id)))
    fetching.start()
    device.wait(lambda event, _: event == "play_chunk")
    assert got == []

    held.kill()
    fetching.join(WAIT_S)

    assert got[0] is not None
    assert got[0][:4] == b"RIFF"
    assert len(got[0]) > 40_000


def test_two_replies_keep_their_pieces_apart(hub: OpenVoiceAssistant, device: Device):
    hub.update_settings({"voice_server": ""})
    for _ in range(2):
        device.link.text(ASK)
    device.wait(lambda _event, _args: names(device).count("play_end") == 2)

    starts = [args[0]["id"] for event, args in device.messages if event == "play_start"]
    pieces = {args[0] for event, args in device.messages if event == "play_chunk"}
    assert len(set(starts)) == 2
    assert pieces == set(starts)
