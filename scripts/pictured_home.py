"""The home in the pictures: the people in it, what they planned, and the devices that are there."""

import json
import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from tests.hubs import PASSWORD, ServedHub

ROOT = Path(__file__).resolve().parents[1]
SUNNY = "/api/integrations/sunny_home"
SPEAKER = "ova-kitchen-speaker"
HISS_S = 290
"""A recording may last five minutes, and the satellite ends with it."""
TOLD = (
    ("/api/users", {"name": "Ben", "role": "adult", "password": PASSWORD}),
    ("/api/users", {"name": "Mia", "role": "guest", "password": PASSWORD}),
    ("/api/backups", {}),
    ("/api/lists", {"name": "Shopping", "kind": "shopping"}),
    ("/api/lists", {"name": "To do", "kind": "todo"}),
    ("/api/lists", {"name": "Holidays", "kind": "other"}),
    (
        "/api/schedules",
        {"kind": "alarm", "name": "Work", "repeat": {"time": "06:45", "weekdays": [0, 1, 2, 3, 4]}},
    ),
    (
        "/api/schedules",
        {"kind": "alarm", "name": "Market", "repeat": {"time": "09:00", "weekdays": [5]}},
    ),
    ("/api/schedules", {"kind": "reminder", "text": "Call mum", "in_s": 2 * 3600}),
    (
        "/api/schedules",
        {
            "kind": "reminder",
            "text": "Put the bins out",
            "repeat": {"time": "20:00", "weekdays": [1]},
        },
    ),
    ("/api/schedules", {"kind": "command", "text": "turn off the kitchen light", "in_s": 5 * 3600}),
    (
        "/api/routines",
        {
            "name": "Good night",
            "icon": "moon",
            "phrases": ["good night", "time for bed"],
            "steps": [
                {"kind": "command", "text": "turn off the kitchen light"},
                {"kind": "command", "text": "turn off the bedroom lamp"},
                {"kind": "wait", "seconds": 90},
                {"kind": "say", "text": "Sleep well"},
            ],
        },
    ),
    (
        "/api/routines",
        {
            "name": "Breakfast",
            "icon": "coffee",
            "phrases": ["breakfast time"],
            "steps": [{"kind": "command", "text": "turn on the kitchen light"}],
            "repeat": {"time": "06:50", "weekdays": [0, 1, 2, 3, 4]},
        },
    ),
    ("/api/entities/light.bedroom_lamp/control", {"service": "turn_on"}),
    ("/api/entities/light.hallway_light/control", {"service": "turn_on"}),
)
ON_THE_LISTS = {
    "Shopping": ["coffee", "500 g of tomatoes", "oat flakes"],
    "To do": ["water the plants", "call the plumber"],
    "Holidays": ["book the ferry", "find the passports"],
}
WORLD = {
    "down": False,
    "lights": [
        {"id": "desk", "name": "Desk lamp", "area": "Study"},
        {"id": "sofa", "name": "Sofa lamp", "area": "Living room"},
        {"id": "hall", "name": "Hall light", "area": "Hall"},
    ],
    "bills": [{"id": "2026-01", "amount": 40}, {"id": "2026-02", "amount": 80}],
    "issues": [],
    "data": {
        "dates": [f"2026-01-{day:02}" for day in range(1, 15)],
        "series": {
            "high": [3, 4, 7.5, 8, 6, 5.5, 4, 2, 3, 5, 9, 11, 10, 8],
            "low": [-2, -1, 1, 0, -1, -3, -4, -5, -2, 0, 2, 4, 3, 1],
        },
    },
}


def prepare(home: Path) -> None:
    """Lay the integration of the browser tests into the folder of a hub to be started."""
    integrations = home / "integrations"
    integrations.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "e2e" / "sunny_home.py", integrations)
    (integrations / "world.json").write_text(json.dumps(WORLD))


def furnish(hub: ServedHub) -> None:
    """Let people live in the home."""
    for path, body in TOLD:
        hub.call("POST", path, json=body)
    for one in hub.get("/api/lists"):
        hub.post(f"/api/lists/{one['id']}/items", {"texts": ON_THE_LISTS[one["name"]]})
    hub.post(SUNNY, {"config": {"api_key": "none"}})
    for level in (20, 60):
        hub.post(f"{SUNNY}/actions/set_light", {"light": "desk", "level": level})
    hub.ask("POST", f"{SUNNY}/actions/set_light", json={"light": "moon"})  # refused, and shown
    hub.post(f"{SUNNY}/triggers/new_bills/run")


@contextmanager
def speaker(hub: ServedHub, folder: Path) -> Iterator[None]:
    """Let a satellite stand in the kitchen, in front of quiet noise."""
    microphone = folder / "microphone.wav"
    hiss = np.random.default_rng(7).normal(0, 250, 16_000).astype("<i2").tobytes()
    with wave.open(str(microphone), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        for _ in range(HISS_S):
            file.writeframes(hiss)
    process = subprocess.Popen(  # noqa: S603 - the project's own program
        [
            *(sys.executable, "-m", "ova.cli", "satellite", "--hub", hub.url),
            *("--token", hub.token, "--id", SPEAKER, "--name", "Kitchen speaker"),
            *("--area", "Kitchen", "--wav", str(microphone), "--out", str(folder / "played.wav")),
        ],
        env={**os.environ, "OVA_HOME": str(folder / "speaker")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        hub.wait(
            lambda: any(
                one["id"] == SPEAKER and one["connected"] for one in hub.get("/api/satellites")
            )
        )
        yield
    finally:
        process.terminate()
        process.wait(60)
