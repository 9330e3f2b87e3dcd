"""Settings: defaults, validation, secrets, misspelled keys."""

import re
from pathlib import Path

import pytest

from ova.core import PluginState
from ova.plugins import ConfigInvalid
from ova.plugins.form import ConfigForm
from ova.plugins.manifest import Manifest

ROUTER = """
    class Router:
        def __init__(self, config):
            self.config = config
            self.open = True

        def unload(self):
            self.open = False


    def build_integration(config, ova):
        if config["host"] == "refuse":
            raise ConnectionError("no route with " + config["access_token"])
        return Router(config)


    def default_config():
        return {
            "host": "", "port": 8123, "ratio": 0.5, "tls": False, "tags": ["a"],
            "unit": "metric", "unit_options": ["metric", "imperial"], "access_token": "",
            "account": {"user": "", "password": ""}, "free": None,
        }
"""
SECRET = "s3cret-value-of-the-test"


@pytest.fixture
def manager(workshop):
    workshop.write("integrations/router.py", ROUTER)
    return workshop.start().integration_manager


def test_the_first_config_is_the_default_with_secrets_masked(manager):
    assert manager.config("router") == manager.default_config("router")
    assert manager.config("router") == {
        "host": "",
        "port": 8123,
        "ratio": 0.5,
        "tls": False,
        "tags": ["a"],
        "unit": "metric",
        "unit_options": ["metric", "imperial"],
        "access_token": {"is_set": False},
        "account": {"user": "", "password": {"is_set": False}},
        "free": None,
    }


