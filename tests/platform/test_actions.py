"""Orders: found, checked, carried out, unwrapped, checked again and logged."""

import base64
import json
import re
import threading

import pytest
import responses
from tests.platform.orders import KEY, SUNNY, a_desk

from ova.core import NotFound, PluginState
from ova.plugins import ConfigInvalid, IntegrationNotLoaded
from ova.sdk import (
    ActionError,
    AuthFailed,
    ConfigurationError,
    InputInvalid,
    NotReady,
    OutputInvalid,
    PluginError,
    RateLimited,
    SecretMissing,
)

FORECAST = {"city": "Berlin", "days": 2}


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def sunny(desk):
    return desk.sunny()


def refused(desk, error, action, inputs, name="sunny"):
    with pytest.raises(error) as raised:
        desk.actions.run(name, action, inputs)
    return raised.value


# A27: credentials that are needed


FETCHING = """
    from ova.sdk import action

    manifest = {
        "name": "Bills",
        "auth": {"fields": {"type": "object", "required": ["api_key"], "properties": {
            "api_key": {"type": "string", "format": "password"}}}},
        "http": {"base_url": "https://bills.test", "headers": {"X-Key": "{api_key}"}},
    }

    class Bills:
        @action()
        def newest(self, inputs, ctx):
            return ctx.fetch("/newest")

    def build_integration(config, ova):
        return Bills()
"""


@responses.activate
def test_a27_an_action_without_its_credential_fails_before_any_request(desk):
    responses.get("https://bills.test/newest", json={"amount": 3})
    desk.write("integrations/bills.py", FETCHING)
    desk.integration_manager.load_all(desk)
    with pytest.raises(ConfigInvalid) as unsaved:
        desk.integration_manager.enable("bills", {"api_key": ""})
    desk.integration_manager.enable("bills", KEY)
    config = desk.integration_manager.entry("bills").context.config

    assert unsaved.value.status == 422
    assert desk.actions.run("bills", "newest").data == {"amount": 3}
    config["api_key"] = ""
    missing = refused(desk, SecretMissing, "newest", {}, "bills")

    assert (missing.code, missing.status) == ("secret_missing", 422)
    assert "api_key" in missing.message
    assert len(responses.calls) == 1
    assert [run.code for run in desk.actions.runs()] == ["secret_missing", ""]


def test_a27_an_integration_that_waits_for_its_credential_says_so(desk):
    desk.load("bills", FETCHING, KEY)
    desk.database.secrets.delete("integration:bills", "api_key")
    desk.integration_manager.reload("bills")

    assert desk.info("bills").state == PluginState.NEEDS_SETUP
    missing = refused(desk, SecretMissing, "newest", {}, "bills")
    assert "Bills" in missing.message
    assert "api_key" in missing.message


# A28: credentials are handed over flat, and shown nowhere


def test_a28_credentials_are_flat_and_appear_in_no_log_event_or_answer(desk, sunny, caplog):
    told = []
    desk.actions.subscribe(lambda run: told.append(run.to_json()))
    seen = desk.actions.run("sunny", "forecast", {**FORECAST, "pin_token": "1234"})
    answer = desk.actions.order("sunny", "forecast", FORECAST, source="rest")
    refused(desk, PluginError, "fail", {"how": "bug", "note": "s3cret-key"})
    refused(desk, AuthFailed, "fail", {"how": "auth"})

    assert seen.data["key"] == "s3cret-key"  # the caller inside the hub has what was returned
    assert answer["data"]["key"] == "•••"
    shown = json.dumps([answer, told, [run.to_json() for run in desk.actions.runs()]])
    assert "s3cret-key" not in shown + caplog.text + str(desk.info("sunny"))
    assert "1234" not in shown
    assert told[0]["input"] == {"city": "Berlin", "days": 2, "pin_token": "•••"}


@responses.activate
def test_a28_credentials_are_blotted_out_as_they_were_sent_as_well(desk):
    def echo(request):
        told = {"headers": dict(request.headers), "url": request.url}
        return 200, {}, json.dumps(told)

    responses.add_callback("GET", re.compile("https://echo.test/.*"), echo)
    desk.load(
        "echo",
        """
        from ova.sdk import action

        manifest = {"http": {
            "base_url": "https://echo.test", "basic": ["anna", "{password}"],
            "headers": {"X-Key": "{api_key}"}, "query": {"key": "{api_key}"}}}

        class Echo:
            @action()
            def show(self, inputs, ctx):
                return ctx.fetch("/show")

        def build_integration(config, ova):
            return Echo()

        def default_config():
            return {"password": "", "api_key": ""}
        """,
        {"password": "correct horse", "api_key": "a/b+c&d"},
    )
    shown = desk.actions.order("echo", "show", {}, source="rest")["data"]

    sent = responses.calls[0].request
    assert base64.b64decode(sent.headers["Authorization"].split()[1]) == b"anna:correct horse"
    assert '"Authorization": "Basic •••"' in shown
    for secret in ("a/b+c&d", "a%2Fb%2Bc%26d", sent.headers["Authorization"]):
        assert secret not in shown
    assert "key=•••" in shown


