"""The link to a Home Assistant, proved against the real one.

``OVA_TEST_HASS`` names the ``hass`` program of a Home Assistant installed with the packages its
``frontend``, ``conversation`` and ``intent`` integrations need. It is started on this machine only.
"""

import json
import os
import socket
import subprocess
import time
from dataclasses import dataclass

import pytest
import requests
from tests.peers import require
from websocket import create_connection

from ova.core import PluginState
from ova.home import ControlFailed

START_S = 90.0
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


@dataclass
class Real:
    """A running Home Assistant."""

    port: int
    token: str = ""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def config(self):
        return {"host": "127.0.0.1", "port": self.port, "access_token": self.token}

    def call(self, method, path, **options):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        response = requests.request(method, self.url + path, headers=headers, timeout=30, **options)
        response.raise_for_status()
        return response.json() if response.content else None

    def running(self):
        try:
            if not self.token:
                return bool(self.call("GET", "/api/onboarding"))
            return self.call("GET", "/api/config")["state"] == "RUNNING"
        except requests.RequestException:
            return False

    def onboard(self):
        """Make the owner and keep an access token; it is good for half an hour."""
        client = self.url + "/"
        owner = {"client_id": client, "name": "Lab", "language": "en"}
        owner |= {"username": "lab", "password": "a lab password"}
        code = self.call("POST", "/api/onboarding/users", json=owner)["auth_code"]
        grant = {"client_id": client, "grant_type": "authorization_code", "code": code}
        self.token = self.call("POST", "/auth/token", data=grant)["access_token"]

    def tell(self, **message):
        """Send one websocket command and return its result."""
        address = self.url.replace("http", "ws") + "/api/websocket"
        link = create_connection(address, timeout=30)
        try:
            link.recv()
            link.send(json.dumps({"type": "auth", "access_token": self.token}))
            assert json.loads(link.recv())["type"] == "auth_ok"
            link.send(json.dumps({"id": 1} | message))
            answer = json.loads(link.recv())
            assert answer["success"], answer
            return answer["result"]
        finally:
            link.close()


def wait_until(condition, what):
    """Wait for a condition of another process, which tells nobody when it comes true."""
    end = time.monotonic() + START_S
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    program = os.environ.get("OVA_TEST_HASS", "")
    require(lambda: bool(program), "OVA_TEST_HASS does not name the hass program")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        home = Real(probe.getsockname()[1])
    folder = tmp_path_factory.mktemp("hass")
    (folder / "configuration.yaml").write_text(CONFIGURATION.format(port=home.port))
    with (folder / "out.log").open("w") as log:
        process = subprocess.Popen(
            [program, "-c", str(folder), "--skip-pip"], stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_until(home.running, f"Home Assistant did not start: see {folder}/out.log")
            home.onboard()
            wait_until(home.running, "Home Assistant is not running")
            area = home.tell(type="config/area_registry/create", name="Scullery")
            for entity_id in ("light.kitchen_lamp", "sensor.outside_temperature"):
                home.tell(
                    type="config/entity_registry/update",
                    entity_id=entity_id,
                    area_id=area["area_id"],
                )
            yield home
        finally:
            process.terminate()
            process.wait(60)


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


def test_a_service_it_refuses_is_told(hub):
    with pytest.raises(ControlFailed, match="Home Assistant refused"):
        hub.home.control(
            "light.kitchen_lamp", "turn_on", {"color_temp_kelvin": 3000, "rgb_color": [1, 2, 3]}
        )
    for data in ({"color_temp_kelvin": 3000}, {"rgb_color": [1, 2, 3]}, {"color_name": "red"}):
        assert hub.home.control("light.kitchen_lamp", "turn_on", data)


def test_a_wrong_token_is_a_setup_error(hub):
    info = hub.integration_manager.set_config("home_assistant", {"access_token": "wrong"})
    assert info.state == PluginState.SETUP_ERROR
    assert "refuses the access token" in info.reason
