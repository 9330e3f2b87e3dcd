"""The other ways to write an integration: ``config.json`` with handlers, and classes."""

import json
import platform
import textwrap
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ova.core import PluginState
from ova.plugins import ConfigInvalid

HANDLERS = """
    from ova.sdk import Integration, ActionHandler
    gate = Integration.load()

    @gate.action("open")
    class Open(ActionHandler):
        async def execute(self, inputs, context):
            return {"opened": inputs["side"], "by": context.auth.get("user_name")}
"""

CONFIG = {
    "name": "Gate",
    "version": "0.1.0",
    "description": "Opens the gate",
    "entry_point": "gate.py",
    "auth": {
        "identifier": "gate_auth",
        "type": "Custom",
        "fields": {
            "type": "object",
            "properties": {
                "user_name": {
                    "type": "string",
                    "format": "text",
                    "label": "User name",
                    "help_text": "You'll get this from the API provider.",
                },
                "password": {
                    "type": "string",
                    "format": "password",
                    "label": "Password",
                    "help_text": "Account > Developer",
                },
            },
            "required": ["user_name", "password"],
        },
    },
    "actions": {
        "open": {
            "description": "Open it",
            "input_schema": {
                "type": "object",
                "properties": {"side": {"type": "string"}},
                "required": ["side"],
            },
        }
    },
}

CONNECTOR = """
    from ova.sdk import ActionSpec, BaseIntegration, SecretSpec
    class Bell(BaseIntegration):
        name = "Bell"
        key = "bell"
        def ring(self):
            return "ding"
    class Horn(BaseIntegration):
        name = "Horn"
        key = "horn"
        def ring(self):
            return "honk"
"""


@pytest.fixture
def gate(workshop):
    """Return a function that writes the folder form with a changed config, and starts a hub."""

    def start(config=None, code=HANDLERS):
        workshop.write("integrations/gate/gate.py", code)
        told = config if isinstance(config, str) else json.dumps(config or CONFIG, indent=2)
        workshop.write("integrations/gate/config.json", told)
        return workshop.start().integration_manager

    return start


def changed(**parts):
    return {**json.loads(json.dumps(CONFIG)), **parts}


def run(manager, entry_id, action, inputs):
    entry = manager.entry(entry_id)
    return entry.call("action", entry.capabilities.action(action).run, inputs, entry.context)


def test_a23_the_folder_form_and_the_single_file_form_load_alike(workshop, gate):
    single = """
        from ova.sdk import action
        manifest = MANIFEST
        class Gate:
            @action()
            async def open(self, inputs, context):
                return {"opened": inputs["side"], "by": context.auth.get("user_name")}
        def build_integration(config, ova):
            return Gate()
        """.replace("MANIFEST", repr(CONFIG))
    workshop.write("integrations/door.py", single)
    manager = gate()
    told = []
    for one in ("gate", "door"):
        info = manager.enable(one, {"user_name": "ann", "password": "pa55word"})
        assert info.state == PluginState.LOADED
        answer = run(manager, one, "open", {"side": "left"})
        entry = manager.entry(one)
        actions = [action.to_json() for action in entry.capabilities.actions.values()]
        told.append(
            (info.name, info.version, info.description, manager.schema(one), actions, answer)
        )
    manager.unload_all()
    assert told[0] == told[1]
    assert told[0][-1] == {"opened": "left", "by": "ann"}


def test_a23_a_config_that_is_not_json_is_placed_by_line_and_column(gate):
    info = gate('{\n  "name": "Gate",\n  "version" "1"\n}\n').info("gate")
    assert info.state == PluginState.BROKEN
    assert "config.json is not JSON" in info.reason
    assert "line 3, column 13" in info.reason


@pytest.mark.parametrize(
    ("config", "pointer"),
    [
        (changed(name=5), "config.json /name: "),
        (changed(actions={"open": {"description": 1}}), "config.json /actions/open/description: "),
        (changed(entry_point="absent.py"), "/entry_point"),
        (changed(entry_point=""), "/entry_point"),
        (changed(auth={"type": "custom", "fields": []}), "config.json /auth/fields: "),
        (
            changed(actions={"open": {"input_schema": {"type": "objekt"}}}),
            "(at /actions/open/input_schema/type)",
        ),
        (
            changed(polling_triggers={"news": {"polling_interval": "5 minutes"}}),
            "config.json /polling_triggers/news/polling_interval: ",
        ),
    ],
)
def test_a23_a_fault_of_the_config_is_placed_by_a_json_pointer(gate, config, pointer):
    info = gate(config).info("gate")
    assert info.state == PluginState.BROKEN
    assert pointer in info.reason


