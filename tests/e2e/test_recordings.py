"""Kept sound, over REST and on the command line."""

import json

import pytest
import requests
from tests.hubs import ServedHub, ova, spoken

from ova.engines import read_audio, write_wav

SENTENCE = "turn on the kitchen light"


@pytest.fixture
def kept_run(hub: ServedHub) -> str:
    """The id of a run whose sound is kept."""
    hub.call("PATCH", "/api/settings", json={"keep_audio": "all"})
    run_id: str = hub.call("POST", "/api/listen", data=write_wav(spoken(SENTENCE))).json()["run_id"]
    hub.call("PATCH", "/api/settings", json={"keep_audio": "off"})
    return run_id


def test_by_default_no_sound_is_kept(hub: ServedHub):
    run = hub.call("POST", "/api/listen", data=write_wav(spoken(SENTENCE))).json()

    assert hub.get(f"/api/runs/{run['run_id']}")["recording"] is False
    assert hub.ask("GET", f"/api/runs/{run['run_id']}/audio").status_code == 404


def test_kept_sound_is_listed_fetched_and_deleted(hub: ServedHub, kept_run: str):
    assert hub.get(f"/api/runs/{kept_run}")["recording"] is True
    listed = {run["run_id"]: run["recording"] for run in hub.get("/api/runs")}
    assert listed[kept_run] is True

    sound = hub.call("GET", f"/api/runs/{kept_run}/audio")

    assert sound.headers["Content-Type"] == "audio/flac"
    assert read_audio(sound.content).seconds > 1
    assert requests.get(f"{hub.url}/api/runs/{kept_run}/audio", timeout=60).status_code == 401
    assert hub.ask("DELETE", f"/api/runs/{kept_run}/audio").status_code == 204
    assert hub.get(f"/api/runs/{kept_run}")["recording"] is False


def test_a_run_is_heard_again_without_doing_it(
    hub: ServedHub, kept_run: str, kitchen_light_off: str
):
    replayed = hub.post(f"/api/runs/{kept_run}/replay", {})

    assert replayed["changed"] is False
    assert replayed["now"]["text"] == SENTENCE
    assert replayed["now"]["commands"] == replayed["before"]["commands"]
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "off"


def test_what_changed_since_is_shown(hub: ServedHub, kept_run: str):
    hub.call("PATCH", "/api/entities/light.kitchen_light", json={"exposed": False})
    hub.wait(lambda: hub.post(f"/api/runs/{kept_run}/replay", {})["changed"])
    hub.call("PATCH", "/api/entities/light.kitchen_light", json={"exposed": True})
    hub.wait(lambda: not hub.post(f"/api/runs/{kept_run}/replay", {})["changed"])


def test_the_command_line_hears_a_run_again(hub: ServedHub, kept_run: str):
    shown = ova(hub.folder, "hear", "--run", kept_run)
    told = ova(hub.folder, "hear", "--run", kept_run, "--json")
    unknown = ova(hub.folder, "hear", "--run", "0" * 32)
    neither = ova(hub.folder, "hear")

    assert shown.returncode == 0, shown.stderr
    assert f"now:    “{SENTENCE}” → HassTurnOn" in shown.stdout
    assert "the same" in shown.stdout
    assert json.loads(told.stdout)["now"]["text"] == SENTENCE
    assert unknown.returncode == 1
    assert len(unknown.stderr.strip().splitlines()) == 1
    assert neither.returncode == 2


def test_all_kept_sound_can_be_deleted_at_once(hub: ServedHub, kept_run: str):
    assert hub.call("DELETE", "/api/recordings").json()["deleted"] >= 1
    assert hub.get(f"/api/runs/{kept_run}")["recording"] is False
