"""Voice devices of others on the network."""

import threading
from types import SimpleNamespace
from typing import Any

from ova.satellites import Discovery
from ova.satellites.announced import announced

ESPHOME = "_esphomelib._tcp.local."
WYOMING = "_wyoming._tcp.local."


def test_an_esphome_voice_device_is_known_by_what_it_says():
    one = announced(
        ESPHOME,
        f"home-assistant-voice-09f1.{ESPHOME}",
        ["fe80::1%eth0", "192.168.1.30"],
        6053,
        {
            "friendly_name": "Voice kitchen",
            "project_name": "Nabu Casa.Home Assistant Voice PE",
            "project_version": "25.1.0",
        },
    )
    assert one.to_json() == {
        "id": f"home-assistant-voice-09f1.{ESPHOME}",
        "kind": "esphome",
        "name": "Voice kitchen",
        "address": "192.168.1.30",
        "port": 6053,
        "model": "Nabu Casa.Home Assistant Voice PE",
        "version": "25.1.0",
        "voice": True,
        "needs_key": False,
    }


def test_a_device_that_does_not_say_whether_it_hears_is_not_said_to():
    assert announced(ESPHOME, f"plug-1.{ESPHOME}", [], 6053, {"board": "esp01"}).voice is None
    assert announced(WYOMING, f"hall.{WYOMING}", ["10.0.0.4"], 10_700, {}).name == "hall"


def test_a_network_that_cannot_be_searched_is_no_fault_of_the_hub():
    told = threading.Event()

    def no_network() -> Any:
        raise OSError(19, "No such device")

    discovery = Discovery(told.set, no_network)
    assert discovery.look()[0] == []
    assert told.wait(60)
    assert "No such device" in discovery.look()[1]
    discovery.close()
    discovery.close()


def test_what_comes_and_goes_is_told():
    changed = threading.Semaphore(0)
    discovery = Discovery(changed.release, lambda: None)  # type: ignore[arg-type,return-value] # never looks
    info = SimpleNamespace(
        parsed_scoped_addresses=lambda: ["10.0.0.4"],
        port=10_700,
        properties={b"version": b"1.2", b"empty": None},
    )
    network: Any = SimpleNamespace(get_service_info=lambda *_asked: info)
    state: Any = SimpleNamespace(name="Added")
    discovery._changed(network, WYOMING, f"hall.{WYOMING}", state)
    assert changed.acquire(timeout=60)
    assert [one.version for one in discovery._found.values()] == ["1.2"]
    state.name = "Removed"
    discovery._changed(network, WYOMING, f"hall.{WYOMING}", state)
    assert changed.acquire(timeout=60)
    assert discovery._found == {}
