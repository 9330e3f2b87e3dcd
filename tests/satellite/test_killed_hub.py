"""The real program and a real hub that is killed, as by a power cut."""

import json
import time
from pathlib import Path

import numpy as np
from tests.hubs import free_port, start_hub, with_owner
from tests.satellite.pulse import SPEAKER_RATE, Pulse
from tests.satellite.running import running
from tests.satellite.speech import found_at, silence, speak, write

TIMER_S = 10
"""Long enough for the device to know of it before the hub is killed, which it does at once."""


def test_a_timer_rings_at_its_time_and_the_wake_word_is_answered_while_the_hub_is_dead(
    tmp_path: Path,
):
    folder, port = tmp_path / "home", free_port()
    (tmp_path / "pulse").mkdir()
    pulse = Pulse(tmp_path / "pulse")
    hub = with_owner(start_hub(folder, port=port))
    state = tmp_path / "device"
    environment = {**pulse.environment, "OVA_HOME": str(state)}
    wake = write(tmp_path / "wake.wav", silence(0.5), speak("okay nabu", tmp_path), silence(1.0))
    options = ("--hub", hub.url, "--token", hub.token, "--id", "shelf")
    try:
        with running(*options, environment=environment) as satellite:
            satellite.until("satellite-connected")
            hub.wait((state / "sayings" / "hub_away").is_file)
            timer = hub.post("/api/timers", {"duration_s": TIMER_S, "satellite_id": "shelf"})
            listed = state / "satellite-upcoming.json"
            hub.wait(lambda: listed.is_file() and timer["id"] in listed.read_text())

            hub.kill()
            satellite.until("satellite-disconnected")
            assert "satellite-ring" not in satellite.kinds(), "the hub was killed too late"
            rings = satellite.until("satellite-ring")
            assert rings["data"]["timer"]["id"] == timer["id"]
            assert rings["timestamp"] >= timer["due_at"] - 1.0

            hub = start_hub(folder, port=port)
            hub.token = options[3]
            satellite.until("satellite-connected")
            assert [one["state"] for one in hub.get("/api/timers")] == ["ringing"]
            hub.call("POST", f"/api/timers/{timer['id']}/stop")
            satellite.until("satellite-ring_stop")
            assert satellite.kinds().count("satellite-ring") == 1
            assert time.time() > timer["due_at"]

            hub.kill()
            satellite.until("satellite-disconnected")
            sound = tmp_path / "heard.raw"
            with pulse.record(sound) as recorder:
                pulse.say(wake)
                satellite.until("satellite-offline")
                hub.wait(lambda: _said_in(sound, _words(state)))
                recorder.terminate()
    finally:
        if hub.process.poll() is None:
            hub.stop()
        pulse.close()


def _said_in(sound: Path, words: np.ndarray) -> bool:
    heard = sound.read_bytes() if sound.is_file() else b""
    return len(heard) > 2 * words.size and found_at(words, heard[: len(heard) // 2 * 2])[1] > 0.9


def _words(state: Path) -> np.ndarray:
    head, _, pcm = (state / "sayings" / "hub_away").read_bytes().partition(b"\n")
    assert json.loads(head)["rate"] == SPEAKER_RATE
    return np.frombuffer(pcm, "<i2")
