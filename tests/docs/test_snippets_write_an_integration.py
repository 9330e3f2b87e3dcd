"""Every example of docs/write-an-integration.md is loaded as a reader would load it."""

import re
import threading
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from ova.core import PluginState
from ova.home import ControlFailed
from ova.plugins.check import check_path
from ova.plugins.check.rules import RULES
from ova.plugins.hooks import HOOKS
from ova.plugins.manifest import Manifest
from ova.testing import Testbed

DOCUMENT = "write-an-integration.md"
TEXT = (Path(__file__).parents[2] / "docs" / DOCUMENT).read_text(encoding="utf-8")
NEEDED = {
    "bridge": {"host": "http://bridge.test", "access_token": "t0ken"},
    "pigeon": {"ring_token": "r1ng-42"},
}


@pytest.fixture
def hub(hub_of_examples):
    return hub_of_examples(DOCUMENT)


def test_every_block_names_its_file_and_loads(hub):
    ids = {info.id for info in hub.integration_manager.infos()}
    assert ids == {
        "bridge", "dice", "doorbell", "drum", "greeter", "kettle", "pigeon", "shed", "tea",
    }  # fmt: skip
    for plugin_id in ids:
        config = NEEDED.get(plugin_id)
        info = hub.integration_manager.enable(plugin_id, config, force=True)
        assert (info.state, info.warnings) == (PluginState.LOADED, ()), info.reason


def test_every_example_passes_the_check(hub, tmp_path):
    for path in (tmp_path / "integrations").iterdir():
        if path.name.startswith("_"):
            continue
        for report in check_path(path):
            assert report.faults == (), report.id
    (shed,) = check_path(tmp_path / "integrations" / "shed")
    exempt = [one.reasons for one in shed.rules if one.status == "exempt"]
    assert exempt in ([], [("A wire needs no credentials.",)])


def test_every_key_of_the_manifest_every_hook_and_every_rule_is_told():
    told = set(re.findall(r"`([a-z_]+)", TEXT))
    keys = set(Manifest.model_fields) - {
        "enabled_by_default",
        "entry_point",
        "permissions",
        "required_integrations",
    }
    assert sorted(keys - told) == []
    later = {"diagnostics", "health", "manage", "refresh_token", "store_token"}
    assert sorted(set(HOOKS) - told - later) == []
    assert [rule.name for rule in RULES if f"`{rule.name}`" not in TEXT] == []


def test_the_tea_speaks_the_language_of_the_home_and_of_who_asks(hub, tmp_path):
    hub.language = "de"
    manager = hub.integration_manager
    manager.enable("tea")
    entry = manager.entry("tea")
    assert entry.context.text("says.done", cups=2) == "2 Tassen sind unterwegs."
    assert manager.schema("tea", "de")["properties"]["host"]["title"] == "Adresse"
    assert manager.schema("tea", "en")["properties"]["host"]["title"] == "Address"
    with Testbed(tmp_path / "integrations" / "tea") as bed:
        assert bed.entry.context.text("errors.too_much", cups=9) == "9 cups are too much."
    (report,) = check_path(tmp_path / "integrations" / "tea")
    (rule,) = [one for one in report.rules if one.rule == "translations"]
    assert rule.status == "done", rule.reasons


def test_the_smallest_integration_works(hub):
    hub.integration_manager.enable("dice")
    assert hub.integration_manager.get_integration_module("dice").throw() in range(1, 7)


def test_the_settings_and_the_service_are_as_described(hub, tmp_path):
    schema = hub.integration_manager.schema("bridge")
    assert schema["properties"]["color"]["enum"] == ["warm", "cold"]
    assert schema["properties"]["host"]["title"] == "Address"
    with Testbed(tmp_path / "integrations" / "bridge.py", NEEDED["bridge"]) as bed:
        bed.service.answer("GET", "/about", {"name": "Big Bridge", "serial": "b-1"})
        bed.service.answer("GET", "/lamps", [{}, {}])
        assert bed.test() == "Connected to Big Bridge"
        assert bed.service.asked[0].headers["Authorization"] == "Bearer t0ken"
        assert bed.object.free(bed.entry.context) == 14
        assert bed.manager.config("bridge")["access_token"] == {"is_set": True}


def test_the_handlers_and_the_classes_work(hub, tmp_path):
    folder = tmp_path / "integrations"
    with Testbed(folder / "greeter") as bed:
        assert bed.action("greet", {"who": "Ann"}) == {"said": "Hello Ann"}
        assert [one["data"] for one in bed.poll("arrivals")] == [{"who": "Ann"}]
        assert bed.test() == "Ready to greet"
    with Testbed(folder / "messengers.py", NEEDED["pigeon"], id="pigeon") as bed:
        assert bed.action("send", {"text": "hi"}) == {"sent": "hi", "by": "42"}
        assert [one.type for one in bed.webhook({"flight": 3})] == ["pigeon.returned"]
    with Testbed(folder / "messengers.py", id="drum") as bed:
        assert bed.action("send", {"text": "hi"}) == {"beats": 2}
        assert bed.info.version == "2.0.0"


def test_the_documented_tests_pass(hub, tmp_path):
    spec = spec_from_file_location(
        "kettle_tests", tmp_path / "integrations" / "_tests" / "test_kettle.py"
    )
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.test_it_heats()
    module.test_it_tells_when_the_water_is_hot()
    suite = module.TestAcceptance()
    for name in dir(suite):
        if name == "test_invalid_settings_fail":
            with pytest.raises(pytest.skip.Exception, match="takes any settings"):
                getattr(suite, name)()
        elif name.startswith("test_"):
            getattr(suite, name)()


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
