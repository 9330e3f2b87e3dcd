"""The life of an integration over REST, and what it brings into the home."""

import re

import pytest

LAMPS = """
    from pydantic import BaseModel, Field
    from ova.sdk import Controller, Device, NotReady, Sensor, action

    manifest = {
        "name": "Lamps", "description": "Lamps of a test", "version": "1.2", "category": "smart_home",
        "docs": "https://lamps.example/docs", "logo": "logo.svg",
        "config": {"type": "object", "required": ["host"], "properties": {}},
    }
    WORLD = {"lamps": [("desk", "Desk", 40), ("Hall", "Hall", 0), ("attic", "Attic", 0)], "fail": None}

    class SetLight(BaseModel):
        light: str = Field(description="Which")
        level: int = Field(100, ge=0, le=100)

    class Lamps:
        def __init__(self, config):
            self.config, self.calls = config, []
        def test_connection(self, ctx):
            if self.config["host"] == "nowhere":
                raise NotReady("The lamps do not answer.")
            return "Three lamps"
        def activate(self, ctx):
            return "Welcome"
        @action()
        def set_light(self, data: SetLight, ctx):
            self.calls.append((data.light, data.level))
            return {"light": data.light}
        def entities(self, ctx):
            for key, name, level in WORLD["lamps"]:
                yield Controller(key, name, level, "%", control="set_light", as_="light")
            if WORLD["fail"]:
                raise WORLD["fail"]
            yield Sensor("power", "Power", 5, "W")

    def build_integration(config, ova):
        return Lamps(config)
    def default_config():
        return {"host": "", "api_key": "", "port": 80}
"""
LIFE = "/api/integrations/lamps"


@pytest.fixture
def lamps(house):
    house.write("lamps/__init__.py", LAMPS)
    house.manager.rescan()
    return house


def test_what_was_dropped_in_just_now_can_be_activated(house):
    house.write("lamps/__init__.py", LAMPS)
    assert activated(house)["state"] == "loaded"


def world(house):
    return house.manager.get_integration_module("lamps").entities.__globals__["WORLD"]


def activated(house):
    return house.good("POST", f"{LIFE}/activate", {"config": {"host": "box"}})


def names(house):
    return [one["name"] for one in house.good("GET", "/api/entities") if one["source"] == "lamps"]


def test_a14_the_picker_tells_label_description_logo_category_and_docs(lamps):
    found = {one["id"]: one for one in lamps.good("GET", "/api/integrations/available")}
    lamp = found["lamps"]
    wanted = ("name", "description", "logo", "category", "docs")
    assert [lamp[name] for name in wanted] == [
        "Lamps",
        "Lamps of a test",
        "/integration/lamps/static/logo.svg",
        "smart_home",
        "https://lamps.example/docs",
    ]
    assert "lamps" in [one["id"] for one in lamps.good("GET", "/api/integrations/not_imported")]
    activated(lamps)
    assert "lamps" in [one["id"] for one in lamps.good("GET", "/api/integrations/imported")]


def test_a15_an_unknown_id_is_not_found_on_every_route(house):
    asked = 0
    for rule in house.app.url_map.iter_rules():
        if not rule.rule.startswith(("/api/integrations/<plugin_id>", "/integration/<plugin_id>")):
            continue
        path = rule.rule.replace("<plugin_id>", "nothing_here")
        path = re.sub(r"<[^>]+>", "some", path)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            body = {"config": {}, "keys": None}
            if path.endswith("reauth"):
                body = {"config": {}}
            elif path.endswith("choice"):
                body = {"keys": None}
            elif "/actions/" in path and method == "PUT":
                body = {"exposed": True}
            elif not path.endswith("/config"):
                body = {}
            query = {"mode": "all", "confirm": "1"} if method == "DELETE" else {}
            options = {} if method in ("GET", "DELETE") else {"body": body}
            status, problem = house.ask(method, path, query_string=query, **options)
            assert (status, problem["status"]) == (404, 404), (method, path, problem)
            asked += 1
    assert asked > 20
    assert house.ask("DELETE", "/api/integrations/nothing_here?dry_run=1")[0] == 404
    assert house.ask("DELETE", "/api/integrations/nothing_here")[0] == 404