def test_a23_a_folder_without_config_or_code_says_what_is_missing(workshop):
    workshop.write("integrations/gate/gate.py", HANDLERS)
    workshop.write("integrations/lone.py", HANDLERS)
    manager = workshop.start().integration_manager
    assert "no __init__.py" in manager.info("gate").reason
    assert "no config.json beside the code" in manager.info("lone").reason


@pytest.mark.parametrize("kind", ["Custom", "custom", "CUSTOM", "none", "None"])
def test_a24_types_of_credentials_are_known_in_any_case(gate, kind):
    auth = {**CONFIG["auth"], "type": kind}
    assert gate(changed(auth=auth)).info("gate").state == PluginState.NOT_LOADED


def test_a24_an_unknown_type_is_refused_with_the_known_ones(gate):
    info = gate(changed(auth={"type": "Platform"})).info("gate")
    assert info.state == PluginState.BROKEN
    assert "config.json /auth/type: " in info.reason
    assert "'Platform' is not one of custom, oauth2, none" in info.reason


def test_a24_without_credentials_there_is_no_form(gate):
    config = changed()
    del config["auth"]
    manager = gate(config)
    assert manager.info("gate").details["configurable"] is False
    assert manager.enable("gate").state == PluginState.LOADED
    assert run(manager, "gate", "open", {"side": "right"}) == {"opened": "right", "by": None}
    manager.unload_all()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"type": "objekt"}, "/auth/fields/type"),
        ({"type": "object", "properties": {"a": {"type": 5}}}, "/auth/fields/properties/a/type"),
        ({"type": "object", "properties": "none"}, "/auth/fields/properties"),
        ({"type": "object", "required": "a"}, "/auth/fields/required"),
    ],
)
def test_a25_a_broken_schema_of_credentials_refuses_the_integration_by_name(
    workshop, gate, fields, place
):
    workshop.write("integrations/lamp.py", "def build_integration(config, ova):\n    return 1\n")
    manager = gate(changed(auth={"type": "custom", "fields": fields}))
    info = manager.info("gate")
    assert (info.id, info.state) == ("gate", PluginState.BROKEN)
    assert "/auth/fields is not a JSON Schema" in info.reason
    assert f"(at {place})" in info.reason
    assert manager.enable("lamp").state == PluginState.LOADED


def test_a26_labels_and_help_texts_are_in_the_form_and_a_password_never_comes_back(gate):
    manager = gate()
    fields = manager.schema("gate")["properties"]
    assert fields["user_name"]["title"] == "User name"
    assert fields["user_name"]["description"] == "You'll get this from the API provider."
    assert fields["user_name"]["format"] == "text"
    assert (fields["password"]["format"], fields["password"]["writeOnly"]) == ("password", True)
    manager.enable("gate", {"user_name": "ann", "password": "pa55word"})
    shown = json.dumps([manager.config("gate"), manager.schema("gate")])
    assert "pa55word" not in shown
    manager.set_config("gate", {"user_name": "bob", "password": ""})  # a blank one is kept
    assert manager.entry("gate").context.auth == {"user_name": "bob", "password": "pa55word"}
    with pytest.raises(ConfigInvalid, match="user_name is needed"):
        manager.set_config("gate", {"user_name": ""})
    manager.unload_all()


def test_a42_an_interpreter_that_does_not_do_is_named_with_both_versions(workshop, gate):
    workshop.write(
        "integrations/lamp.py",
        """
        manifest = {"requires_python": ">=99.1"}
        def build_integration(config, ova):
            return 1
        """,
    )
    manager = gate(changed(requires_python=">=99"))
    for one, wanted in (("gate", ">=99"), ("lamp", ">=99.1")):
        info = manager.info(one)
        assert info.state == PluginState.UNSUPPORTED
        assert wanted in info.reason
        assert platform.python_version() in info.reason


