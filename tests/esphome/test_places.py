"""Where ESPHome devices are, and whether they reach the hub: addresses change, hubs start anew."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
import soundfile
from aioesphomeapi import VoiceAssistantEventType as Event
from aioesphomeapi import api_pb2
from tests.esphome.device import VoiceDevice, key_text, voice_device
from tests.esphome.test_devices import ID, KEY, LIGHT, command, use, wait_connected
from tests.hubs import hub_in_process
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.warm import warm_hub

from ova.core import OvaError
from ova.hub import OpenVoiceAssistant
from ova.satellites.announced import announced
from ova.web import create_app

SERVICE = "_esphomelib._tcp.local."
HERE = "http://127.0.0.1:7123"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1, url=HERE) as hub:
        stay_here(hub)
        yield hub


@pytest.fixture(scope="module")
def fetch(hub: OpenVoiceAssistant) -> Iterator[Callable[[str], bytes]]:
    """Fetch as a device does: without signing in."""
    app = create_app(hub)
    web = app.test_client()
    yield lambda url: web.get(urlsplit(url).path).data
    app.close()


@pytest.fixture(autouse=True)
def none_left(hub: OpenVoiceAssistant) -> Iterator[None]:
    yield
    for one in hub.satellites.all():
        hub.satellites.forget(one.id)
    hub.update_settings({"esphome_devices": []})
    wait_until(lambda: not hub.esphome.devices.used(), "a device is still driven")
    hub.discovery._discovery._found.clear()


def stay_here(hub: OpenVoiceAssistant) -> None:
    """Have a hub look for nothing: the real network is none of these tests' business."""
    hub.discovery._discovery._began = True


def announce(hub: OpenVoiceAssistant, device: VoiceDevice) -> None:
    """Have a device announce itself on the network."""
    told = {"mac": device.made.mac.replace(":", "").lower()}
    name = f"{device.made.name}.{SERVICE}"
    one = announced(SERVICE, name, ["127.0.0.1"], device.port, told)
    hub.discovery._discovery._found[name] = one
    hub.discovery.changed()


def problem(hub: OpenVoiceAssistant) -> str:
    """Return the code of what keeps the hub from driving a device."""
    faults = [fault.code for _, _, fault in hub.esphome.devices.used() if fault is not None]
    return faults[0] if faults else ""


def test_a_device_is_followed_to_its_new_address_with_its_key(hub: OpenVoiceAssistant):
    with voice_device(key=KEY) as before:
        use(hub, before, KEY)
        hub.satellites.update(ID, name="Larder")
    wait_until(lambda: problem(hub) == "not_reached", "it is not missed")

    with voice_device(key=KEY) as after:
        announce(hub, after)
        wait_until(lambda: hub.settings.current.esphome_devices == (after.address,), "not followed")
        wait_connected(hub, ID)

    assert [one.name for one in hub.satellites.all()] == ["Larder"]


def test_a_stranger_with_its_address_on_the_network_is_not_followed(hub: OpenVoiceAssistant):
    with voice_device(key=KEY) as before:
        use(hub, before, KEY)
        kept = hub.settings.current.esphome_devices
    wait_until(lambda: problem(hub) == "not_reached", "it is not missed")

    with voice_device(key=bytes(32)) as stranger:
        announce(hub, stranger)
        wait_until(lambda: stranger.connections > 0, "it was not asked")
        wait_until(lambda: not hub.esphome._seeking.locked(), "it is still asked")

    assert hub.settings.current.esphome_devices == kept


def test_a_device_that_was_moved_can_be_used_at_once_where_it_is_now(hub: OpenVoiceAssistant):
    with voice_device() as before:
        use(hub, before)
    wait_until(lambda: problem(hub) == "not_reached", "it is not missed")

    with voice_device() as after:
        use(hub, after)
        assert hub.settings.current.esphome_devices == (after.address,)