def test_a16_activating_tells_state_and_message_and_a_second_time_does_nothing(lamps):
    info = activated(lamps)
    assert (info["state"], info["message"]) == ("loaded", "Welcome")
    built = lamps.manager.get_integration_module("lamps")
    assert lamps.good("POST", f"{LIFE}/activate")["state"] == "loaded"
    assert lamps.manager.get_integration_module("lamps") is built


def test_a17_activating_without_a_needed_setting_gives_the_form_and_changes_nothing(lamps):
    status, problem = lamps.ask("POST", f"{LIFE}/activate", {})
    assert (status, problem["code"]) == (422, "config_invalid")
    assert problem["errors"] == [
        {"field": "host", "detail": "is needed", "kind": "missing", "values": {}}
    ]
    assert set(problem["form"]["schema"]["properties"]) == {"host", "api_key", "port"}
    assert problem["form"]["values"]["api_key"] == {"is_set": False}
    info = lamps.good("GET", LIFE)
    assert (info["state"], info["enabled"]) == ("not_loaded", False)


def test_b1_a_test_says_what_is_wrong_and_saves_nothing_and_force_saves_anyway(lamps):
    tried = lamps.good("POST", f"{LIFE}/test", {"config": {"host": "box"}})
    assert tried == {"ok": True, "message": "Three lamps"}
    assert lamps.good("GET", f"{LIFE}/config")["host"] == ""
    activated(lamps)
    settings = {"host": "nowhere", "port": 81}
    status, problem = lamps.ask("PUT", f"{LIFE}/config", settings)
    assert (status, problem["code"]) == (422, "cannot_connect")
    assert lamps.good("GET", f"{LIFE}/config")["port"] == 80
    saved = lamps.good("PUT", f"{LIFE}/config?force=1", settings)
    assert (saved["host"], saved["port"]) == ("nowhere", 81)
    assert lamps.good("GET", f"{LIFE}/config/default")["port"] == 80


def test_d5_settings_that_do_not_pass_overwrite_nothing(lamps):
    activated(lamps)
    built = lamps.manager.get_integration_module("lamps")
    assert lamps.ask("POST", f"{LIFE}", {"config": {"host": "nowhere"}})[0] == 422
    assert lamps.manager.get_integration_module("lamps") is built
    assert built.config["host"] == "box"


def test_d6_a_refused_form_names_its_fields_and_leaves_the_stored_values(lamps):
    activated(lamps)
    status, problem = lamps.ask("PUT", f"{LIFE}/config", {"host": "x", "port": "many"})
    assert (status, [one["field"] for one in problem["errors"]]) == (422, ["port"])
    assert "many" not in str(problem["errors"])
    assert lamps.good("GET", f"{LIFE}/config")["host"] == "box"


def test_a18_deactivating_keeps_settings_and_secrets_and_makes_entities_unavailable(lamps):
    lamps.good("POST", f"{LIFE}/activate", {"config": {"host": "box", "api_key": "k-12345678"}})
    info = lamps.good("POST", f"{LIFE}/deactivate")
    assert (info["state"], info["enabled"]) == ("not_loaded", False)
    assert lamps.good("GET", "/api/entities/light.desk")["state"] == "unavailable"
    config = lamps.good("GET", f"{LIFE}/config")
    assert (config["host"], config["api_key"]) == ("box", {"is_set": True})


def test_d16_pausing_and_resuming_over_rest(lamps):
    activated(lamps)
    assert lamps.good("POST", f"{LIFE}/pause")["state"] == "paused"
    assert lamps.good("POST", f"{LIFE}/resume")["state"] == "loaded"
    lamps.good("POST", f"{LIFE}/pause")
    assert lamps.good("POST", f"{LIFE}/activate")["state"] == "loaded"
    assert lamps.manager.resume("lamps").state.value == "loaded"


def test_a11_syncing_twice_gives_the_same_rows_under_case_folded_keys(lamps):
    activated(lamps)
    before = [(one.id, one.key) for one in lamps.hub.home.entities()]
    assert ("light.hall", "lamps.hall") in before
    assert not any(lamps.good("POST", f"{LIFE}/sync").values())
    assert [(one.id, one.key) for one in lamps.hub.home.entities()] == before