def test_a_changed_config_reaches_a_new_object_and_survives_a_restart(workshop, manager):
    manager.enable("router")
    old = manager.get_integration_module("router")
    changed = manager.config("router") | {"host": "hub.local", "access_token": SECRET}
    assert manager.set_config("router", changed).state == PluginState.LOADED
    new = manager.get_integration_module("router")
    assert new is not old
    assert not old.open
    assert (new.config["host"], new.config["access_token"]) == ("hub.local", SECRET)
    again = workshop.start().integration_manager
    assert again.get_integration_module("router").config["access_token"] == SECRET
    assert again.config("router")["access_token"] == {"is_set": True}


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("port", "8123", "must be a whole number"),
        ("port", True, "must be a whole number"),
        ("port", 1.5, "must be a whole number"),
        ("host", 1, "must be a text"),
        ("host", None, "must be a text"),
        ("ratio", "x", "must be a number"),
        ("tls", "yes", "must be on or off"),
        ("tags", "a", "must be a list"),
        ("unit", "stone", "must be one of metric, imperial"),
        ("access_token", 5, "must be a text"),
        ("account", [], "must be a group of values"),
        ("hots", "x", "is not a setting; did you mean host?"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_name_and_nothing_changes(
    manager, field, value, wanted
):
    manager.enable("router", {"host": "good", "access_token": SECRET})
    before, built = manager.config("router"), manager.get_integration_module("router")
    with pytest.raises(ConfigInvalid) as refused:
        manager.set_config("router", {"host": "other", field: value})
    assert refused.value.fields == {field: wanted}
    told = [(one["field"], one["detail"]) for one in refused.value.errors]
    assert told == [(field, wanted)]
    assert refused.value.status == 422
    assert manager.config("router") == before
    assert manager.get_integration_module("router") is built


@pytest.mark.parametrize("value", [[], "text", 7, None])
def test_a_config_that_is_no_object_is_refused(manager, value):
    with pytest.raises(ConfigInvalid, match="as an object"):
        manager.set_config("router", value)


def test_errors_inside_groups_and_lists_are_placed(manager):
    with pytest.raises(ConfigInvalid) as refused:
        manager.set_config("router", {"tags": ["a", 2], "account": {"user": 5}})
    assert refused.value.fields == {
        "tags.1": "must be a text",
        "account.user": "must be a text",
    }


def test_a_whole_float_is_taken_for_a_whole_number_and_null_defaults_take_anything(manager):
    manager.set_config("router", {"port": 9000.0, "free": {"any": [1, "x"]}})
    assert manager.config("router")["port"] == 9000
    assert manager.config("router")["free"] == {"any": [1, "x"]}


@pytest.mark.parametrize("keep", [{}, {"access_token": ""}, {"access_token": None}])
def test_a_blank_or_absent_secret_keeps_the_stored_one(manager, keep):
    manager.enable("router", {"access_token": SECRET, "account": {"password": "deep-" + SECRET}})
    manager.set_config("router", {"host": "new"} | keep)
    config = manager.get_integration_module("router").config
    assert config["access_token"] == SECRET
    assert config["account"]["password"] == "deep-" + SECRET


def test_the_shown_form_sent_back_keeps_secrets_and_is_set_false_clears_one(manager):
    manager.enable("router", {"access_token": SECRET})
    manager.set_config("router", manager.config("router"))
    assert manager.get_integration_module("router").config["access_token"] == SECRET
    manager.set_config("router", {"access_token": {"is_set": False}})
    assert manager.config("router")["access_token"] == {"is_set": False}


def test_secrets_are_encrypted_on_disk_and_absent_from_schema_reason_and_log(
    workshop, manager, caplog
):
    info = manager.enable("router", {"host": "refuse", "access_token": SECRET})
    assert info.state == PluginState.SETUP_RETRY
    assert info.reason == "Router cannot be reached."
    assert "no route with •••" in info.cure
    shown = f"{info}{manager.config('router')}{manager.schema('router')}{caplog.text}"
    assert SECRET not in shown
    stored = b"".join(path.read_bytes() for path in workshop.base.glob("ova.sqlite3*"))
    assert SECRET.encode() not in stored


def test_secrets_are_blotted_out_of_what_an_author_says_about_a_failure(workshop):
    workshop.write(
        "integrations/leaky.py",
        """
        from ova.sdk import NotReady
        def build_integration(config, ova):
            raise NotReady("No answer from /x?key=" + config["api_key"], cure=config["api_key"])
        def default_config():
            return {"api_key": ""}
        """,
    )
    info = workshop.start().integration_manager.enable("leaky", {"api_key": SECRET})
    assert (info.reason, info.cure) == ("No answer from /x?key=•••", "•••")


def test_a_build_that_fails_keeps_the_new_config_and_unloads_the_old_object(workshop, manager):
    manager.enable("router", {"host": "good"})
    old = manager.get_integration_module("router")
    info = manager.set_config("router", {"host": "refuse"})
    assert info.state == PluginState.SETUP_RETRY
    assert "ConnectionError" in info.cure
    assert "router.py:12" in info.cure
    assert not old.open
    assert manager.config("router")["host"] == "refuse"
    assert manager.set_config("router", {"host": "good"}).state == PluginState.LOADED


def test_a_config_set_while_disabled_is_kept_for_later(manager):
    manager.set_config("router", {"host": "later"})
    assert manager.info("router").state == PluginState.NOT_LOADED
    manager.enable("router")
    assert manager.get_integration_module("router").config["host"] == "later"


def test_disabling_keeps_settings_and_secrets(manager):
    manager.enable("router", {"host": "kept", "access_token": SECRET})
    manager.disable("router")
    manager.enable("router")
    config = manager.get_integration_module("router").config
    assert (config["host"], config["access_token"]) == ("kept", SECRET)


def test_enabling_twice_builds_once(manager):
    manager.enable("router")
    built = manager.get_integration_module("router")
    manager.enable("router")
    assert manager.get_integration_module("router") is built


def test_the_schema_tells_types_choices_and_secrets(manager):
    schema = manager.schema("router")
    fields = schema["properties"]
    assert fields["port"] == {"title": "Port", "type": "integer", "default": 8123}
    assert fields["unit"]["enum"] == ["metric", "imperial"]
    assert "unit_options" not in fields
    assert fields["access_token"]["format"] == "password"
    assert fields["account"]["properties"]["password"]["writeOnly"] is True
    assert schema["additionalProperties"] is False


def test_the_manifest_refines_the_form_and_required_fields_must_be_filled(workshop):
    workshop.write(
        "integrations/cloud.py",
        """
        manifest = {"config": {"type": "object", "required": ["code"], "properties": {
            "code": {"type": "string", "format": "password", "title": "Code"},
            "every": {"minimum": 5, "maximum": 60},
        }}}
        def build_integration(config, ova):
            return config
        def default_config():
            return {"every": 30, "code": ""}
        """,
    )
    manager = workshop.start().integration_manager
    with pytest.raises(ConfigInvalid) as refused:
        manager.enable("cloud", {"every": 2})
    assert refused.value.fields == {"every": "must be at least 5", "code": "is needed"}
    assert not manager.info("cloud").enabled
    assert manager.enable("cloud", {"code": SECRET}).state == PluginState.LOADED
    assert manager.config("cloud") == {"every": 30, "code": {"is_set": True}}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def default_config():\n    return [1]\n", "returned a list, not a dict"),
        ("def default_config():\n    return {1: 2}\n", "not a dict with text keys"),
        ("def default_config():\n    return {'a': object()}\n", "not JSON"),
        (
            "def default_config():\n    raise OSError('no')\n",
            "default_config() failed: OSError: no",
        ),
        ("manifest = ['x']\n", "manifest is a list, not a dict"),
        ("manifest = {'name': 5}\n", "manifest /name: Input should be a valid string"),
        ("manifest = {'requirements': 'requests'}\n", "manifest /requirements"),
        ("manifest = {'config': {'a': 5}}\n", "manifest /config/a"),
        ("manifest = {'config': {'a': {'type': 'wrong'}}}\n", "not a JSON Schema"),
        ("def manifest():\n    1 / 0\n", "manifest() failed: ZeroDivisionError"),
    ],
)
def test_a_declaration_of_the_wrong_kind_makes_a_plugin_broken_with_the_reason(
    workshop, code, reason
):
    workshop.write(
        "integrations/odd.py", code + "def build_integration(config, ova):\n    return 1\n"
    )
    info = workshop.start().integration_manager.info("odd")
    assert info.state == PluginState.BROKEN
    assert reason in info.reason
    assert info.cure