def test_another_device_in_its_place_is_not_taken_for_it(hub: OpenVoiceAssistant):
    with voice_device() as device:
        use(hub, device)
        device.made.mac = "AA:BB:CC:00:11:33"
        device.hang_up()
        wait_until(lambda: problem(hub) == "another_device", "it is taken for the other")
        assert [one.id for one in hub.satellites.all()] == [ID]

        assert use(hub, device) == "esphome-aabbcc001133"


def test_a_device_with_two_addresses_is_driven_under_one(hub: OpenVoiceAssistant):
    with voice_device() as device:
        use(hub, device)
        one, other = device.address, f"localhost:{device.port}"
        assert refused_at(hub, "localhost", device.port) == "in_use"

        hub.update_settings({"esphome_devices": [one, other]})
        wait_until(lambda: problem(hub) == "in_use", "it is driven twice")
        assert hub.satellites.get(ID).connected

        hub.satellites.forget(ID)
        wait_until(lambda: hub.settings.current.esphome_devices == (), "it is still driven")


def test_what_is_muted_is_silent_and_what_rings_is_not(
    hub: OpenVoiceAssistant, fetch: Callable[[str], bytes]
):
    def loudest(number: int) -> int:
        device.wait(lambda: len(device.heard) > number, "it was not fetched")
        samples, _ = soundfile.read(io.BytesIO(device.heard[number]), dtype="int16")
        return int(np.abs(samples.astype(int)).max())

    with voice_device(fetch) as device:
        use(hub, device)
        hub.satellites.update(ID, preferences={"muted": True})
        hub.announce("Dinner is ready", [ID])
        assert loudest(0) <= 2  # what rounding leaves
        device.plays.clear()  # who has played it all too soon was stopped by somebody
        timer = hub.timers.set(600.0, satellite_ids=(ID,))
        hub.timers.change(timer.id, -599.9)
        assert loudest(1) > 1_000
        hub.timers.stop_ringing(timer.id)


@pytest.mark.parametrize(("url", "code"), [("https://h:7123", "hub_https"), ("", "hub_local")])
def test_a_hub_that_cannot_be_reached_says_so_and_commands_are_done(
    hub: OpenVoiceAssistant, monkeypatch: pytest.MonkeyPatch, url: str, code: str
):
    hub.home.control(LIGHT, "turn_off")
    monkeypatch.setattr(hub.esphome, "_options", replace(hub.esphome._options, url=url))
    with voice_device(lambda _url: b"") as device:
        use(hub, device)
        device.start("Okay Nabu")
        device.speak(command("turn on the kitchen light"))
        device.wait_event(Event.VOICE_ASSISTANT_RUN_END)
        wait_until(lambda: problem(hub) == code, "it is not told")
        assert hub.home.entity(LIGHT).state.state == "on"
        assert "TTS_END" not in device.names()

        hub.update_settings({"external_url": "http://house.example"})
        hub.announce("Dinner is ready", [ID])
        told = device.wait_told(api_pb2.VoiceAssistantAnnounceRequest)
        hub.update_settings({"external_url": ""})
    assert told.media_id.startswith("http://house.example/api/device-sounds/")
    assert problem(hub) == ""


def test_a_hub_that_starts_anew_drives_its_devices_again(tmp_path: Path):
    with voice_device(key=KEY) as device:
        with hub_in_process(tmp_path, url=HERE) as first:
            stay_here(first)
            use(first, device, KEY)
            first.satellites.update(ID, name="Larder", preferences={"volume": 70})
        with hub_in_process(tmp_path, url=HERE) as second:
            wait_connected(second, ID)
            assert second.satellites.get(ID).name == "Larder"
            assert second.satellites.get(ID).preferences.volume == 70
            assert key_text(KEY) not in str(second.settings.values())


def refused_at(hub: OpenVoiceAssistant, host: str, port: int) -> str:
    with pytest.raises(OvaError) as error:
        hub.discovery.use(kind="esphome", address=host, port=port)
    return str(error.value.code)