# A29: handlers of config.json


HANDLERS = """
    from ova.sdk import ActionHandler, Integration

    mail = Integration.load()

    @mail.action("shout")
    class Shout(ActionHandler):
        async def execute(self, inputs, context):
            return {"said": inputs["text"].upper(), "key": bool(context.auth["api_key"])}

    @mail.action("whisper")
    class Whisper(ActionHandler):
        def execute(self, inputs, context):
            return inputs["text"].lower()

    @mail.action("reverse")
    async def reverse(inputs, context):
        return inputs["text"][::-1]

    @mail.action("double")
    def double(inputs, context):
        return inputs["text"] * 2
"""


def config_json(*actions):
    text = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
    return json.dumps(
        {
            "name": "Mail",
            "version": "1.0.0",
            "auth": {
                "fields": {
                    "type": "object",
                    "properties": {"api_key": {"type": "string", "format": "password"}},
                }
            },
            "actions": {
                name: {"description": name.title(), "input_schema": text} for name in actions
            },
        }
    )


def write_mail(desk, *actions, code=HANDLERS):
    desk.write("integrations/mail/config.json", config_json(*actions))
    desk.write("integrations/mail/__init__.py", code)
    desk.integration_manager.load_all(desk)
    return desk.integration_manager.enable("mail", KEY)


def test_a29_classes_and_functions_plain_and_async_carry_out_declared_actions(desk):
    info = write_mail(desk, "shout", "whisper", "reverse", "double")

    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    ran = {
        name: desk.actions.run("mail", name, {"text": "Hi"}).data
        for name in ("shout", "whisper", "reverse", "double")
    }
    assert ran == {
        "shout": {"said": "HI", "key": True},
        "whisper": "hi",
        "reverse": "iH",
        "double": "HiHi",
    }


def test_a29_code_for_an_undeclared_action_is_a_configuration_error(desk):
    info = write_mail(desk, "shout", "whisper", "reverse")

    assert info.state == PluginState.SETUP_ERROR
    assert "ConfigurationError" in info.reason
    assert "'double'" in info.reason
    assert "shout, whisper, reverse" in info.cure


def test_a29_a_declared_action_without_code_is_reported(desk):
    info = write_mail(desk, "shout", "whisper", "reverse", "double", "sing")

    assert info.state == PluginState.LOADED
    assert info.warnings == ("declares the action sing without code",)
    assert refused(desk, NotFound, "sing", {}, "mail").cure.startswith("The actions are: shout")


# A30: input


@pytest.mark.parametrize(
    ("action", "inputs", "pointers"),
    [
        ("set_light", {}, ["/light"]),
        ("set_light", {"light": 7, "level": 300}, ["/light", "/level"]),
        ("forecast", {}, ["/city", "/days"]),
        ("forecast", {"city": 1, "days": 0}, ["/city", "/days"]),
        ("forecast", ["Berlin"], [""]),
    ],
)
def test_a30_every_fault_of_an_input_is_pointed_at_and_the_handler_is_not_called(
    desk, sunny, action, inputs, pointers
):
    wrong = refused(desk, InputInvalid, action, inputs)

    assert (wrong.code, wrong.status) == ("invalid_input", 422)
    assert [each["pointer"] for each in wrong.errors] == pointers
    assert all(each["detail"] for each in wrong.errors)
    assert sunny.calls == []
    assert desk.actions.runs()[0].code == "invalid_input"
    assert desk.info("sunny").warnings == ()


def test_a30_a_pydantic_input_reaches_the_method_as_its_model_with_defaults(desk, sunny):
    desk.actions.run("sunny", "set_light", {"light": "desk"})

    assert (sunny.calls[0].light, sunny.calls[0].level) == ("desk", 100)


def test_a_schema_that_is_none_keeps_its_integration_from_loading(desk):
    desk.write("integrations/sunny.py", SUNNY.replace('"minimum": 1', '"minimum": "one"'))
    desk.integration_manager.load_all(desk)
    info = desk.integration_manager.enable("sunny", KEY)

    assert info.state == PluginState.SETUP_ERROR
    assert "the input of forecast is not a JSON Schema" in info.reason


