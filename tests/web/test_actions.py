"""Actions over REST, against a whole hub."""

import queue

import pytest
import socketio
from tests.hubs import hub_in_process, served_hub
from tests.platform.orders import KEY, SUNNY

from ova.satellite.transport import QuickSocket

HERE = "/api/integrations/sunny"


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ova")
    (folder / "integrations").mkdir()
    (folder / "integrations" / "sunny.py").write_text(SUNNY.replace("async def", "def"))
    with hub_in_process(folder) as hub:
        hub.setup("anna", "correct horse battery")
        hub.integration_manager.enable("sunny", KEY)
        hub.actions.run("sunny", "open_gate")  # starts the thread that keeps the log
        yield hub


def test_every_route_asks_who_is_there(rest):
    stranger = rest.test_client()

    for method, path in (
        ("GET", f"{HERE}/actions"),
        ("POST", f"{HERE}/actions/set_light"),
        ("PUT", f"{HERE}/actions/set_light"),
        ("GET", f"{HERE}/runs"),
        ("GET", "/api/usage"),
        ("GET", "/api/tools"),
    ):
        assert stranger.open(path, method=method).status_code == 401, path


def test_a48_actions_are_listed_with_the_schema_of_their_input(anna):
    actions = {one["name"]: one for one in anna.get(f"{HERE}/actions").json}

    assert set(actions) == {"set_light", "set_scene", "open_gate", "forecast", "odd", "fail"}
    assert actions["set_light"]["input_schema"]["properties"]["level"]["maximum"] == 100
    assert actions["open_gate"]["risky"]


def test_an_order_is_carried_out_and_logged(anna):
    answer = anna.post(f"{HERE}/actions/set_scene", json={"scene": "dinner"})

    assert answer.status_code == 200
    assert answer.json["data"] == {"scene": "dinner"}
    assert (answer.json["message"], answer.json["cost_usd"]) == ("Enjoy dinner.", 0.25)
    (run,) = anna.get(f"{HERE}/runs?limit=1").json
    assert (run["seq"], run["source"], run["code"]) == (answer.json["seq"], "rest", "")
    assert anna.post(f"{HERE}/actions/open_gate").json["data"] is None


def test_a28_no_secret_is_in_an_answer(anna):
    answer = anna.post(f"{HERE}/actions/forecast", json={"city": "Berlin", "days": 1})

    assert answer.json["data"]["key"] == "•••"
    assert "s3cret-key" not in answer.text + anna.get(f"{HERE}/runs").text


def test_a30_a_wrong_input_is_a_problem_with_every_pointer(anna):
    wrong = anna.post(f"{HERE}/actions/set_light", json={"light": 3, "level": 999})

    assert wrong.status_code == 422
    assert wrong.content_type == "application/problem+json"
    assert wrong.json["code"] == "invalid_input"
    assert [one["pointer"] for one in wrong.json["errors"]] == ["/light", "/level"]
    assert anna.post(f"{HERE}/actions/set_light", json=[1]).status_code == 422


def test_a31_a_wrong_output_is_a_502_and_not_shown(anna):
    wrong = anna.post(f"{HERE}/actions/forecast", json={"city": "nowhere", "days": 1})

    assert (wrong.status_code, wrong.json["code"]) == (502, "output_invalid")
    assert "data" not in wrong.json


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ("action", 502, "action_failed"),
        ("config", 409, "configuration_error"),
        ("ready", 503, "not_ready"),
        ("rate", 503, "rate_limited"),
        ("bug", 502, "plugin_fault"),
        ("exit", 502, "plugin_fault"),
    ],
)
def test_a34_every_kind_of_error_has_its_code(anna, how, status, code):
    wrong = anna.post(f"{HERE}/actions/fail", json={"how": how})

    assert (wrong.status_code, wrong.json["code"]) == (status, code)
    assert wrong.json["detail"]
    assert "s3cret-key" not in wrong.text


