"""A stranger's first minute: a spoken or typed command changes the house."""

import json
from pathlib import Path

from tests.hubs import ServedHub, ova, spoken_file


def test_a_recorded_command_turns_the_light_on(
    hub: ServedHub, kitchen_light_off: str, tmp_path: Path
):
    recording = spoken_file(tmp_path / "command.wav", "turn on the kitchen light")

    heard = ova(hub.folder, "hear", str(recording), "--json")

    assert heard.returncode == 0, heard.stderr
    run = json.loads(heard.stdout)
    assert run["text"] == "turn on the kitchen light"
    assert run["intent"] == "HassTurnOn"
    assert run["slots"]["name"] == "Kitchen Light"
    assert run["reply"]
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "on"


def test_a_typed_command_turns_the_light_on(hub: ServedHub, kitchen_light_off: str):
    said = ova(hub.folder, "say", "turn on the kitchen light", "--json")

    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["intent"] == "HassTurnOn"
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "on"


def test_what_is_no_command_changes_nothing(hub: ServedHub, kitchen_light_off: str):
    run = hub.post("/api/converse", {"text": "the weather was lovely yesterday"})

    assert run["intent"] is None
    assert run["reason"]
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "off"


def test_every_run_leaves_a_trace_that_ends_once(hub: ServedHub, kitchen_light_off: str):
    run = hub.post("/api/converse", {"text": "turn on the kitchen light", "speak": True})

    trace = hub.get(f"/api/runs/{run['run_id']}")
    kinds = [event["type"] for event in trace["events"]]
    assert kinds[0] == "run-start"
    assert kinds[-1] == "run-end"
    assert kinds.count("run-end") == 1
    assert "intent-end" in kinds
    assert "tts-end" in kinds
    reply = hub.call("GET", f"/api/audio/{run['audio_id']}")
    assert reply.headers["Content-Type"].startswith("audio/wav")
    assert reply.content.startswith(b"RIFF")


def test_the_area_of_the_satellite_decides_which_lights(hub: ServedHub):
    areas = {area["name"]: area["id"] for area in hub.get("/api/areas")}
    lights = hub.get("/api/entities?domain=light")
    for light in lights:
        hub.post(f"/api/entities/{light['id']}/control", {"service": "turn_off"})

    run = hub.post("/api/converse", {"text": "turn on the lights", "area_id": areas["Kitchen"]})

    assert run["intent"] == "HassTurnOn", run
    after = {light["id"]: light for light in hub.get("/api/entities?domain=light")}
    on = {one["area_id"] for one in after.values() if one["state"] == "on"}
    assert on == {areas["Kitchen"]}