def test_b12_a_sync_names_what_came_and_went_and_keeps_what_was_changed(lamps):
    activated(lamps)
    lamps.good("PATCH", "/api/entities/light.hall", {"name": "Corridor"})
    world(lamps)["lamps"][:] = [("desk", "Desk", 40), ("new", "Cellar", 0)]
    assert lamps.good("POST", f"{LIFE}/sync") == {
        "created": ["Cellar"],
        "updated": [],
        "reconnected": [],
        "detached": ["Corridor"],
        "removed": ["Attic"],
    }
    assert lamps.good("GET", "/api/entities/light.hall")["detached"] is True
    world(lamps)["lamps"].append(("HALL", "Hall", 10))
    assert lamps.good("POST", f"{LIFE}/sync")["reconnected"] == ["Corridor"]


def test_b12_a_read_that_breaks_off_lets_nothing_go(lamps):
    activated(lamps)
    before = names(lamps)
    world(lamps)["lamps"].clear()
    world(lamps)["fail"] = ValueError("page 2 is missing")
    status, problem = lamps.ask("POST", f"{LIFE}/sync")
    assert (status, problem["code"]) == (502, "plugin_fault")
    assert names(lamps) == before


def test_d8_an_orphan_can_be_deleted_and_one_in_use_not(lamps):
    activated(lamps)
    lamps.good("PATCH", "/api/entities/light.attic", {"exposed": False})
    assert lamps.ask("DELETE", "/api/entities/light.attic")[0] == 409
    del world(lamps)["lamps"][2]
    lamps.good("POST", f"{LIFE}/sync")
    assert lamps.ask("DELETE", "/api/entities/light.attic")[0] == 204
    assert lamps.ask("GET", "/api/entities/light.attic")[0] == 404


def test_d9_what_is_imported_can_be_chosen_before_with_the_count_shown(lamps):
    status, problem = lamps.ask("GET", f"{LIFE}/entities/preview")
    assert (status, problem["errors"][0]["field"]) == (422, "host")
    lamps.good("PUT", f"{LIFE}/config", {"host": "box"})
    shown = lamps.good("GET", f"{LIFE}/entities/preview")
    assert (shown["count"], shown["choice"], shown["needs_sync"]) == (4, None, True)
    assert shown["changes"]["created"] == ["Desk", "Hall", "Attic", "Power"]
    assert names(lamps) == []
    assert lamps.good("GET", LIFE)["state"] == "not_loaded"
    lamps.good("PUT", f"{LIFE}/entities/choice", {"keys": ["Hall", "power"]})
    lamps.good("POST", f"{LIFE}/activate")
    assert names(lamps) == ["Hall", "Power"]
    changed = lamps.good("PUT", f"{LIFE}/entities/choice", {"keys": ["desk", "power"]})
    assert (changed["created"], changed["removed"]) == (["Desk"], ["Hall"])
    shown = lamps.good("GET", f"{LIFE}/entities/preview")
    assert [one["key"] for one in shown["entities"] if one["chosen"]] == ["desk", "power"]
    assert (shown["choice"], shown["needs_sync"]) == (["desk", "power"], False)
    lamps.good("PUT", f"{LIFE}/entities/choice", {"keys": None})
    assert len(names(lamps)) == 4


def test_an_update_for_a_thing_that_was_not_chosen_harms_nobody(lamps):
    lamps.good("PUT", f"{LIFE}/entities/choice", {"keys": ["desk"]})
    activated(lamps)
    context = lamps.manager.entry("lamps").context
    assert context.entities.update("hall", "on").state.state == "on"
    assert names(lamps) == ["Desk"]


def test_b11_d16_the_preview_tells_whether_something_changed_at_the_other_side(lamps):
    activated(lamps)
    assert lamps.good("GET", f"{LIFE}/entities/preview")["needs_sync"] is False
    world(lamps)["lamps"][0] = ("desk", "Writing desk", 40)
    shown = lamps.good("GET", f"{LIFE}/entities/preview")
    assert (shown["needs_sync"], shown["changes"]["updated"]) == (True, ["Writing desk"])
    assert names(lamps) == ["Attic", "Desk", "Hall", "Power"]
    lamps.good("POST", f"{LIFE}/sync")
    assert lamps.good("GET", f"{LIFE}/entities/preview")["needs_sync"] is False