def test_a51_what_there_is_not_is_a_404_that_names_what_there_is(anna):
    action = anna.post(f"{HERE}/actions/dance", json={})
    integration = anna.post("/api/integrations/moony/actions/dance", json={})

    assert (action.status_code, integration.status_code) == (404, 404)
    assert "set_light" in action.json["cure"]
    assert "sunny" in integration.json["cure"]
    for path in ("actions", "runs"):
        assert anna.get(f"/api/integrations/moony/{path}").status_code == 404
    assert anna.put(f"{HERE}/actions/dance", json={"exposed": True}).status_code == 404


def test_the_log_is_read_by_page_action_and_outcome(anna):
    for light in ("a", "b", "c"):
        anna.post(f"{HERE}/actions/set_light", json={"light": light})
    anna.post(f"{HERE}/actions/set_light", json={})
    good = anna.get(f"{HERE}/runs?action=set_light&failed=false&limit=2").json
    older = anna.get(f"{HERE}/runs?action=set_light&failed=false&before={good[-1]['seq']}").json

    assert [run["input"]["light"] for run in good] == ["c", "b"]
    assert older[0]["input"]["light"] == "a"
    (bad, *_) = anna.get(f"{HERE}/runs?failed=true").json
    assert bad["code"] == "invalid_input"
    assert anna.get(f"{HERE}/runs?limit=0").status_code == 422


def test_b18_usage_is_added_up(anna):
    before = {one["action"]: one for one in anna.get("/api/usage").json}
    anna.post(f"{HERE}/actions/set_scene", json={"scene": "dinner"})
    after = {one["action"]: one for one in anna.get("/api/usage?integration=sunny").json}

    spent = before.get("set_scene", {"cost_usd": 0})["cost_usd"]
    assert after["set_scene"]["cost_usd"] == spent + 0.25
    assert anna.get("/api/usage?integration=moony").json == []


def test_b22_tools_follow_the_switch(anna):
    def tools():
        return {one["name"] for one in anna.get("/api/tools").json}

    assert "sunny__set_light" in tools()
    off = anna.put(f"{HERE}/actions/set_light", json={"exposed": False})
    assert (off.status_code, off.json["exposed"]) == (200, False)
    assert "sunny__set_light" not in tools()
    anna.put(f"{HERE}/actions/set_light", json={"exposed": True})
    assert anna.put(f"{HERE}/actions/set_light", json={}).status_code == 422


def test_a27_an_integration_that_lacks_its_credential_is_a_422(anna, whole_hub):
    manager = whole_hub.integration_manager
    whole_hub._database.secrets.delete("integration:sunny", "api_key")
    manager.reload("sunny")
    lacking = anna.post(f"{HERE}/actions/open_gate", json={})
    manager.disable("sunny")
    off = anna.post(f"{HERE}/actions/open_gate", json={})
    manager.enable("sunny", KEY)

    assert (lacking.status_code, lacking.json["code"]) == (422, "secret_missing")
    assert (off.status_code, off.json["code"]) == (503, "integration_not_loaded")


def test_runs_are_told_live_to_pages(tmp_path):
    folder = tmp_path / "home"
    (folder / "integrations").mkdir(parents=True)
    (folder / "integrations" / "sunny.py").write_text(SUNNY)
    heard: queue.Queue = queue.Queue()
    with served_hub(folder) as hub:
        hub.post("/api/integrations/sunny", {"config": KEY})
        page = socketio.Client(websocket_extra_options={"class_": QuickSocket})
        page.on("run", heard.put, namespace="/ui")
        page.connect(
            hub.url, auth={"token": hub.token}, namespaces=["/ui"], transports=["websocket"]
        )
        try:
            hub.post(f"{HERE}/actions/set_scene", {"scene": "dinner"})
            run = heard.get(timeout=60)
        finally:
            page.disconnect()

    assert (run["integration"], run["action"], run["source"]) == ("sunny", "set_scene", "rest")