# A31: output


def test_a31_an_output_that_is_not_as_declared_is_no_success(desk, sunny):
    wrong = refused(desk, OutputInvalid, "forecast", {"city": "nowhere", "days": 1})

    assert (wrong.code, wrong.status) == ("output_invalid", 502)
    assert wrong.message == "Sunny Home returned something else than forecast declares."
    assert wrong.errors == [
        {"pointer": "/rows/1/t", "detail": "is needed", "kind": "missing", "values": {}}
    ]
    run = desk.actions.runs()[0]
    assert (run.code, run.output) == ("output_invalid", None)
    assert any("returned something else" in text for text in desk.info("sunny").warnings)


def test_a31_what_is_no_json_is_no_success(desk, sunny):
    wrong = refused(desk, OutputInvalid, "odd", {})

    assert "it is not JSON" in wrong.cure


def test_models_responses_and_results_are_returned_as_plain_data(desk):
    desk.load(
        "shapes",
        """
        from datetime import date
        from pydantic import BaseModel
        from ova.sdk import ActionResult, FetchResponse, action

        class Day(BaseModel):
            on: date

        class Shapes:
            @action()
            def model(self):
                return Day(on=date(2026, 3, 1))
            @action()
            def response(self):
                return FetchResponse(200, {"a": 1}, {"authorization": "x"})
            @action()
            def result(self):
                return ActionResult([Day(on=date(2026, 3, 1)), FetchResponse(200, "b")], 0.5, "Hi.")
            @action()
            def nothing(self):
                return None
            @action()
            def infinite(self):
                return {"a": float("inf")}
            @action()
            def costly(self):
                return ActionResult(None, cost_usd="much")

        def build_integration(config, ova):
            return Shapes()
        """,
    )

    def data(action):
        return desk.actions.run("shapes", action).data

    assert data("model") == {"on": "2026-03-01"}
    assert data("response") == {"a": 1}
    assert data("result") == [{"on": "2026-03-01"}, "b"]
    assert data("nothing") is None
    for bad in ("infinite", "costly"):
        refused(desk, OutputInvalid, bad, {}, "shapes")


# A34: errors


@pytest.mark.parametrize(
    ("how", "error", "code", "status"),
    [
        ("action", ActionError, "action_failed", 502),
        ("auth", AuthFailed, "auth_failed", 502),
        ("config", ConfigurationError, "configuration_error", 409),
        ("ready", NotReady, "not_ready", 503),
        ("rate", RateLimited, "rate_limited", 503),
        ("bug", PluginError, "plugin_fault", 502),
        ("exit", PluginError, "plugin_fault", 502),
    ],
)
def test_a34_every_kind_of_error_has_a_code_of_its_own(desk, sunny, how, error, code, status):
    raised = refused(desk, error, "fail", {"how": how})

    assert (raised.code, raised.status) == (code, status)
    assert raised.message
    assert desk.actions.runs()[0].code == code


@responses.activate
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "action_failed"),
        (401, "auth_failed"),
        (429, "rate_limited"),
        (500, "not_ready"),
    ],
)
def test_a34_what_a_service_answers_is_told_apart(desk, status, code):
    responses.get("https://bills.test/newest", status=status)
    desk.load("bills", FETCHING, KEY)

    assert refused(desk, PluginError, "newest", {}, "bills").code == code


def test_a34_a_fault_names_the_authors_line_without_secrets(desk, sunny):
    raised = refused(desk, PluginError, "fail", {"how": "bug"})

    assert raised.message == "Something went wrong in Sunny Home."
    assert "ValueError: ••• is no number (sunny.py:" in raised.cure
    assert any("ValueError" in text for text in desk.info("sunny").warnings)


def test_a34_refused_credentials_ask_for_new_ones(desk, sunny):
    refused(desk, AuthFailed, "fail", {"how": "auth"})

    assert desk.info("sunny").state == PluginState.REAUTH


# A47, A48, A51: the class style


LAMPS = """
    from pydantic import BaseModel, Field
    from ova.sdk import ActionSpec, BaseIntegration, SecretSpec

    MADE = []

    class Turn(BaseModel):
        lamp: str
        level: int = Field(ge=0, le=100)

    class Lamps(BaseIntegration):
        name = "Lamps"
        key = "lamps"
        secrets = [SecretSpec("api_key", "From the app"), SecretSpec("nick", required=False)]
        actions = [
            ActionSpec("turn", "Turn a lamp", Turn, "turn_it"),
            ActionSpec("ping", "Say hello", None, "ping"),
        ]

        def __init__(self, api_key, nick):
            self.api_key = api_key
            MADE.append(api_key)

        def turn_it(self, data):
            return {"lamp": data.lamp, "level": data.level}

        async def ping(self):
            return "pong"
"""


