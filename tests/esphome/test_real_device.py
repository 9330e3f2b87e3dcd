"""The real linux-voice-assistant, driven by a real hub that is served over the network."""

from collections.abc import Iterator

import pytest
from tests.esphome.real_device import RealDevice, real_device
from tests.hubs import ServedHub, served_hub
from tests.wyoming.real_satellite import wait_until

LIGHT = "/api/entities/light.kitchen_light"


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDevice]:
    with real_device(tmp_path_factory.mktemp("device")) as device:
        yield device


@pytest.fixture(scope="module")
def hub(device: RealDevice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    with served_hub(tmp_path_factory.mktemp("hub") / "home") as hub:
        place = {"kind": "esphome", "address": "127.0.0.1", "port": device.port}
        hub.wait(lambda: hub.ask("POST", "/api/discovered-satellites", json=place).ok)
        hub.wait(lambda: any(one["connected"] for one in hub.get("/api/satellites")))
        hub.wait(lambda: hub.ask("GET", "/healthz").ok)
        yield hub


def the_satellite(hub: ServedHub) -> dict:
    return next(one for one in hub.get("/api/satellites") if one["kind"] == "esphome")


def test_the_wake_word_and_a_command_switch_the_light_and_are_answered_aloud(
    hub: ServedHub, device: RealDevice
):
    before = device.loud_bytes()
    device.wake()
    device.say(0.5, "turn on the kitchen light", 1.5)
    hub.wait(lambda: hub.get(LIGHT)["state"] == "on")
    wait_until(lambda: device.said("TTS response finished"), "the reply was not played")
    assert device.loud_bytes() > before + 10_000
    known = the_satellite(hub)
    assert known["info"]["own_wake_words"]["active"] == ["okay_nabu"]
    assert hub.get("/api/runs")[0]["satellite_id"] == known["id"]


def test_an_announcement_is_played(hub: ServedHub, device: RealDevice):
    before = device.loud_bytes()
    satellite_id = the_satellite(hub)["id"]
    hub.post("/api/announcements", {"text": "Dinner is ready", "satellite_ids": [satellite_id]})
    wait_until(lambda: device.said("Announcing: Dinner is ready"), "nothing was announced")
    wait_until(lambda: device.loud_bytes() > before + 10_000, "nothing was played")


def test_a_timer_is_shown_rings_and_is_silenced(hub: ServedHub, device: RealDevice):
    satellite_id = the_satellite(hub)["id"]
    timer = hub.post(
        "/api/timers", {"duration_s": 1, "name": "tea", "satellite_ids": [satellite_id]}
    )
    wait_until(lambda: device.said("VOICE_ASSISTANT_TIMER_STARTED"), "it was not shown")
    wait_until(lambda: device.log.read_text().count("Announcing: ") >= 3, "it did not ring twice")
    hub.call("POST", f"/api/timers/{timer['id']}/stop")