SAMPLE_ACTION = """
from autohive_integrations_sdk import (
    Integration, ExecutionContext, ActionHandler, PollingTriggerHandler
)
from typing import Dict, Any

# Create the integration using the config.json
my_integration = Integration.load()

@my_integration.action("my_action_handler")
class APIFetchActionHeader(ActionHandler):
    async def execute(self, inputs: Dict[str, Any], context: ExecutionContext):
        url = inputs["url"]
        api_key = context.auth["api_key"]

        # Do the API call here
        response = await context.fetch(url, headers={"Authorization": f"Bearer {api_key}"})

        print("Response: ", response)

        return response
"""


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers it was sent."""

    def do_GET(self):
        """Answer."""
        body = json.dumps({"data": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def echo():
    """Return the address of a server that tells what it was sent."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.daemon_threads = False
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/test"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a43_the_documented_sample_runs_after_changing_only_the_import_line(gate, echo):
    auth = json.loads(json.dumps(CONFIG["auth"]))
    auth["fields"]["properties"]["api_key"] = {
        "type": "string",
        "format": "text",
        "label": "API Key",
        "help_text": "You'll get this from the API provider.",
    }
    declared = {
        "my_action_handler": {
            "description": "Call an API.",
            "input_schema": {
                "type": "object",
                "properties": {"url": {"type": "string", "description": "The URL to call."}},
                "required": ["url"],
            },
            "output_schema": {
                "type": "object",
                "properties": {"data": {"type": "object"}},
                "required": ["data"],
            },
        }
    }
    code = SAMPLE_ACTION.replace("from autohive_integrations_sdk import", "from ova.sdk import")
    manager = gate(changed(auth=auth, actions=declared), code)
    given = {"user_name": "ann", "password": "pa55word", "api_key": "k3y"}
    assert manager.enable("gate", given).state == PluginState.LOADED
    answer = run(manager, "gate", "my_action_handler", {"url": echo})
    assert answer.data["data"]["Authorization"] == "Bearer k3y"
    check = manager.entry("gate").capabilities.action("my_action_handler").output
    assert check.faults(answer.data) == []
    manager.unload_all()


def test_a45_classes_are_registered_only_where_they_are_defined(workshop):
    workshop.write("integrations/bells.py", CONNECTOR)
    workshop.write(
        "integrations/loud/__init__.py",
        """
        from ova.sdk import BaseIntegration
        from .base import Common, Whistle
        class Loud(Common):
            key = "loud"
            name = "Loud"
        """,
    )
    workshop.write(
        "integrations/loud/base.py",
        """
        from ova.sdk import BaseIntegration
        class Common(BaseIntegration):
            name = "Common"
            key = "common"
        Whistle = object
        """,
    )
    manager = workshop.start().integration_manager
    listed = {info.id: info.state.value for info in manager.infos()}
    assert listed == {"bell": "not_loaded", "horn": "not_loaded", "loud": "not_loaded"}
    for one, sound in (("bell", "ding"), ("horn", "honk")):
        assert manager.enable(one).state == PluginState.LOADED
        assert manager.get_integration_module(one).ring() == sound
    assert manager.enable("loud").name == "Loud"
    manager.unload_all()


def test_a45_a_rescan_finds_new_classes_without_a_restart(workshop):
    file = workshop.write("integrations/bells.py", CONNECTOR)
    manager = workshop.start().integration_manager
    manager.enable("bell")
    gong = '\nclass Gong(BaseIntegration):\n    name = "Gong"\n    key = "gong"\n'
    file.write_text(textwrap.dedent(CONNECTOR) + gong)
    assert [info.id for info in manager.rescan()] == ["bell", "gong", "horn"]
    assert manager.enable("gong").state == PluginState.LOADED
    assert manager.info("bell").state == PluginState.LOADED
    manager.unload_all()


def test_a45_two_classes_with_one_key_are_refused_by_name(workshop):
    workshop.write("integrations/bells.py", CONNECTOR.replace('"horn"', '"bell"'))
    manager = workshop.start().integration_manager
    refused = manager.info("bell~2")
    assert refused.state == PluginState.BROKEN
    assert "(class Horn) has the id 'bell'" in refused.reason
    assert "(class Bell) already has" in refused.reason