def test_a47_a_class_is_made_with_its_secrets_and_not_without(desk):
    desk.write("integrations/lamps.py", LAMPS)
    desk.integration_manager.load_all(desk)
    schema = desk.integration_manager.schema("lamps")
    secrets = {name for name, part in schema["properties"].items() if part["format"] == "password"}

    assert secrets == {"api_key", "nick"}
    assert schema["required"] == ["api_key"]
    info = desk.integration_manager.enable("lamps", KEY)
    assert info.state == PluginState.LOADED
    built = desk.integration_manager.get_integration_module("lamps")
    assert built.api_key == "s3cret-key"
    assert desk.integration_manager.config("lamps")["api_key"] == {"is_set": True}
    desk.database.secrets.delete("integration:lamps", "api_key")
    info = desk.integration_manager.reload("lamps")
    assert info.state == PluginState.NEEDS_SETUP
    assert refused(desk, SecretMissing, "ping", {}, "lamps").status == 422


def test_a48_the_actions_of_a_class_show_the_schema_of_their_model(desk):
    desk.load("lamps", LAMPS, KEY)
    turn, ping = desk.actions.listing("lamps")

    assert (turn["name"], turn["description"]) == ("turn", "Turn a lamp")
    assert turn["input_schema"]["properties"]["level"]["maximum"] == 100
    assert turn["input_schema"]["required"] == ["lamp", "level"]
    assert ping["input_schema"] == {"type": "object"}
    assert turn["exposed"]


def test_a48_a_handler_with_a_slip_in_its_name_is_named(desk):
    desk.write("integrations/lamps.py", LAMPS.replace('"turn_it")', '"turn_him")'))
    desk.integration_manager.load_all(desk)
    info = desk.integration_manager.enable("lamps", KEY)

    assert info.state == PluginState.SETUP_ERROR
    assert "turn_him" in info.reason


def test_a51_orders_to_a_class_are_dispatched_checked_and_unknown_ones_refused(desk):
    desk.load("lamps", LAMPS, KEY)

    ran = desk.actions.run("lamps", "turn", {"lamp": "desk", "level": 5})
    assert ran.data == {"lamp": "desk", "level": 5}
    assert desk.actions.run("lamps", "ping").data == "pong"
    wrong = refused(desk, InputInvalid, "turn", {"lamp": "desk", "level": 500}, "lamps")
    assert wrong.errors[0]["pointer"] == "/level"
    unknown = refused(desk, NotFound, "tern", {}, "lamps")
    assert (unknown.status, unknown.cure) == (404, "The actions are: turn, ping.")


# A55: one path, one log


SKILL = """
    from ova.sdk import ActionError, handles

    class Dimmer:
        def __init__(self, config, ova):
            self.ova = ova

        @handles("Dim")
        def dim(self, turn):
            done = self.ova.actions.run("sunny", "set_light", {"light": "desk", "level": 7})
            return f"{done.data['light']} is at {done.data['level']}."

    def build_skill(config, ova):
        return Dimmer(config, ova)
"""


def test_a55_a_skill_orders_on_the_same_path_into_the_same_log(desk):
    desk.write("skills/dimmer.py", SKILL)
    desk.sunny()
    desk.skill_manager.load_all(desk)
    desk.skill_manager.enable("dimmer")
    built = desk.skill_manager.get_skill_module("dimmer")
    desk.clock.now = 1_234.0

    assert built.dim(None) == "desk is at 7."
    desk.actions.order("sunny", "set_light", {"light": "sofa"}, source="rest")
    desk.actions.run("sunny", "set_light", {"light": "bed"}, source="routine")

    runs = desk.actions.runs()
    assert [(run.source, run.input["light"]) for run in runs] == [
        ("routine", "bed"),
        ("rest", "sofa"),
        ("code", "desk"),
    ]
    first = runs[-1].to_json()
    assert first.pop("duration_ms") > 0
    assert first == {
        "seq": 1,
        "integration": "sunny",
        "action": "set_light",
        "source": "code",
        "at": 1_234.0,
        "input": {"light": "desk", "level": 7},
        "output": {"light": "desk", "level": 7},
        "code": "",
        "message": "",
        "cost_usd": None,
    }


