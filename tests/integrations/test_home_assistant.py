"""The link to a Home Assistant, against its API as it is documented."""

import json
import socket
import threading

import pytest
import requests
import responses
from responses import matchers
from tests.integrations.programs import ask, wait_until

from ova.core import PluginState
from ova.home import ControlFailed
from ova.plugins import ConfigInvalid, ConnectionTestFailed
from ova.sdk import AuthFailed, NotReady

BASE = "http://ha.test:8123/api"
TOKEN = "a-long-lived-access-token"
CONFIG = {"host": "ha.test", "access_token": TOKEN, "refresh_seconds": 3600}
STATES = [
    {
        "entity_id": "light.porch",
        "state": "on",
        "attributes": {"friendly_name": "Porch Light", "brightness": 200, "icon": "mdi:lamp"},
    },
    {
        "entity_id": "sensor.attic",
        "state": "19.5",
        "attributes": {
            "friendly_name": "Attic",
            "device_class": "temperature",
            "unit_of_measurement": "°C",
        },
    },
    {"entity_id": "cover.shed_door", "state": "open", "attributes": {}},
    {"entity_id": "sun.sun", "state": "above_horizon", "attributes": {"friendly_name": "Sun"}},
    {"entity_id": 7, "state": "odd"},
    "nonsense",
]


class Fake:
    """Answers as Home Assistant does, and remembers what it was asked."""

    def __init__(self, mock):
        self.mock = mock
        self.states = json.loads(json.dumps(STATES))
        self.status = 200
        self.floors = True
        self.asked = []
        self.fetched = threading.Event()
        for method, path in (
            ("GET", ""),
            ("GET", "config"),
            ("GET", "states"),
            ("POST", "template"),
            ("POST", "intent/handle"),
            ("POST", "services/light/turn_on"),
            ("POST", "services/cover/close_cover"),
            ("GET", "states/cover.shed_door"),
        ):
            mock.add_callback(
                method,
                f"{BASE}/{path}",
                lambda request, path=path: self.answer(path, request),
                content_type="application/json",
            )

    def answer(self, path, request):
        body = json.loads(request.body) if request.body else None
        self.asked.append((path, body, request.headers["Authorization"]))
        if self.status != 200:
            return self.status, {}, json.dumps({"message": "told so"})
        if path == "template":
            if "floor_name" in body["template"]:
                if not self.floors:
                    return 400, {}, json.dumps({"message": "'floor_name' is undefined"})
                return 200, {}, "Porch\tGround\nAttic\t\n"
            return 200, {}, "light.porch\tPorch\nsensor.attic\tAttic\nsun.sun\t\n"
        if path == "states":
            self.fetched.set()
            return 200, {}, json.dumps(self.states)
        if path == "services/light/turn_on":
            if body.get("color_name") == "blurple":
                return 400, {}, json.dumps({"message": "extra keys not allowed"})
            self.states[0] = {
                "entity_id": "light.porch",
                "state": "on",
                "attributes": {"friendly_name": "Porch Light", "color_mode": "rgb"},
            }
            return 200, {}, json.dumps([{"entity_id": "x.y"}, self.states[0]])
        if path == "services/cover/close_cover":
            self.states[2]["state"] = "closed"
            return 200, {}, "[]"
        if path == "states/cover.shed_door":
            return 200, {}, json.dumps(self.states[2])
        if path == "config":
            about = {"location_name": "Cabin", "version": "2026.11.2", "state": "RUNNING"}
            return 200, {}, json.dumps(about)
        if path == "intent/handle":
            return 200, {}, json.dumps({"speech": {"plain": {"speech": "Done"}}})
        return 200, {}, json.dumps({"message": "API running."})


@pytest.fixture
def fake():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield Fake(mock)


@pytest.fixture
def hub(fake, start):
    hub = start()
    hub.integration_manager.disable("demo_home")
    assert hub.integration_manager.enable("home_assistant", CONFIG).state == PluginState.LOADED
    return hub


def link(hub):
    return hub.integration_manager.get_integration_module("home_assistant")


def told(hub):
    return hub.integration_manager.info("home_assistant")


