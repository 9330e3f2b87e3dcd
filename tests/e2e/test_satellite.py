"""The satellite program, from its wake word to the changed house."""

import subprocess
import sys
from pathlib import Path

from tests.hubs import ServedHub, spoken_file


def run_satellite(hub: ServedHub, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "ova.cli", "satellite", "--hub", hub.url),
            *("--token", hub.token, "--name", "Test Satellite", "--area", "Kitchen"),
            *arguments,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_wake_word_and_a_command_turn_the_light_on(
    hub: ServedHub, kitchen_light_off: str, tmp_path: Path
):
    heard = spoken_file(
        tmp_path / "heard.wav", "okay nabu", 0.8, "turn on the kitchen light", pad_s=1.0
    )
    played = tmp_path / "played.wav"

    satellite = run_satellite(
        hub, "--id", "test-sat", "--wav", str(heard), "--out", str(played), "--json"
    )

    assert satellite.returncode == 0, satellite.stderr + satellite.stdout
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "on"
    assert played.stat().st_size > 10_000
    known = {one["id"]: one for one in hub.get("/api/satellites")}
    assert known["test-sat"]["name"] == "Test Satellite"
    runs = hub.get("/api/runs?limit=5")
    newest = next(run for run in runs if run["satellite_id"] == "test-sat")
    assert newest["intent"] == "HassTurnOn"


def test_a_wrong_token_is_refused_with_a_cure(hub: ServedHub, tmp_path: Path):
    heard = spoken_file(tmp_path / "heard.wav", "okay nabu", 0.8, "turn on the kitchen light")
    wrong = ServedHub(hub.process, hub.url, hub.folder, hub.log, token="ova_wrong")

    satellite = run_satellite(wrong, "--wav", str(heard))

    assert satellite.returncode != 0
    assert "token" in (satellite.stderr + satellite.stdout)
    assert "Traceback" not in satellite.stderr
