"""The test bed runs an integration without a hub and without a network."""

import asyncio
import json
import sys
import threading
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from tests.testing.conftest import CONFIG, answers

from ova.core import InvalidInput
from ova.plugins import ConfigInvalid, ConnectionTestFailed, PluginFault
from ova.sdk import AuthFailed, InputInvalid, NotReady, OutputInvalid
from ova.testing import ExecutionContext, Service, Testbed


@pytest.fixture
def bed(sunny):
    with Testbed(sunny, CONFIG) as bed:
        answers(bed.service)
        yield bed


def test_a41_an_action_runs_with_its_credentials_and_checked_values(bed):
    assert bed.action("set_light", {"light": "desk"}) == {"light": "desk", "level": 100}
    put = bed.service.asked[-1]
    assert (put.method, put.path, put.json) == ("PUT", "/lights/desk", {"level": 100})
    assert put.headers["authorization"] == "Bearer k3y-of-ann"
    with pytest.raises(InputInvalid, match="/level "):
        bed.action("set_light", {"light": "desk", "level": 101})
    assert len([one for one in bed.service.asked if one.method == "PUT"]) == 1


def test_a41_a_poll_keeps_the_cursor_and_drops_what_came_before(bed):
    assert [one["id"] for one in bed.poll("new_bills")] == ["b1", "b2"]
    assert bed.service.asked[-1].params == {"since": "0"}
    bed.now += 60
    assert bed.poll("new_bills") == []
    assert bed.service.asked[-1].params == {"since": "1750000000"}
    bed.service.down = True
    bed.now += 60
    with pytest.raises(NotReady):
        bed.poll("new_bills")
    bed.service.down = False
    bed.poll("new_bills")
    assert bed.service.asked[-1].params == {"since": "1750000060"}  # the failed one moved nothing


def test_a41_a_record_that_does_not_fit_is_named(bed):
    bed.service.answer("GET", "/bills", [{"id": "b1", "amount": 1}, {"id": "", "amount": 2}])
    with pytest.raises(OutputInvalid, match="Record 1 of new_bills has no id"):
        bed.poll("new_bills")


def test_a41_a_webhook_is_verified_and_told_once(bed):
    payload = {"id": "e1", "button": "left"}
    (event,) = bed.webhook(payload)
    assert (event.type, event.payload) == ("sunny_home.button.pressed", {"button": "left"})
    assert bed.webhook(payload, bed.signature(payload)) == []  # the same external id again
    assert len(bed.events) == 1
    with pytest.raises(AuthFailed, match="not signed"):
        bed.webhook(payload, {"X-Sunny-Signature": "0" * 64})
    with pytest.raises(AuthFailed, match="not signed"):
        bed.webhook(payload, {})


def test_a41_a_sync_shows_the_entities(bed):
    entities = {one.id: one.state.state for one in bed.sync()}
    assert entities == {"light.desk": "on", "sensor.house_power": "231"}
    assert [one.key for one in bed.sync()] == ["sunny_home.desk", "sunny_home.power"]


def test_a41_data_is_checked(bed):
    batch = bed.data("power")
    assert batch.series == {"kWh": (1.5, None)}
    assert bed.endpoints() == ["power", "gas"]
    bed.service.answer("GET", "/series/power", {"days": ["2025-06-15"], "kwh": [1, 2]})
    with pytest.raises(OutputInvalid, match="kWh has 2 values for 1 dates"):
        bed.data("power")


def test_a41_the_connection_is_tested_as_before_saving(bed):
    assert bed.test() == "Signed in as ann@sunny.test"
    with pytest.raises(ConnectionTestFailed) as refused:
        bed.test({"api_key": "wrong"})
    assert refused.value.code == "invalid_auth"


def test_a41_a_missing_credential_is_named_before_any_request(sunny):
    with Testbed(sunny) as bed:
        with pytest.raises(ConfigInvalid, match="api_key is needed"):
            bed.action("set_light", {"light": "desk"})
        assert bed.service.asked == []


def test_a41_an_address_nobody_answers_is_named_with_what_to_write(bed):
    bed.action("set_light", {"light": "desk"})
    with pytest.raises(PluginFault) as fault:
        bed.action("set_light", {"light": "lamp"})
    assert "nothing answers PUT https://api.sunny.example/lights/lamp" in fault.value.reason


def test_a41_the_documented_way_with_an_execution_context_works(tmp_path):
    folder = tmp_path / "api_fetch"
    folder.mkdir()
    (folder / "api_fetch.py").write_text(
        "from ova.sdk import Integration, ActionHandler\n"
        "api_fetch = Integration.load()\n"
        "@api_fetch.action('call_api')\n"
        "class Call(ActionHandler):\n"
        "    async def execute(self, inputs, context):\n"
        "        return await context.fetch(inputs['url'],\n"
        "            headers={'Authorization': 'Bearer ' + context.auth['api_key']})\n"
    )
    fields = {"type": "object", "properties": {"api_key": {"type": "string"}}}
    told = {
        "name": "api-fetch",
        "entry_point": "api_fetch.py",
        "auth": {"type": "Custom", "fields": fields},
        "actions": {"call_api": {"input_schema": {"type": "object", "required": ["url"]}}},
    }
    (folder / "config.json").write_text(json.dumps(told))
    spec = spec_from_file_location("api_fetch", folder / "api_fetch.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    service = Service()
    service.answer("GET", "/test", lambda asked: {"data": dict(asked.headers)})

    async def run():
        async with ExecutionContext(auth={"api_key": "test_api_key"}, service=service) as context:
            inputs = {"url": "http://localhost:8000/test"}
            return await module.api_fetch.execute_action("call_api", inputs, context)

    assert asyncio.run(run())["data"]["Authorization"] == "Bearer test_api_key"


def test_a_module_a_folder_and_a_class_are_found(tmp_path, sunny):
    file = tmp_path / "bells.py"
    file.write_text(
        "from ova.sdk import BaseIntegration\n"
        "class Bell(BaseIntegration):\n    name = 'Bell'\n    key = 'bell'\n"
        "class Horn(BaseIntegration):\n    name = 'Horn'\n    key = 'horn'\n"
    )
    with pytest.raises(InvalidInput, match="several integrations: bell, horn"):
        Testbed(file)
    with Testbed(file, id="horn") as bed:
        assert bed.entry.name == "Horn"
    with pytest.raises(InvalidInput, match="There is no integration at"):
        Testbed(tmp_path / "absent.py")
    spec = spec_from_file_location("sunny_by_hand", sunny)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    with Testbed(module, CONFIG) as bed:
        assert bed.id == "sunny_home"


def test_nothing_is_left_behind(sunny):
    threads, modules = set(threading.enumerate()), len(sys.modules)
    with Testbed(sunny, CONFIG) as bed:
        answers(bed.service)
        bed.data("power")
        folder = bed.manager
    assert folder is not None
    for thread in set(threading.enumerate()) - threads:
        thread.join(30)  # idle ones end by themselves
        assert not thread.is_alive()
    with (
        pytest.raises(ConfigInvalid, match="colour is not a setting"),
        Testbed(sunny, {**CONFIG, "colour": 1}) as bed,
    ):
        bed.load()
    assert len(sys.modules) - modules < 10