def test_host_and_token_must_be_given_before_anything_is_asked(start):
    manager = start().integration_manager
    with pytest.raises(ConfigInvalid) as refused:
        manager.enable("home_assistant")
    assert refused.value.fields == {"host": "is needed", "access_token": "is needed"}
    with pytest.raises(ConfigInvalid):
        manager.enable("home_assistant", CONFIG | {"port": 0})
    assert not manager.info("home_assistant").enabled


def test_a7_its_things_come_with_names_rooms_floors_and_states(hub):
    home = hub.home
    porch = home.entity("light.porch_light")
    assert (porch.name, porch.state.state) == ("Porch Light", "on")
    assert porch.state.attributes == {"brightness": 200}
    area = home.area(porch.area_id)
    assert (area.name, home.floor(area.floor_id).name) == ("Porch", "Ground")
    attic = home.entity("sensor.attic")
    assert (attic.device_class, attic.state.state) == ("temperature", "19.5")
    assert home.area(attic.area_id).floor_id is None
    assert home.entity("cover.shed_door").area_id is None
    ours = [entity.id for entity in home.entities() if entity.source == "home_assistant"]
    assert len(ours) == 3


def test_a7_every_request_carries_the_token(fake, hub):
    assert {token for *_, token in fake.asked} == {f"Bearer {TOKEN}"}


def test_an_older_home_assistant_without_floors_is_fine(fake, start):
    fake.floors = False
    hub = start()
    assert hub.integration_manager.enable("home_assistant", CONFIG).state == PluginState.LOADED
    assert hub.home.area(hub.home.entity("light.porch_light").area_id).floor_id is None


def test_a7_get_api_and_post_api_work_as_documented(fake, hub):
    assert link(hub).get_api() == {"message": "API running."}
    data = {"name": "HassTurnOn", "data": {"name": "Porch Light"}}
    answer = link(hub).post_api(data)
    assert answer.json()["speech"]["plain"]["speech"] == "Done"
    assert fake.asked[-1][:2] == ("intent/handle", data)


def test_a7_a_command_goes_to_the_service_and_its_answer_is_the_new_state(fake, hub):
    entity = hub.home.control("light.porch_light", "turn_on", {"brightness_pct": 30})
    assert fake.asked[-1][:2] == (
        "services/light/turn_on",
        {"entity_id": "light.porch", "brightness_pct": 30},
    )
    assert entity.state.attributes == {"color_mode": "rgb"}  # brightness is gone there too


def test_all_states_are_looked_at_again_soon_after_a_command(fake, hub):
    seen = threading.Event()
    end = hub.home.subscribe(lambda entity: seen.set() if entity.state.state == "30" else None)
    fake.states[1]["state"] = "30"
    hub.home.control("light.porch_light", "turn_on")
    assert seen.wait(20)
    end()


def test_a_service_that_tells_nothing_is_followed_by_a_look_at_the_state(fake, hub):
    assert hub.home.control("cover.shed_door", "close_cover").state.state == "closed"


def test_a_refused_command_says_why(hub):
    with pytest.raises(ControlFailed, match="Home Assistant refused: extra keys not allowed"):
        hub.home.control("light.porch_light", "turn_on", {"color_name": "blurple"})


def test_refreshing_tells_changes_new_things_and_vanished_things(fake, hub):
    fake.states[1]["state"] = "21"
    link(hub).refresh()
    assert hub.home.entity("sensor.attic").state.state == "21"
    fake.states[0:1] = [{"entity_id": "lock.gate", "state": "locked", "attributes": {}}]
    link(hub).refresh()
    assert hub.home.entity("lock.gate").state.state == "locked"
    assert "light.porch_light" not in [entity.id for entity in hub.home.entities()]


def test_states_are_refreshed_in_the_background_until_it_is_unloaded(fake, hub):
    changed = threading.Event()
    end = hub.home.subscribe(lambda entity: changed.set() if entity.state.state == "25" else None)
    hub.integration_manager.set_config("home_assistant", {"refresh_seconds": 1})
    fake.states[1]["state"] = "25"
    assert changed.wait(20)
    end()
    hub.integration_manager.disable("home_assistant")
    assert [thread for thread in threading.enumerate() if thread.name == "home-assistant"] == []