def test_a46_the_version_has_a_default_and_a_class_without_key_is_listed_as_broken(workshop):
    workshop.write(
        "integrations/bells.py",
        CONNECTOR
        + """
    class Mute(BaseIntegration):
        name = "Mute"
    class Nameless(BaseIntegration):
        key = "nameless"
    """,
    )
    workshop.write(
        "integrations/lone.py",
        """
        from ova.sdk import BaseIntegration
        class Lone(BaseIntegration):
            name = "Lone"
        """,
    )
    manager = workshop.start().integration_manager
    assert manager.info("bell").version == "1.0.0"
    mute, lone = manager.info("mute"), manager.info("lone")
    assert (mute.state, lone.state) == (PluginState.BROKEN, PluginState.BROKEN)
    assert "the class Mute has no key" in mute.reason
    assert "the class Lone has no key" in lone.reason
    assert "the class Nameless has no name" in manager.info("nameless").reason
    assert manager.info("bell").state == PluginState.NOT_LOADED


def test_a52_a_vanished_class_is_missing_and_comes_back_with_its_settings(workshop):
    text = CONNECTOR.replace(
        'key = "bell"', 'key = "bell"\n        secrets = [SecretSpec("pin", required=False)]'
    ).replace(
        'def ring(self):\n            return "ding"',
        "def __init__(self, pin):\n            self.pin = pin",
    )
    file = workshop.write("integrations/bells.py", text)
    manager = workshop.start().integration_manager
    manager.enable("bell", {"pin": "1234-5678"})
    whole = file.read_text()
    file.write_text(whole.replace('key = "bell"', 'key = "other"'))
    manager.rescan()
    gone = manager.info("bell")
    assert (gone.state, gone.enabled) == (PluginState.MISSING, True)
    assert not manager.integration_exists("bell")
    file.unlink()
    manager.rescan()
    assert {info.id: info.state.value for info in manager.infos()} == {"bell": "missing"}
    file.write_text(whole)
    manager.rescan()
    assert manager.info("bell").state == PluginState.LOADED
    assert manager.get_integration_module("bell").pin == "1234-5678"
    manager.unload_all()


SUBMODULES = {
    "client.py": "from .words import inner\ndef greet():\n    return inner.HELLO\n",
    "schemas.py": "from pydantic import BaseModel\nclass Greet(BaseModel):\n    who: str\n",
    "words/__init__.py": "",
    "words/inner.py": "from ..schemas import Greet\nHELLO = 'hello'\n",
}


@pytest.mark.parametrize(
    ("style", "file", "code"),
    [
        (
            "hooks",
            "__init__.py",
            """
            from .client import greet
            from .schemas import Greet
            from ova.sdk import action
            class Polite:
                @action()
                def greet(self, data: Greet):
                    from . import words
                    return {"said": f"{greet()} {data.who}"}
            def build_integration(config, ova):
                return Polite()
            """,
        ),
        (
            "class",
            "__init__.py",
            """
            from .connector import Polite
            """,
        ),
        (
            "config.json",
            "polite.py",
            """
            from ova.sdk import Integration, ActionHandler
            from .client import greet
            polite = Integration.load()
            @polite.action("greet")
            class Greet(ActionHandler):
                async def execute(self, inputs, context):
                    from .words.inner import HELLO
                    return {"said": f"{greet()} {inputs['who']}"}
            """,
        ),
    ],
)
def test_a56_sub_modules_and_relative_imports_work_in_every_style(workshop, style, file, code):
    for name, text in SUBMODULES.items():
        workshop.write(f"integrations/polite/{name}", text)
    workshop.write(f"integrations/polite/{file}", code)
    if style == "class":
        workshop.write(
            "integrations/polite/connector.py",
            """
            from ova.sdk import ActionSpec, BaseIntegration
            from .client import greet
            from .schemas import Greet
            class Polite(BaseIntegration):
                name = "Polite"
                key = "polite"
                actions = [ActionSpec("greet", "Greet somebody", Greet, "hello")]
                async def hello(self, data):
                    return {"said": f"{greet()} {data.who}"}
            """,
        )
    if style == "config.json":
        actions = {"greet": {"description": "Greet somebody"}}
        told = {"name": "Polite", "entry_point": file, "actions": actions}
        workshop.write("integrations/polite/config.json", json.dumps(told))
    manager = workshop.start().integration_manager
    info = manager.enable("polite")
    assert info.state == PluginState.LOADED, info.reason
    check = manager.entry("polite").capabilities.action("greet").input
    assert run(manager, "polite", "greet", check.made({"who": "you"})) == {"said": "hello you"}
    manager.unload_all()
