"""A real Home Assistant uses the hub's ears and voice, and gives a satellite over to the hub."""

import io
import json
import wave
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import requests
from tests.hubs import free_port, spoken
from tests.integrations.real_home_assistant import Real, hass, real_home_assistant
from tests.satellite.speech import found_at
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.simulated_satellite import simulated_satellite
from tests.wyoming.warm import warm_hub

from ova.audio import convert
from ova.core import AudioClip, AudioFormat, OvaError
from ova.hub import OpenVoiceAssistant

CONFIGURATION = """
homeassistant: {{name: Lab, internal_url: "http://127.0.0.1:{port}", external_url: "http://127.0.0.1:{port}", unit_system: metric, time_zone: UTC}}
http: {{server_host: 127.0.0.1, server_port: {port}}}
api:
websocket_api:
config:
conversation:
intent:
assist_pipeline:
media_source:
input_boolean:
  lamp_state: {{name: Lamp state}}
light:
  - platform: template
    lights:
      kitchen_light:
        friendly_name: Kitchen light
        value_template: "{{{{ is_state('input_boolean.lamp_state', 'on') }}}}"
        turn_on: {{service: input_boolean.turn_on, target: {{entity_id: input_boolean.lamp_state}}}}
        turn_off: {{service: input_boolean.turn_off, target: {{entity_id: input_boolean.lamp_state}}}}
"""
EARS, VOICE, BRAIN = "stt.ova", "tts.ova", "conversation.ova"
LIGHT = "light.kitchen_light"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    hass()
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        hub.update_settings({"wyoming_port": free_port()})
        yield hub


