"""What was acknowledged is still there after the hub was killed."""

import sqlite3
import time
from pathlib import Path

from tests.hubs import free_port, start_hub, with_owner


def test_timers_and_states_survive_being_killed(tmp_path: Path):
    folder, port = tmp_path / "home", free_port()
    hub = with_owner(start_hub(folder, port=port))
    run = hub.post("/api/converse", {"text": "set a pizza timer for ten minutes"})
    assert run["intent"] == "HassStartTimer", run
    hub.post("/api/converse", {"text": "turn on the kitchen light"})
    hub.kill()

    again = start_hub(folder, port=port)
    again.token = hub.token
    try:
        timers = again.get("/api/timers")
        assert [timer["name"] for timer in timers] == ["pizza"]
        assert again.get("/api/entities/light.kitchen_light")["state"] == "on"
    finally:
        assert again.stop() == 0


def test_a_timer_that_came_due_while_the_hub_was_dead_rings_late(tmp_path: Path):
    folder, port = tmp_path / "home", free_port()
    hub = with_owner(start_hub(folder, port=port))
    timer = hub.post("/api/timers", {"duration_s": 600})
    hub.kill()
    with sqlite3.connect(folder / "ova.sqlite3") as database:
        database.execute("UPDATE schedules SET due_at = ?", (time.time() - 60,))
    database.close()

    again = start_hub(folder, port=port)
    again.token = hub.token
    try:
        (rings,) = again.get("/api/timers")
        assert rings["id"] == timer["id"]
        assert rings["state"] == "ringing"
        assert rings["late"] is True
        again.call("POST", f"/api/timers/{timer['id']}/stop")
        assert again.get("/api/timers") == []
    finally:
        again.stop()


def test_the_hub_stops_cleanly_when_asked(tmp_path: Path):
    hub = start_hub(tmp_path / "home")

    assert hub.stop() == 0
    assert not (hub.folder / "hub.json").exists()
    assert "Traceback" not in hub.log.read_text()
