"""Every example of docs/write-an-integration.md is loaded as a reader would load it."""

import threading

import pytest

from ova.core import PluginState
from ova.home import ControlFailed
from ova.sdk import AuthFailed, NotReady

DOCUMENT = "write-an-integration.md"


@pytest.fixture
def hub(hub_of_examples):
    return hub_of_examples(DOCUMENT)


def test_every_python_block_names_its_file_and_loads(hub, examples):
    ids = {path.split("/")[1].removesuffix(".py") for path in examples(DOCUMENT)}
    assert ids == {"dice", "bridge", "shed", "doorbell"}
    for plugin_id in ids:
        info = hub.integration_manager.enable(
            plugin_id, {"host": "bridge.test"} if plugin_id == "bridge" else None
        )
        assert (info.state, info.warnings) == (PluginState.LOADED, ()), info.reason


def test_the_smallest_integration_works(hub):
    hub.integration_manager.enable("dice")
    assert hub.integration_manager.get_integration_module("dice").throw() in range(1, 7)


def test_the_settings_are_as_described(hub):
    manager = hub.integration_manager
    assert manager.schema("bridge")["properties"]["color"]["enum"] == ["warm", "cold"]
    manager.enable("bridge", {"host": "127.0.0.1", "port": 1, "access_token": "t0ken"})
    assert manager.config("bridge")["access_token"] == {"is_set": True}
    bridge = manager.get_integration_module("bridge")
    assert bridge.headers == {"Authorization": "Bearer t0ken"}
    with pytest.raises(NotReady, match="does not answer"):
        bridge.get("/lamps")
    assert issubclass(AuthFailed, Exception)


def test_the_shed_is_in_the_home_and_can_be_controlled(hub):
    hub.integration_manager.enable("shed")
    shed = hub.integration_manager.get_integration_module("shed")
    assert hub.home.entity("sensor.shed_temperature").state.state == "17.5"
    lamp = hub.home.control("light.shed_lamp", "turn_on", {"brightness_pct": 40})
    assert (lamp.state.state, shed.wires.lamp) == ("on", 40)
    lamp = hub.home.control("light.shed_lamp", "turn_off")
    assert lamp.state.attributes == {}
    with pytest.raises(ControlFailed, match="no switch to toggle"):
        hub.home.control("light.shed_lamp", "toggle")
    hub.integration_manager.disable("shed")
    assert not shed.wires.open


def test_the_doorbell_tells_what_it_hears_and_ends(hub):
    hub.integration_manager.enable("doorbell")
    bell = hub.integration_manager.get_integration_module("doorbell")
    rung = threading.Event()
    end = hub.home.subscribe(lambda entity: rung.set() if entity.state.state == "on" else None)
    bell.line.put("on")
    assert rung.wait(20)
    end()
    assert hub.home.entity("binary_sensor.doorbell").state.attributes == {"rings": 1}
    hub.integration_manager.disable("doorbell")
    assert not bell.thread.is_alive()