def test_an_integration_there_is_not_and_one_that_is_off_are_told_apart(desk, sunny):
    unknown = refused(desk, NotFound, "set_light", {}, "moony")
    desk.integration_manager.disable("sunny")
    off = refused(desk, IntegrationNotLoaded, "set_light", {})

    assert (unknown.status, off.status) == (404, 503)
    assert "sunny" in unknown.cure
    assert off.cure == "Enable Sunny Home under Integrations."
    with pytest.raises(NotFound):
        desk.actions.runs(entry="moony")


def test_what_runs_is_waited_for_when_its_integration_ends(desk):
    desk.load(
        "slow",
        """
        import threading
        from ova.sdk import action

        class Slow:
            def __init__(self):
                self.begun, self.go_on, self.unloaded = (threading.Event() for _ in range(3))
                self.seen = None

            @action()
            def work(self):
                self.begun.set()
                self.go_on.wait(10)
                self.seen = self.unloaded.is_set()

            def unload(self):
                self.unloaded.set()

        def build_integration(config, ova):
            return Slow()
        """,
    )
    slow = desk.integration_manager.get_integration_module("slow")
    worker = threading.Thread(target=lambda: desk.actions.run("slow", "work"))
    worker.start()
    assert slow.begun.wait(10)
    ender = threading.Thread(target=lambda: desk.integration_manager.disable("slow"))
    ender.start()
    slow.go_on.set()
    worker.join()
    ender.join()

    assert slow.seen is False
    assert slow.unloaded.is_set()
    assert [run.code for run in desk.actions.runs()] == [""]


# B18, B22


def test_b18_costs_are_kept_with_each_run_and_added_up(desk, sunny):
    for scene in ("movie_night", "dinner"):
        assert desk.actions.run("sunny", "set_scene", {"scene": scene}).cost_usd == 0.25
    refused(desk, InputInvalid, "set_scene", {"scene": "chaos"})
    desk.actions.run("sunny", "open_gate", {})
    desk.clock.now = 5_000.0
    desk.actions.run("sunny", "set_scene", {"scene": "dinner"})

    assert [one.to_json() for one in desk.actions.usage("sunny")] == [
        {"integration": "sunny", "action": "open_gate", "runs": 1, "failures": 0, "cost_usd": 0.0},
        {"integration": "sunny", "action": "set_scene", "runs": 4, "failures": 1, "cost_usd": 0.75},
    ]
    (late,) = desk.actions.usage(since=4_000)
    assert (late.runs, late.cost_usd) == (1, 0.25)


def test_b22_exposed_actions_are_typed_tools_and_the_switch_is_kept(tmp_path):
    with a_desk(tmp_path) as desk:
        desk.sunny()
        tools = {tool.name: tool for tool in desk.actions.tools()}
        light = tools["sunny__set_light"]

        assert (light.entry, light.action, light.risky) == ("sunny", "set_light", False)
        assert light.description == "Sunny Home: Set a light"
        assert light.input_schema["properties"]["light"]["description"] == "Which light"
        assert tools["sunny__open_gate"].risky
        assert desk.actions.expose("sunny", "set_light", exposed=False)["exposed"] is False
        refused(desk, NotFound, "x", {})
        with pytest.raises(NotFound):
            desk.actions.expose("sunny", "x", exposed=False)
        assert [entry.id for entry, _ in desk.actions.spoken()] == ["sunny", "sunny"]
    with a_desk(tmp_path) as desk:
        desk.integration_manager.load_all(desk)

        assert "sunny__set_light" not in {tool.name for tool in desk.actions.tools()}
        assert desk.actions.run("sunny", "set_light", {"light": "desk"}).data["level"] == 100
        desk.integration_manager.remove("sunny")
        assert desk.actions.runs() == []
        desk.integration_manager.enable("sunny", KEY)
        assert "sunny__set_light" in {tool.name for tool in desk.actions.tools()}


def test_a_listener_that_fails_harms_no_order(desk, sunny, caplog):
    heard = []
    desk.actions.subscribe(lambda _run: 1 / 0)
    end = desk.actions.subscribe(heard.append)
    desk.actions.run("sunny", "set_light", {"light": "desk"})
    end()
    desk.actions.run("sunny", "set_light", {"light": "desk"})

    assert [run.seq for run in heard] == [1]
    assert "A listener failed" in caplog.text


def test_a_log_entry_is_bounded(desk, sunny):
    long = {"light": "x" * 5_000, **{str(number): [number] * 500 for number in range(200)}}
    desk.actions.run("sunny", "set_light", long)
    (run,) = desk.actions.runs()

    assert len(json.dumps(run.to_json())) < 20_000
    assert run.input["light"].endswith("…")