@pytest.fixture(scope="module")
def home(hub: OpenVoiceAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """Run one that was given the hub's port in its dialog."""
    with real_home_assistant(tmp_path_factory.mktemp("hass"), CONFIGURATION) as home:
        made = home.add("wyoming", host="127.0.0.1", port=hub.wyoming.service.port)
        assert (made["type"], made["title"]) == ("create_entry", "ova")
        wait_until(lambda: {EARS, VOICE} <= home.states().keys(), "no ears and voice")
        yield home


def sound_of(home: Real, url: str) -> bytes:
    """Return the samples of what Home Assistant plays."""
    answer = requests.get(home.url + url, timeout=60)
    answer.raise_for_status()
    with wave.open(io.BytesIO(answer.content)) as file:
        return file.readframes(file.getnframes())


def run(home: Real, pipeline: str, pcm: bytes) -> dict[str, Any]:
    """Run an assist pipeline on what somebody says; return the events of it by their types."""
    events: dict[str, Any] = {}
    with home.socket() as link:
        asked = {"start_stage": "stt", "end_stage": "tts", "input": {"sample_rate": 16_000}}
        link.send(
            json.dumps({"id": 1, "type": "assist_pipeline/run", "pipeline": pipeline, **asked})
        )
        assert json.loads(link.recv())["success"]
        while "run-end" not in events:
            event = json.loads(link.recv())["event"]
            events[event["type"]] = event["data"]
            if event["type"] == "run-start":
                number = bytes([event["data"]["runner_data"]["stt_binary_handler_id"]])
                for at in range(0, len(pcm), 3_200):
                    link.send_binary(number + pcm[at : at + 3_200])
                link.send_binary(number)
    return events


def assistant(home: Real, name: str, engine: str) -> str:
    """Make an assistant that hears and speaks with the hub; return its id."""
    made = home.tell(
        type="assist_pipeline/pipeline/create",
        name=name,
        language="en",
        conversation_engine=engine,
        conversation_language="en",
        stt_engine=EARS,
        stt_language="en",
        tts_engine=VOICE,
        tts_language="en-gb",
        tts_voice=None,
        wake_word_entity=None,
        wake_word_id=None,
    )
    return str(made["id"])


@pytest.fixture(scope="module")
def pipeline(home: Real) -> str:
    """Return the id of the preferred assistant, which hears and speaks with the hub."""
    made = assistant(home, "With OVA", "homeassistant")
    home.tell(type="assist_pipeline/pipeline/set_preferred", pipeline_id=made)
    return made


@pytest.fixture(scope="module")
def brain(home: Real) -> str:
    """Return the conversation agent that is the hub's; skips where Home Assistant makes none."""
    version = home.call("GET", "/api/config")["version"]
    if int(version.partition(".")[0]) < 2025:
        pytest.skip(
            f"Home Assistant {version} makes no conversation agent of what it finds by Wyoming:"
            " .ci/home-assistant installs a newer one where there is Python 3.13"
        )
    wait_until(lambda: BRAIN in home.states(), "no conversation agent")
    return BRAIN


def ask(home: Real, agent: str, text: str, conversation: str | None = None) -> dict[str, Any]:
    """Say something to an agent as the chat of Home Assistant does; return what it answered."""
    asked = {"text": text, "language": "en", "agent_id": agent}
    if conversation is not None:
        asked["conversation_id"] = conversation
    answer: dict[str, Any] = home.call("POST", "/api/conversation/process", json=asked)
    return answer


def speech(answer: dict[str, Any]) -> str:
    return str(answer["response"]["speech"]["plain"]["speech"])


def newest(hub: OpenVoiceAssistant) -> dict[str, Any]:
    runs: list[dict[str, Any]] = hub.runs()
    return runs[0] if runs else {"run_id": ""}


def replied(hub: OpenVoiceAssistant, before: dict[str, Any]) -> str:
    """Return the hub's reply to what was asked after a run; it keeps runs when they are answered."""
    wait_until(lambda: newest(hub)["run_id"] != before["run_id"], "the run is not kept")
    return str(newest(hub)["reply"])


def test_a_pipeline_of_home_assistant_hears_and_speaks_with_the_hub(home: Real, pipeline: str):
    pcm = convert(spoken("turn on the kitchen light"), AudioFormat()).pcm

    events = run(home, pipeline, pcm)

    assert events["stt-end"]["stt_output"]["text"] == "turn on the kitchen light"
    assert home.states()["light.kitchen_light"]["state"] == "on"
    assert events["tts-start"]["engine"] == VOICE
    assert events["tts-end"]["tts_output"]["url"]


def test_the_hub_is_a_conversation_agent_that_controls_its_own_home(
    hub: OpenVoiceAssistant, home: Real, brain: str
):
    hub.home.control(LIGHT, "turn_off")
    theirs, before = home.states()[LIGHT]["state"], newest(hub)

    done = ask(home, brain, "turn on the kitchen light")

    assert hub.home.entity(LIGHT).state.state == "on"
    assert home.states()[LIGHT]["state"] == theirs  # it is not the one of the same name there
    assert done["response"]["response_type"] == "action_done"
    assert speech(done) == replied(hub, before)
    ask(home, brain, "turn it off", done["conversation_id"])
    assert hub.home.entity(LIGHT).state.state == "off"


def test_what_the_hub_cannot_do_is_said_in_its_words(
    hub: OpenVoiceAssistant, home: Real, brain: str
):
    before = newest(hub)

    refused = [ask(home, brain, text) for text in ("fold the laundry", "word " * 2_000)]

    assert {one["response"]["response_type"] for one in refused} == {"error"}
    assert speech(refused[0]) == replied(hub, before)
    assert all(speech(one) for one in refused)


def test_what_cannot_be_spoken_keeps_nobody_waiting(home: Real):
    made = home.call("POST", "/api/tts_get_url", json={"engine_id": VOICE, "message": "\u2026"})

    assert not requests.get(home.url + made["path"], timeout=60).content


def test_a_pipeline_of_home_assistant_hears_thinks_and_speaks_with_the_hub(
    hub: OpenVoiceAssistant, home: Real, brain: str
):
    hub.home.control(LIGHT, "turn_off")
    before = newest(hub)
    pcm = convert(spoken("turn on the kitchen light"), AudioFormat()).pcm

    events = run(home, assistant(home, "Wholly OVA", brain), pcm)

    assert events["stt-end"]["stt_output"]["text"] == "turn on the kitchen light"
    assert events["intent-start"]["engine"] == brain
    assert hub.home.entity(LIGHT).state.state == "on"
    reply = replied(hub, before)
    assert speech(events["intent-end"]["intent_output"]) == reply
    assert events["tts-start"]["tts_input"] == reply
    asked = {"engine_id": VOICE, "message": reply, "language": "en-gb"}
    made = home.call(
        "POST", "/api/tts_get_url", json={**asked, "options": {"preferred_format": "wav"}}
    )
    ours = b"".join(clip.pcm for clip in hub.wyoming.services.speak(reply, "en", ""))
    assert sound_of(home, made["path"]) == ours
    sent = home.url + events["tts-end"]["tts_output"]["url"]
    assert requests.get(sent, timeout=60).content


@pytest.mark.usefixtures("pipeline")
def test_a_satellite_of_home_assistant_is_heard_and_answered_with_the_hub(
    hub: OpenVoiceAssistant, home: Real
):
    with simulated_satellite(name="Attic") as satellite:
        home.add("wyoming", host="127.0.0.1", port=satellite.port)
        satellite.expect("run-satellite")

        satellite.wake()
        satellite.say(spoken("turn off the kitchen light", 1.5))

        said = satellite.expect("transcript", "synthesize", "audio-start", "audio-stop")
        assert said[0].data["text"] == "turn off the kitchen light"
        assert home.states()["light.kitchen_light"]["state"] == "off"
        rate = said[2].data["rate"]  # it has ffmpeg bring replies to a rate of its own
        here = list(hub.wyoming.services.speak(said[1].data["text"], "en", ""))
        whole = AudioClip(b"".join(clip.pcm for clip in here), here[0].format)
        reply = np.frombuffer(convert(whole, AudioFormat(rate)).pcm, "<i2")
        assert found_at(reply, bytes(2 * rate) + satellite.sounds[-1])[1] > 0.95
    home.remove("Attic")


def test_a_text_is_spoken_by_the_voice_that_was_chosen_there(hub: OpenVoiceAssistant, home: Real):
    voice = hub.voices()["current"]
    asked = {"engine_id": VOICE, "message": "Dinner is ready.", "language": "en-gb"}
    options = {"voice": voice, "preferred_format": "wav"}

    made = home.call("POST", "/api/tts_get_url", json={**asked, "options": options})

    theirs = sound_of(home, made["path"])
    # Asked for afterwards, this is the sound the hub kept: a voice says nothing quite the same twice.
    ours = b"".join(
        clip.pcm for clip in hub.wyoming.services.speak("Dinner is ready.", "en", voice)
    )
    assert theirs == ours


def test_a_satellite_is_home_assistants_until_it_is_removed_there(
    hub: OpenVoiceAssistant, home: Real
):
    with simulated_satellite(name="Attic") as satellite:
        home.add("wyoming", host="127.0.0.1", port=satellite.port)
        satellite.expect("run-satellite")

        with pytest.raises(OvaError) as refused:
            hub.discovery.use(kind="wyoming", address="127.0.0.1", port=satellite.port)
        assert refused.value.code == "satellite_taken"

        home.remove("Attic")
        satellite.expect("pause-satellite")
        satellite.drop()  # it keeps the connection for as long as it runs
        satellite.wait(lambda: satellite.hub is None, "Home Assistant is still there")
        hub.discovery.use(kind="wyoming", address="127.0.0.1", port=satellite.port)
        wait_until(lambda: any(one.connected for one in hub.satellites.all()), "not connected")
        hub.update_settings({"wyoming_satellites": []})
        wait_until(lambda: not any(one.connected for one in hub.satellites.all()), "connected")