def test_a19_a_dry_run_names_everything_and_nothing_happens_without_confirm(lamps):
    activated(lamps)
    lamps.good("PATCH", "/api/entities/light.desk", {"name": "Writing"})
    plan = lamps.good("DELETE", f"{LIFE}?dry_run=1")
    assert [(one["name"], one["decided"]) for one in plan["entities"]] == [
        ("Attic", []),
        ("Hall", []),
        ("Power", []),
        ("Writing", ["name"]),
    ]
    assert (plan["detached"], plan["removed"]) == (["Writing"], ["Attic", "Hall", "Power"])
    assert lamps.good("DELETE", f"{LIFE}?dry_run=1&mode=all")["detached"] == []
    for mode in ("safe", "all"):
        status, problem = lamps.ask("DELETE", f"{LIFE}?mode={mode}")
        assert (status, problem["code"]) == (409, "confirm_needed")
    assert lamps.good("GET", LIFE)["state"] == "loaded"
    assert len(names(lamps)) == 4
    assert lamps.ask("DELETE", f"{LIFE}?mode=some&confirm=1")[0] == 422


def test_a19_safe_detaches_what_carries_decisions_and_all_deletes(lamps):
    activated(lamps)
    lamps.good("PATCH", "/api/entities/light.desk", {"name": "Writing"})
    left = lamps.good("DELETE", f"{LIFE}?mode=safe&confirm=1")
    assert (left["detached"], sorted(left["removed"])) == (["Writing"], ["Attic", "Hall", "Power"])
    assert names(lamps) == ["Writing"]
    assert lamps.good("GET", f"{LIFE}/config")["host"] == ""
    activated(lamps)
    assert lamps.good("GET", "/api/entities/light.desk")["name"] == "Writing"
    assert lamps.good("DELETE", f"{LIFE}?mode=all&confirm=1")["detached"] == []
    assert names(lamps) == []


def test_without_a_mode_delete_disables_as_before(lamps):
    activated(lamps)
    assert lamps.good("DELETE", LIFE)["state"] == "not_loaded"
    assert len(names(lamps)) == 4
    assert lamps.good("GET", f"{LIFE}/config")["host"] == "box"


@pytest.mark.parametrize(
    ("service", "data", "level", "state"),
    [
        ("turn_on", {"brightness_pct": 30}, 30, "on"),
        ("turn_on", {}, 100, "on"),
        ("turn_off", {}, 0, "off"),
        ("toggle", {}, 0, "off"),
    ],
)
def test_a_command_on_a_controller_runs_its_action(lamps, service, data, level, state):
    activated(lamps)
    before = lamps.good("GET", "/api/entities/light.desk")
    assert (before["state"], before["attributes"]) == ("on", {"brightness_pct": 40})
    after = lamps.good(
        "POST", "/api/entities/light.desk/control", {"service": service, "data": data}
    )
    assert lamps.manager.get_integration_module("lamps").calls == [("desk", level)]
    assert after["state"] == state
    runs = lamps.good("GET", f"{LIFE}/diagnostics")["runs"]
    assert [(one["action"], one["source"]) for one in runs] == [("set_light", "entity")]


def test_d15_another_account_is_added_over_rest_with_its_own_entities(lamps):
    activated(lamps)
    made = lamps.ask("POST", f"{LIFE}/accounts", {"title": "Work", "config": {"host": "b"}})
    assert (made[0], made[1]["id"], made[1]["name"]) == (201, "lamps_2", "Work")
    sources = {one["source"] for one in lamps.good("GET", "/api/entities")}
    assert sources >= {"lamps", "lamps_2"}
    lamps.good("DELETE", "/api/integrations/lamps_2?mode=all&confirm=1")
    assert lamps.ask("GET", "/api/integrations/lamps_2")[0] == 404
    assert len(names(lamps)) == 4
