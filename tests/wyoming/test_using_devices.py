"""Satellites of others are used by one request, or it says why not."""

import socket
import threading
from collections.abc import Iterator

import pytest
from tests.hubs import free_port
from tests.wyoming.client import client
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.simulated_satellite import simulated_satellite
from tests.wyoming.warm import warm_hub
from wyoming.event import Event

from ova.core import OvaError
from ova.hub import OpenVoiceAssistant
from ova.satellites.announced import announced

SERVICE = "_wyoming._tcp.local."


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova")) as hub:
        hub.update_settings({"wyoming_port": free_port()})
        hub.discovery._discovery._began = True  # the real network is none of these tests' business
        yield hub


@pytest.fixture(autouse=True)
def none_left(hub: OpenVoiceAssistant) -> Iterator[None]:
    yield
    hub.update_settings({"wyoming_satellites": []})
    for one in hub.satellites.all():
        hub.satellites.forget(one.id)


def listed(hub: OpenVoiceAssistant, port: int) -> dict:
    return next(one for one in hub.discovery.look()["devices"] if one["port"] == port)


def refused(hub: OpenVoiceAssistant, port: int) -> str:
    with pytest.raises(OvaError) as error:
        hub.discovery.use(kind="wyoming", address="127.0.0.1", port=port)
    assert error.value.cure
    assert hub.settings.current.wyoming_satellites == ()
    return error.value.code


def test_one_that_announces_itself_is_used_and_stands_among_the_satellites(
    hub: OpenVoiceAssistant,
):
    with simulated_satellite(name="Loft") as satellite:
        seen = announced(SERVICE, f"Loft.{SERVICE}", ["127.0.0.1"], satellite.port, {})
        hub.discovery._discovery._found[seen.id] = seen
        assert listed(hub, satellite.port)["satellite_id"] is None

        used = hub.discovery.use(seen.id)

        wait_until(lambda: any(one.connected for one in hub.satellites.all()), "not connected")
        assert hub.satellites.get(used["satellite_id"]).name == "Loft"
        assert hub.settings.current.wyoming_satellites == (satellite.address,)
        assert hub.discovery.use(seen.id)["satellite_id"] == used["satellite_id"]  # twice is once
    hub.discovery._discovery._found.clear()


def test_what_is_no_satellite_is_refused_in_words(hub: OpenVoiceAssistant):
    assert refused(hub, free_port()) == "satellite_unreachable"
    assert refused(hub, hub.wyoming.service.port) == "no_satellite"
    with socket.create_server(("127.0.0.1", 0)) as odd:
        odd.settimeout(60)
        port = odd.getsockname()[1]

        def answer() -> None:
            sock, _ = odd.accept()
            sock.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            sock.close()

        thread = threading.Thread(target=answer)
        thread.start()
        assert refused(hub, port) == "satellite_silent"
        thread.join()


def test_one_that_is_another_hubs_is_refused_until_it_is_free(hub: OpenVoiceAssistant):
    with simulated_satellite() as satellite:
        with client(satellite.port) as other:
            other.send(Event("run-satellite"))
            satellite.expect("run-satellite")
            assert refused(hub, satellite.port) == "satellite_taken"
        satellite.wait(lambda: satellite.hub is None)

        hub.discovery.use(kind="wyoming", address="127.0.0.1", port=satellite.port)


def test_what_keeps_the_hub_from_driving_one_is_told_and_told_to_be_over(
    hub: OpenVoiceAssistant,
):
    port, told = free_port(), []
    stop = hub.subscribe(lambda kind, payload: told.append(payload) if kind == "discovered" else 0)
    hub.update_settings({"wyoming_satellites": [f"tcp://127.0.0.1:{port}"]})
    wait_until(lambda: told, "nothing was told")
    assert listed(hub, port)["problem"]["code"] == "satellite_unreachable"

    with simulated_satellite(port=port) as satellite:
        with client(port) as other:
            other.send(Event("run-satellite"))
            satellite.expect("run-satellite")
            wait_until(
                lambda: listed(hub, port)["problem"]["code"] == "satellite_taken", "not told"
            )
        wait_until(lambda: listed(hub, port)["problem"] is None, "it is still told")
        assert told[-1] == hub.discovery.look()
    stop()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "device_not_named"),
        ({"kind": "wyoming", "address": " "}, "device_not_named"),
        ({"kind": "toaster", "address": "127.0.0.1"}, "device_kind"),
        ({"device_id": "gone"}, "device_gone"),
        ({"kind": "wyoming", "address": "http://kitchen/"}, ""),
    ],
)
def test_what_names_no_device_is_refused(hub: OpenVoiceAssistant, asked: dict, code: str):
    with pytest.raises(OvaError) as error:
        hub.discovery.use(**asked)
    assert error.value.code == code or not code
