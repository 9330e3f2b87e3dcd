"""The link to a Home Assistant, proved against the real one."""

import pytest
from tests.integrations.programs import ask, change, run_action, wait_until
from tests.integrations.real_home_assistant import real_home_assistant

from ova.core import PluginState
from ova.home import ControlFailed
from ova.plugins import ConnectionTestFailed
from ova.sdk import ActionError

CONFIGURATION = """
homeassistant: {{name: Lab, latitude: 50.1, longitude: 14.4, elevation: 200, unit_system: metric, currency: EUR, time_zone: UTC, country: CZ}}
http: {{server_host: 127.0.0.1, server_port: {port}}}
api:
websocket_api:
config:
conversation:
intent:
input_boolean:
  heater: {{name: Heater}}
  lamp_state: {{name: Lamp State}}
input_number:
  lamp_level: {{name: Lamp Level, min: 0, max: 255, initial: 200}}
light:
  - platform: template
    lights:
      kitchen_lamp:
        friendly_name: Kitchen Lamp
        unique_id: kitchen_lamp
        value_template: "{{{{ is_state('input_boolean.lamp_state', 'on') }}}}"
        level_template: "{{{{ states('input_number.lamp_level') | int }}}}"
        turn_on: {{service: input_boolean.turn_on, target: {{entity_id: input_boolean.lamp_state}}}}
        turn_off: {{service: input_boolean.turn_off, target: {{entity_id: input_boolean.lamp_state}}}}
        set_level:
          - {{service: input_boolean.turn_on, target: {{entity_id: input_boolean.lamp_state}}}}
          - service: input_number.set_value
            target: {{entity_id: input_number.lamp_level}}
            data: {{value: "{{{{ brightness }}}}"}}
template:
  - sensor:
      - {{name: Outside Temperature, unique_id: outside, device_class: temperature, unit_of_measurement: "°C", state: "12.5"}}
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    with real_home_assistant(tmp_path_factory.mktemp("hass"), CONFIGURATION) as home:
        area = home.tell(type="config/area_registry/create", name="Scullery")
        for entity_id in ("light.kitchen_lamp", "sensor.outside_temperature"):
            home.tell(
                type="config/entity_registry/update",
                entity_id=entity_id,
                area_id=area["area_id"],
            )
        yield home


@pytest.fixture
def hub(real, start):
    hub = start()
    hub.integration_manager.disable("demo_home")
    info = hub.integration_manager.enable("home_assistant", real.config)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    return hub


def test_its_things_are_in_the_home_with_their_rooms(hub):
    lamp = hub.home.entity("light.kitchen_lamp")
    assert hub.home.area(lamp.area_id).name == "Scullery"
    sensor = hub.home.entity("sensor.outside_temperature")
    assert (sensor.state.state, sensor.device_class) == ("12.5", "temperature")
    assert hub.home.entity("input_boolean.heater").name == "Heater"


def test_commands_are_obeyed_and_the_new_state_is_seen(real, hub):
    for service, state in (("turn_on", "on"), ("turn_off", "off"), ("toggle", "on")):
        assert hub.home.control("input_boolean.heater", service).state.state == state
        assert real.call("GET", "/api/states/input_boolean.heater")["state"] == state


def test_a_lamp_is_dimmed_and_its_state_follows(real, hub):
    link = hub.integration_manager.get_integration_module("home_assistant")
    hub.home.control("light.kitchen_lamp", "turn_on", {"brightness_pct": 40})

    def dimmed():
        link.refresh()
        state = hub.home.entity("light.kitchen_lamp").state
        return state.state == "on" and state.attributes.get("brightness") == 102

    wait_until(dimmed, "the lamp was not dimmed")
    assert real.call("GET", "/api/states/input_number.lamp_level")["state"] == "102.0"


def test_what_changes_there_is_seen_here(real, hub):
    link = hub.integration_manager.get_integration_module("home_assistant")
    real.call(
        "POST",
        "/api/states/sensor.guest",
        json={"state": "7", "attributes": {"friendly_name": "Guest"}},
    )
    link.refresh()
    assert hub.home.entity("sensor.guest").state.state == "7"
    real.call("POST", "/api/states/sensor.guest", json={"state": "8"})
    link.refresh()
    assert {e.state.state for e in hub.home.entities() if e.key.endswith("sensor.guest")} == {"8"}


def test_the_documented_functions_work(hub):
    link = hub.integration_manager.get_integration_module("home_assistant")
    assert link.get_api() == {"message": "API running."}
    answer = link.post_api({"name": "HassTurnOn", "data": {"name": "Kitchen Lamp"}})
    assert answer.json()["response_type"] == "action_done"


def test_a_sentence_is_handed_on_to_assist(real, hub):
    real.call("POST", "/api/services/light/turn_off", json={"entity_id": "light.kitchen_lamp"})
    told = run_action(hub, "home_assistant", "converse", {"text": "turn on Kitchen Lamp"})
    assert (told.data["kind"], bool(told.message)) == ("action_done", True)
    assert real.call("GET", "/api/states/light.kitchen_lamp")["state"] == "on"
    with pytest.raises(ActionError):
        run_action(hub, "home_assistant", "converse", {"text": "fold the laundry"})
    order = {"domain": "light", "service": "turn_off", "data": {"entity_id": "light.kitchen_lamp"}}
    changed = run_action(hub, "home_assistant", "service", order).data["changed"]
    assert "light.kitchen_lamp" in changed


def test_a_service_it_refuses_is_told(hub):
    with pytest.raises(ControlFailed, match="Home Assistant refused"):
        hub.home.control(
            "light.kitchen_lamp", "turn_on", {"color_temp_kelvin": 3000, "rgb_color": [1, 2, 3]}
        )
    for data in ({"color_temp_kelvin": 3000}, {"rgb_color": [1, 2, 3]}, {"color_name": "red"}):
        assert hub.home.control("light.kitchen_lamp", "turn_on", data)


def test_a_wrong_token_asks_for_a_new_one(real, hub):
    manager = hub.integration_manager
    with pytest.raises(ConnectionTestFailed, match="refuses the access token") as refused:
        manager.set_config("home_assistant", {"access_token": "wrong"})
    assert refused.value.code == "invalid_auth"
    assert manager.info("home_assistant").state == PluginState.LOADED
    info = manager.set_config("home_assistant", {"access_token": "wrong"}, force=True)
    assert info.state == PluginState.REAUTH
    info = manager.reauth("home_assistant", {"access_token": real.token})
    assert info.state == PluginState.LOADED


def live(hub):
    """Wait until changes are heard of at once."""
    wait_until(lambda: ask(hub, "home_assistant", "diagnostics")["hears_at_once"], "not live")


@pytest.fixture
def live_hub(hub):
    """A hub that would not notice anything by asking."""
    hub.integration_manager.set_config("home_assistant", {"refresh_seconds": 3600})
    live(hub)
    return hub


def test_a7_changes_are_heard_of_at_once(real, live_hub):
    home = live_hub.home
    with change(home, lambda one: one.name == "Postbox" and one.state.state == "2"):
        for state in ("1", "2"):
            attributes = {"friendly_name": "Postbox", "color": "red"}
            body = {"state": state, "attributes": attributes}
            real.call("POST", "/api/states/sensor.postbox", json=body)
    with change(home, lambda one: one.name == "Postbox" and "size" in one.state.attributes):
        body = {"state": "2", "attributes": {"friendly_name": "Postbox", "size": 3}}
        real.call("POST", "/api/states/sensor.postbox", json=body)
    assert home.entity("sensor.postbox").state.attributes == {"size": 3}
    real.call("DELETE", "/api/states/sensor.postbox")
    wait_until(lambda: "Postbox" not in [one.name for one in home.entities()], "it is still there")


def test_a7_a_command_is_followed_by_what_others_do_then(real, live_hub):
    home = live_hub.home
    home.control("light.kitchen_lamp", "turn_on")
    with change(home, lambda one: one.id == "light.kitchen_lamp" and one.state.state == "off"):
        real.call("POST", "/api/services/light/turn_off", json={"entity_id": "light.kitchen_lamp"})


def test_a7_rooms_are_those_of_the_registries_also_when_they_change(real, live_hub):
    home = live_hub.home
    lamp = home.entity("light.kitchen_lamp")
    assert home.area(lamp.area_id).name == "Scullery"
    attic = real.tell(type="config/area_registry/create", name="Attic")
    try:
        with change(home, lambda one: one.id == lamp.id and one.area_id != lamp.area_id):
            real.tell(
                type="config/entity_registry/update",
                entity_id=lamp.id,
                area_id=attic["area_id"],
            )
        assert home.area(home.entity(lamp.id).area_id).name == "Attic"
    finally:
        areas = real.tell(type="config/area_registry/list")
        scullery = next(area for area in areas if area["name"] == "Scullery")
        with change(home, lambda one: one.id == lamp.id and one.area_id == lamp.area_id):
            real.tell(
                type="config/entity_registry/update",
                entity_id=lamp.id,
                area_id=scullery["area_id"],
            )
        real.tell(type="config/area_registry/delete", area_id=attic["area_id"])


def test_a7_only_what_is_exposed_to_assist_comes_in(real, hub):
    for entity_id, exposed in (("light.kitchen_lamp", True), ("input_boolean.heater", False)):
        real.tell(
            type="homeassistant/expose_entity",
            assistants=["conversation"],
            entity_ids=[entity_id],
            should_expose=exposed,
        )
    hub.integration_manager.set_config("home_assistant", {"only_exposed": True})
    here = {e.id for e in hub.home.entities() if e.state.state != "unavailable"}
    assert "light.kitchen_lamp" in here
    assert "input_boolean.heater" not in here


def test_a7_who_is_connected_is_told(real, hub):
    told = ask(hub, "home_assistant", "account_info")
    assert told["name"] == "Lab"
    assert len(told["id"]) == 32
    assert hub.integration_manager.test("home_assistant").startswith("Connected with Lab, Home")


def test_d7_another_address_keeps_the_things_and_the_account(real, hub):
    hub.home.update_entity("light.kitchen_lamp", name="Cooking Light")
    before = {(e.id, e.key, e.name) for e in hub.home.entities()}
    account = ask(hub, "home_assistant", "account_info")
    # 127.1 is another way to write the same address
    info = hub.integration_manager.set_config("home_assistant", {"host": "127.1"})
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    assert {(e.id, e.key, e.name) for e in hub.home.entities()} == before
    assert ask(hub, "home_assistant", "account_info") == account


def test_a_restart_is_survived_and_changes_are_heard_of_again(real, live_hub):
    home = live_hub.home
    with change(home, lambda e: e.id == "light.kitchen_lamp" and e.state.state == "unavailable"):
        real.stop()
    live_hub.integration_manager.set_config("home_assistant", {"refresh_seconds": 1}, force=True)
    with change(home, lambda e: e.id == "light.kitchen_lamp" and e.state.state != "unavailable"):
        real.start()
        wait_until(real.running, "Home Assistant is not running")
    live(live_hub)