def test_a_manifest_function_is_read_and_unknown_keys_are_left_alone(workshop):
    workshop.write(
        "integrations/fine.py",
        """
        def manifest():
            return {"name": "Fine", "version": "2.1", "category": "test", "auth": {"later": 1}}
        def build_integration(config, ova):
            return 1
        """,
    )
    info = workshop.start().integration_manager.info("fine")
    assert (info.name, info.version, info.category) == ("Fine", "2.1", "test")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise SystemExit(2)", "SystemExit: 2 (bad.py:2)"),
        (
            "return config['hots']",
            "reads config key 'hots', which is not declared; did you mean host?",
        ),
        ("return config['qqq']", "reads config key 'qqq', which is not declared (bad.py:2)"),
        ("return None", "build_integration returned nothing"),
        (
            "from ova.sdk import ActionError; raise ActionError('The code is wrong.')",
            "The code is wrong.",
        ),
    ],
)
def test_a_build_that_fails_leaves_the_plugin_enabled_with_the_reason(workshop, body, reason):
    workshop.write(
        "integrations/bad.py",
        f"def build_integration(config, ova):\n    {body}\n"
        "def default_config():\n    return {'host': 'x'}\n",
    )
    manager = workshop.start().integration_manager
    info = manager.enable("bad")
    assert info.state == PluginState.SETUP_ERROR
    assert reason in info.reason
    assert info.enabled
    assert workshop.start().integration_manager.info("bad").state == PluginState.SETUP_ERROR


def test_a_misspelled_key_works_with_one_warning(workshop):
    workshop.write(
        "integrations/typo.py",
        """
        def build_integration(config, ova):
            return [config["acccess_token"], config["acccess_token"], config.get("other", 1)]
        def default_config():
            return {"access_token": "given"}
        """,
    )
    manager = workshop.start().integration_manager
    info = manager.enable("typo")
    assert manager.get_integration_module("typo") == ["given", "given", 1]
    assert info.warnings == ("reads undeclared key acccess_token; access_token used",)


def test_a_plugin_that_changes_its_config_changes_only_its_own_copy(workshop):
    workshop.write(
        "integrations/greedy.py",
        """
        def build_integration(config, ova):
            config["list"].append(2)
            config.clear()
            return 1
        def default_config():
            return DEFAULTS
        DEFAULTS = {"list": [1]}
        """,
    )
    manager = workshop.start().integration_manager
    manager.enable("greedy")
    assert manager.config("greedy") == {"list": [1]}
    assert manager.default_config("greedy") == {"list": [1]}


def test_stored_settings_survive_new_and_dropped_fields_of_a_later_version(workshop, manager):
    manager.enable("router", {"host": "mine", "port": 99})
    workshop.write(
        "integrations/router.py",
        """
        def build_integration(config, ova):
            return dict(config)
        def default_config():
            return {"host": "", "scheme": "http"}
        """,
    )
    manager.reload("router")
    assert manager.get_integration_module("router") == {"host": "mine", "scheme": "http"}