def test_an_outage_makes_things_unavailable_once_and_they_recover(fake, hub):
    away, back = threading.Event(), threading.Event()

    def watch(entity):
        if entity.id == "light.porch_light":
            (away if entity.state.state == "unavailable" else back).set()

    end = hub.home.subscribe(watch)
    hub.integration_manager.set_config("home_assistant", {"refresh_seconds": 1})
    back.clear()
    fake.status = 503
    assert away.wait(20)
    assert told(hub).warnings == ("Home Assistant is starting or stopping. Wait a moment.",)
    fake.status = 200
    assert back.wait(20)
    end()
    # things are told one after the other, and the warning goes when all were
    wait_until(lambda: told(hub).warnings == (), "the warning stayed")
    assert hub.home.entity("light.porch_light").state.state == "on"


def test_a_refused_token_asks_for_a_new_one(fake, start):
    fake.status = 401
    hub = start()
    with pytest.raises(ConnectionTestFailed) as refused:
        hub.integration_manager.enable("home_assistant", CONFIG)
    assert refused.value.code == "invalid_auth"
    info = hub.integration_manager.enable("home_assistant", CONFIG, force=True)
    assert info.state == PluginState.REAUTH
    assert info.reason == "Home Assistant refuses the access token."
    assert "long-lived access token" in info.cure
    fake.status = 200
    info = hub.integration_manager.set_config("home_assistant", {"access_token": "right"})
    assert info.state == PluginState.LOADED


def test_a_token_refused_later_ends_the_asking(fake, hub):
    away = threading.Event()
    end = hub.home.subscribe(
        lambda entity: away.set() if entity.state.state == "unavailable" else None
    )
    hub.integration_manager.set_config("home_assistant", {"refresh_seconds": 1})
    fake.status = 401
    assert away.wait(20)
    end()
    for thread in threading.enumerate():
        if thread.name == "home-assistant":
            thread.join(20)
            assert not thread.is_alive()
    with pytest.raises(AuthFailed):
        link(hub).get_api()


def test_a_home_assistant_that_is_away_at_the_start_is_waited_for(start):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    hub = start()
    info = hub.integration_manager.enable(
        "home_assistant",
        CONFIG | {"host": "127.0.0.1", "port": port, "timeout_seconds": 2},
        force=True,
    )
    assert info.state == PluginState.LOADED
    assert "cannot be reached" in info.warnings[0]
    with pytest.raises(NotReady, match="cannot be reached"):
        link(hub).get_api()


@pytest.mark.parametrize("body", ["<html>router</html>", "{}", "5"])
def test_something_else_that_answers_there_is_noticed(start, body):
    with responses.RequestsMock() as mock:
        mock.get(f"{BASE}/states", body=body, match=[matchers.header_matcher({})])
        info = start().integration_manager.enable("home_assistant", CONFIG, force=True)
        assert "not Home Assistant" in info.warnings[0]


def test_a_slow_home_assistant_is_not_waited_for_without_end(start):
    with responses.RequestsMock() as mock:
        mock.get(f"{BASE}/states", body=requests.ReadTimeout())
        info = start().integration_manager.enable("home_assistant", CONFIG, force=True)
        assert "does not answer in time" in info.warnings[0]


def test_only_the_chosen_kinds_come_in(hub):
    hub.integration_manager.set_config("home_assistant", {"domains": ["light"]})
    there = [e for e in hub.home.entities() if e.source == "home_assistant"]
    assert {e.domain for e in there if e.state.state != "unavailable"} == {"light"}


def test_a7_what_is_connected_is_told_before_it_is_saved(fake, hub):
    said = hub.integration_manager.test("home_assistant")
    assert said == "Connected with Cabin, Home Assistant 2026.11.2."
    assert ask(hub, "home_assistant", "account_info") == {"id": "", "name": "Cabin"}


def test_diagnostics_tell_what_there_is_and_no_secret(hub):
    told_of = ask(hub, "home_assistant", "diagnostics")
    assert told_of["things"] == {"light": 1, "sensor": 1, "cover": 1}
    assert (told_of["reachable"], told_of["hears_at_once"]) == (True, False)
    assert TOKEN not in str(told_of)


def test_only_exposed_things_need_the_websocket(fake, start):
    manager = start().integration_manager
    with pytest.raises(ConnectionTestFailed) as refused:
        manager.enable("home_assistant", CONFIG | {"only_exposed": True})
    assert refused.value.code == "cannot_connect"
