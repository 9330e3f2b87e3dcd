"""Questions answered aloud by the name or the place of what was offered."""

import threading
from collections.abc import Callable, Iterator

import pytest
from tests.hubs import hub_in_process, spoken
from tests.satellites.test_link import WAIT_S, Device, ended, start_threads

from ova.engines import write_wav
from ova.hub import OpenVoiceAssistant

LAMPS = ("light.bedroom_lamp", "light.desk_lamp", "light.reading_lamp", "light.living_room_lamp")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        start_threads(hub)
        before = hub.status()["speech_workers"][0]["graph"]
        for lamp in LAMPS:
            hub.home.update_entity(lamp, aliases=["lamp"])
        until(lambda: hub.status()["speech_workers"][0]["graph"] != before)
        yield hub


@pytest.fixture
def hub(running: OpenVoiceAssistant) -> OpenVoiceAssistant:
    for light in running.home.entities("light"):
        running.home.control(light.id, "turn_off")
    running.pipeline.sessions.close(satellite_id="shelf")
    return running


@pytest.fixture
def device(hub: OpenVoiceAssistant) -> Iterator[Device]:
    device = Device(hub)
    assert device.link.hello({"id": "shelf"})["ok"]
    yield device
    device.link.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that nothing announces."""
    pause = threading.Event()
    for _ in range(round(WAIT_S / 0.02)):
        if holds():
            return
        pause.wait(0.02)
    pytest.fail("it did not happen in time")


def say(device: Device, text: str) -> None:
    """Speak to a satellite, and wait until the reply was played."""
    device.messages.clear()
    clip = spoken(text, pad_s=1.5)
    assert device.link.start({"rate": clip.format.rate})["ok"]
    device.speak(clip)
    device.wait(ended)


def lit(hub: OpenVoiceAssistant) -> list[str]:
    return [light.id for light in hub.home.entities("light") if light.state.state == "on"]


def waits(hub: OpenVoiceAssistant) -> bool:
    now = hub.now().timestamp()
    return hub.pipeline.sessions.waiting(now, satellite_id="shelf") is not None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the desk lamp", "light.desk_lamp"),
        ("bedroom lamp please", "light.bedroom_lamp"),
        ("the reading one", "light.reading_lamp"),
        ("in the office", "light.desk_lamp"),
    ],
)
def test_a_question_is_answered_aloud_by_name_or_place(
    hub: OpenVoiceAssistant, device: Device, said: str, meant: str
):
    say(device, "turn on the lamp")
    (end,) = device.wait(lambda event, _: event == "play_end")
    assert end["keep_listening"]
    assert lit(hub) == []

    say(device, said)

    assert lit(hub) == [meant]
    assert not waits(hub)


def test_a_place_of_two_things_narrows_the_question(hub: OpenVoiceAssistant, device: Device):
    say(device, "turn on the lamp")
    say(device, "the one in the living room")
    assert lit(hub) == []

    say(device, "the reading lamp")

    assert lit(hub) == ["light.reading_lamp"]


def test_a_new_command_instead_of_an_answer_is_heard_and_carried_out(
    hub: OpenVoiceAssistant, device: Device
):
    say(device, "turn on the lamp")
    say(device, "turn on the kitchen light")

    assert lit(hub) == ["light.kitchen_light"]
    assert not waits(hub)


def test_a_name_alone_is_heard_only_while_a_question_waits(hub: OpenVoiceAssistant, device: Device):
    say(device, "turn on the lamp")
    say(device, "the third one")
    assert len(lit(hub)) == 1

    say(device, "the bedroom lamp")

    (heard,) = device.wait(lambda event, args: event == "event" and args[0]["type"] == "stt-end")
    assert heard["data"]["stt_output"]["text"] != "the bedroom lamp"
    assert len(lit(hub)) == 1


def test_a_recording_answers_a_question_too(
    hub: OpenVoiceAssistant,
    device: Device,
):
    say(device, "turn on the lamp")

    run = hub.listen(write_wav(spoken("the desk lamp")), satellite_id="shelf")

    assert run.text == "the desk lamp"
    assert lit(hub) == ["light.desk_lamp"]


def test_an_announcement_is_heard_elsewhere_in_the_voice_of_who_spoke(
    hub: OpenVoiceAssistant, device: Device
):
    attic = Device(hub)
    assert attic.link.hello({"id": "attic", "name": "Attic"})["ok"]
    words = spoken("grandmother has baked seven wonderful cherry cakes", pad_s=1.5)

    say(device, "make an announcement")
    (end,) = device.wait(lambda event, _: event == "play_end")
    assert end["keep_listening"]
    assert attic.messages == []
    device.messages.clear()
    assert device.link.start({"rate": words.format.rate})["ok"]
    device.speak(words)
    device.wait(ended)

    attic.wait(lambda event, _: event == "play_end")
    [last, *_] = hub.announcements.recent()
    assert (last.recorded, last.text, last.satellite_ids) == (True, "", ("attic",))
    heard = b"".join(args[1] for event, args in attic.messages if event == "play_chunk")
    assert (
        words.seconds - 3.5 < len(heard) / 32_000 < words.seconds - 1.0
    )  # of 1.5 s of silence each
    assert max(memoryview(heard).cast("h")) > 20_000
    attic.link.close()
    hub.satellites.forget("attic")


def test_an_announcement_is_called_off_aloud_and_a_typed_one_is_spoken(
    hub: OpenVoiceAssistant, device: Device
):
    attic = Device(hub)
    assert attic.link.hello({"id": "attic", "name": "Attic"})["ok"]
    before = hub.announcements.recent()

    say(device, "make an announcement")
    say(device, "never mind")
    assert (hub.announcements.recent(), waits(hub)) == (before, False)

    hub.converse("make an announcement", satellite_id="shelf")
    hub.converse("turn off the oven please", satellite_id="shelf")
    [last, *_] = hub.announcements.recent()
    assert (last.recorded, last.text) == (False, "Turn off the oven please.")
    attic.link.close()
    hub.satellites.forget("attic")
