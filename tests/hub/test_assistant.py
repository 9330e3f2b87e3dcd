"""The hub with all its rooms, in this process."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.hubs import a_new_grammar, hub_in_process, spoken

from ova.core import Conflict, InvalidInput, NotFound
from ova.engines import write_wav
from ova.hub import OpenVoiceAssistant


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        hub.converse("what time is it")  # starts the thread that keeps the runs
        yield hub


def test_a_typed_command_is_carried_out(hub: OpenVoiceAssistant):
    hub.home.control("light.kitchen_light", "turn_off")

    run = hub.converse("turn on the kitchen light")

    assert run.intent is not None
    assert run.intent.name == "HassTurnOn"
    assert hub.home.entity("light.kitchen_light").state.state == "on"


def test_a_spoken_command_is_carried_out_and_answered_aloud(hub: OpenVoiceAssistant):
    hub.home.control("light.kitchen_light", "turn_off")

    run = hub.listen(write_wav(spoken("turn on the kitchen light")), speak=True)

    assert run.text == "turn on the kitchen light"
    assert hub.home.entity("light.kitchen_light").state.state == "on"
    assert run.audio_id is not None
    sound = hub.reply_audio(run.audio_id)
    assert sound is not None
    assert sound.startswith(b"RIFF")
    assert {"stt", "intent", "handle", "tts", "total"} <= set(run.timings_ms)


def test_a_new_name_is_understood_at_once(hub: OpenVoiceAssistant):
    with a_new_grammar(hub):
        hub.home.update_entity("light.kitchen_light", aliases=["galley lantern"])

    run = hub.converse("turn on the galley lantern")

    assert run.intent is not None
    assert run.intent.values() == {"name": "Kitchen Light"}


def test_runs_of_one_conversation_share_its_id(hub: OpenVoiceAssistant):
    first = hub.converse("what time is it", conversation_id="breakfast")
    second = hub.converse("turn on the kitchen light", conversation_id="breakfast")
    alone = hub.converse("what time is it")

    assert first.conversation_id == second.conversation_id == "breakfast"
    assert alone.conversation_id != "breakfast"


def test_every_run_is_kept_with_its_events(hub: OpenVoiceAssistant):
    run = hub.converse("what time is it")

    assert hub.runs(1)[0]["run_id"] == run.run_id
    kinds = [event["type"] for event in hub.run(run.run_id)["events"]]
    assert kinds == ["run-start", "intent-start", "intent-end", "run-end"]


def test_an_unknown_room_or_satellite_is_named(hub: OpenVoiceAssistant):
    with pytest.raises(NotFound, match="moon"):
        hub.converse("turn on the lights", area_id="moon")
    with pytest.raises(NotFound, match="nobody"):
        hub.converse("turn on the lights", satellite_id="nobody")


def test_an_empty_announcement_is_refused(hub: OpenVoiceAssistant):
    with pytest.raises(InvalidInput):
        hub.say_wav("   ")


def test_an_unknown_voice_cannot_be_chosen(hub: OpenVoiceAssistant):
    before = hub.settings.values()

    with pytest.raises((InvalidInput, NotFound)):
        hub.update_settings({"voice": "xyzzy"})

    assert hub.settings.values() == before


def test_a_folder_belongs_to_one_hub(tmp_path: Path):
    first = hub_in_process(tmp_path)
    second = hub_in_process(tmp_path)

    with first, pytest.raises(Conflict, match="Another hub"), second:
        pass


def test_what_rings_is_silenced_by_stop(hub: OpenVoiceAssistant):
    states: list[str] = []
    rings = threading.Event()

    def note(kind: str, payload: dict[str, Any]) -> None:
        if kind == "timer":
            states.append(payload["state"])
            if payload["state"] == "ringing":
                rings.set()

    unsubscribe = hub.subscribe(note)
    hub.timers.set(1)
    assert rings.wait(20)

    run = hub.converse("stop")
    unsubscribe()

    assert run.intent is not None
    assert run.intent.name == "OvaStop"
    assert hub.ringing.all() == []
    assert states == ["pending", "ringing", "finished"]