def test_a_stored_value_that_no_longer_fits_is_told_and_not_lost(workshop, manager):
    manager.enable("router", {"port": 99})
    workshop.write(
        "integrations/router.py",
        """
        def build_integration(config, ova):
            return dict(config)
        def default_config():
            return {"port": "99"}
        """,
    )
    info = manager.reload("router")
    assert info.state == PluginState.SETUP_ERROR
    assert "port must be a text" in info.reason
    assert manager.config("router") == {"port": 99}


def test_the_example_of_the_design_document_loads_as_it_is_written(workshop):
    document = Path(__file__).parents[3] / "shared/designs/000-openvoiceassistant.txt"
    if not document.is_file():
        pytest.skip("the design documents are not beside this repository")
    (block,) = re.findall(r"```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    workshop.write("integrations/example_integration.py", block)
    manager = workshop.start().integration_manager
    info = manager.enable(
        "example_integration", {"host": "ha.local", "port": 8123, "access_token": SECRET}
    )
    assert info.state == PluginState.LOADED
    assert info.warnings == ("reads undeclared key acccess_token; access_token used",)
    built = manager.get_integration_module("example_integration")
    assert built.api == "http://ha.local:8123/api"
    assert built.headers["Authorization"] == f"Bearer {SECRET}"


def test_a_part_that_takes_nothing_or_anything_is_checked_like_any_other():
    door = {"type": "object", "properties": {"never": False, "any": True}}
    form = ConfigForm.of({}, Manifest(config={"door": door}))
    taken = form.accept({}, {"door": {"any": ["thing"]}})
    assert taken == {"door": {"any": ["thing"]}}
    assert form.split(taken) == (taken, {})
    assert form.masked(taken) == taken
    with pytest.raises(ConfigInvalid) as refused:
        form.accept({}, {"door": {"never": 1}})
    assert list(refused.value.fields) == ["door.never"]


PEOPLE = ConfigForm(
    {"people": []},
    {
        "type": "object",
        "required": [],
        "additionalProperties": False,
        "properties": {
            "people": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "pin": {"type": "string", "format": "password"},
                    },
                },
            },
            "keys": {"type": "array", "items": {"type": "string", "format": "password"}},
        },
    },
)
STORED = {
    "people": [{"name": "Ann", "pin": "1111"}, {"name": "Ben", "pin": "2222"}],
    "keys": ["first", "second"],
}
KEPT = {"is_set": True}


def person(name, pin=KEPT):
    return {"name": name, "pin": pin}


@pytest.mark.parametrize(
    ("given", "people"),
    [
        ([person("Ben"), person("Ann")], [("Ben", "2222"), ("Ann", "1111")]),
        ([person("Ben")], [("Ben", "2222")]),
        ([person("Cem", "3333"), person("Ann"), person("Ben")], ["3333", "1111", "2222"]),
        ([person("Anna"), person("Ben")], [("Anna", "1111"), ("Ben", "2222")]),
        ([person("Ann"), person("Ben", "9999")], [("Ann", "1111"), ("Ben", "9999")]),
    ],
    ids=["moved", "one taken away", "one added in front", "renamed", "a new secret"],
)
def test_a_secret_in_a_list_stays_with_whom_it_belongs_to(given, people):
    kept = PEOPLE.accept(STORED, {"people": given})["people"]
    wanted = [one if isinstance(one, str) else one[1] for one in people]
    assert [one["pin"] for one in kept] == wanted
    assert [one["name"] for one in kept] == [one["name"] for one in given]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ([person("Anna")], "people.0.pin"),
        ([person("Ben"), person("Anna")], "people.1.pin"),
        ([person("Ann"), person("Ben"), person("Cem")], "people.2.pin"),
    ],
    ids=["renamed and one taken away", "renamed and moved", "a new one without"],
)
def test_a_secret_nobody_can_be_given_back_is_asked_for_again(given, asked):
    with pytest.raises(ConfigInvalid) as refused:
        PEOPLE.accept(STORED, {"people": given})
    assert list(refused.value.fields) == [asked]
    assert "entered again" in refused.value.fields[asked]


def test_bare_secrets_keep_their_order_and_are_asked_for_again_when_one_is_taken_away():
    kept = PEOPLE.accept(STORED, {"keys": ["new", KEPT, KEPT]})["keys"]
    assert kept == ["new", "first", "second"]
    assert PEOPLE.accept(STORED, {"keys": [KEPT, "other"]})["keys"] == ["first", "other"]
    with pytest.raises(ConfigInvalid) as refused:
        PEOPLE.accept(STORED, {"keys": [KEPT]})
    assert list(refused.value.fields) == ["keys.0"]
