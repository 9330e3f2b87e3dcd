"""A module with ``build_integration`` and ``default_config`` is a whole integration: what that means."""

import importlib
import logging

import pytest

from ova.core import PluginState
from ova.plugins import ConfigInvalid

LAMP = """
    class Lamp:
        def __init__(self, config, ova):
            self.config = config

        def shine(self):
            return self.config["color"]


    def build_integration(config, ova):
        return Lamp(config, ova)


    def default_config():
        return {"color": "red", "api_key": ""}
"""

DOCUMENTED = """
import typing
import requests

class ExampleIntegration:

    def __init__(self, integration_config: typing.Dict, ova: 'OpenVoiceAssistant'):
        self.ova = ova

        host = integration_config["host"]
        port = integration_config["port"]
        acccess_token = integration_config["acccess_token"]
        self.headers = {"content-type": "application/json", "Authorization": f"Bearer {acccess_token}"}
        self.api = f"http://{host}:{port}/api"

    def get_api(self):
        resp = requests.get(f"{self.api}/", headers=self.headers)
        resp.raise_for_status()
        return resp.json()

    def post_api(self, data: typing.Dict):
        return requests.post(f"{self.api}/intent/handle", headers=self.headers, json=data)


def build_integration(integration_config: typing.Dict, ova: 'OpenVoiceAssistant'):
    return ExampleIntegration(integration_config, ova)

def default_config():
    return {
        "host": "",
        "port": 0,
        "access_token": ""
    }
"""
"""An example of the first design's documentation, misspelled key and all."""


def test_a01_a_module_with_the_two_hooks_is_a_whole_integration(workshop):
    assert "ova" not in LAMP.replace("ova)", "").replace(
        ", ova", ""
    )  # nothing of the SDK is needed
    workshop.write("integrations/lamp.py", LAMP)
    manager = workshop.start().integration_manager
    assert [info.id for info in manager.not_imported()] == ["lamp"]
    assert manager.enable("lamp").state == PluginState.LOADED
    assert [info.id for info in manager.imported()] == ["lamp"]
    assert manager.get_integration_module("lamp").shine() == "red"


def test_a02_an_integration_may_ignore_both_arguments_and_need_no_configuration(workshop):
    workshop.write(
        "integrations/plain.py",
        """
        def build_integration(*_):
            return ["anything"]
        def default_config():
            return {}
        """,
    )
    manager = workshop.start().integration_manager
    assert manager.info("plain").details["configurable"] is False
    assert manager.enable("plain").state == PluginState.LOADED
    assert manager.config("plain") == {}


def test_a03_integrations_are_found_in_every_place_and_a_broken_one_harms_nobody(
    workshop, monkeypatch, tmp_path
):
    workshop.bundle("integrations/ours.py", LAMP)
    workshop.write("integrations/theirs.py", LAMP)
    workshop.write("integrations/boom.py", "raise RuntimeError('at import')\n")
    site = tmp_path / "site"
    info = site / "a_lamp-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "a_lamp.py").write_text("def build_integration(config, ova):\n    return 1\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: a-lamp\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[ova.integrations]\ninstalled = a_lamp\n")
    monkeypatch.syspath_prepend(site)
    importlib.invalidate_caches()
    manager = workshop.start(packages=True).integration_manager
    listed = {info.id: (info.origin, info.state.value) for info in manager.infos()}
    assert listed == {
        "ours": ("bundled", "not_loaded"),
        "theirs": ("user", "not_loaded"),
        "installed": ("package", "not_loaded"),
        "boom": ("user", "broken"),
    }
    assert "RuntimeError: at import (boom.py:1)" in manager.info("boom").reason


def test_a04_the_default_config_is_the_config_at_first_import_and_changes_outlive_a_restart(
    workshop,
):
    workshop.write("integrations/lamp.py", LAMP)
    hub = workshop.start()
    hub.integration_manager.enable("lamp")
    first = hub.integration_manager.config("lamp")
    assert first == {"color": "red", "api_key": {"is_set": False}}
    hub.integration_manager.set_config("lamp", {**first, "color": "blue", "api_key": "k3y-of-lamp"})
    hub.stop()
    manager = workshop.start().integration_manager
    assert manager.config("lamp") == {"color": "blue", "api_key": {"is_set": True}}
    assert manager.get_integration_module("lamp").config["api_key"] == "k3y-of-lamp"


def test_a05_saving_settings_builds_a_new_object_that_is_in_use_at_once(workshop):
    workshop.write("integrations/lamp.py", LAMP)
    manager = workshop.start().integration_manager
    manager.enable("lamp")
    old = manager.get_integration_module("lamp")
    manager.set_config("lamp", {"color": "green"})
    new = manager.get_integration_module("lamp")
    assert new is not old
    assert new.shine() == "green"


def test_a06_many_skills_share_one_integration_and_its_config(workshop):
    workshop.write("integrations/lamp.py", LAMP)
    for name in ("one", "two"):
        workshop.write(
            f"skills/{name}/__init__.py",
            """
            manifest = {"required_integrations": ["lamp"]}
            class Skill:
                def __init__(self, ova):
                    self.ova = ova
                def color(self):
                    return self.ova.integration_manager.get_integration_module("lamp").shine()
            def build_skill(config, ova):
                return Skill(ova)
            """,
        )
    hub = workshop.hub()
    hub.integration_manager.load_all(hub)
    hub.integration_manager.enable("lamp")
    hub.skill_manager.load_all(hub)
    for name in ("one", "two"):
        hub.skill_manager.enable(name)
    hub.integration_manager.set_config("lamp", {"color": "violet"})
    colors = [hub.skill_manager.get_skill_module(name).color() for name in ("one", "two")]
    assert colors == ["violet", "violet"]
    hub.integration_manager.disable("lamp")
    with pytest.raises(
        RuntimeError, match=r"needs integration lamp\. Enable lamp under Integrations"
    ):
        hub.skill_manager.get_skill_module("one")
    with pytest.raises(RuntimeError, match=r"Lamp is not set up\. Enable Lamp under Integrations"):
        hub.integration_manager.get_integration_module("lamp")
    assert hub.skill_manager.info("two").state != PluginState.LOADED


def test_a08_the_documented_example_loads_as_it_stands_with_one_warning(workshop, caplog):
    workshop.write("integrations/example_integration.py", DOCUMENTED)
    manager = workshop.start().integration_manager
    with caplog.at_level(logging.WARNING):
        info = manager.enable("example_integration")
    assert info.state == PluginState.LOADED
    assert info.warnings == ("reads undeclared key acccess_token; access_token used",)
    assert sum("reads undeclared key" in line for line in caplog.messages) == 1
    manager.set_config("example_integration", {"host": "h", "port": 1, "access_token": "t0ken"})
    made = manager.get_integration_module("example_integration")
    assert made.headers["Authorization"] == "Bearer t0ken"


def test_a08_a_key_that_is_missing_altogether_is_named_with_near_ones(workshop):
    workshop.write(
        "integrations/lamp.py",
        """
        def build_integration(config, ova):
            return config["hostname"]
        def default_config():
            return {"host_name_of_it": "", "hosts": ""}
        """,
    )
    info = workshop.start().integration_manager.enable("lamp")
    assert info.state == PluginState.SETUP_ERROR
    assert "reads config key 'hostname', which is not declared; did you mean" in info.reason
    assert "hosts" in info.reason


def test_a09_a_list_of_options_makes_a_choice_and_refuses_other_values(workshop):
    workshop.write(
        "integrations/weather.py",
        """
        def manifest():
            return {"name": "Weather", "category": "climate", "requirements": ["requests"]}
        def build_integration(config, ova):
            return config
        def default_config():
            return {
                "unit": "celsius", "unit_options": ["celsius", "fahrenheit"],
                "on": True, "days": 3, "scale": 1.5, "places": ["home"],
            }
        """,
    )
    manager = workshop.start().integration_manager
    fields = manager.schema("weather")["properties"]
    assert fields["unit"]["enum"] == ["celsius", "fahrenheit"]
    assert "unit_options" not in fields
    kinds = {name: part["type"] for name, part in fields.items()}
    assert kinds == {
        "unit": "string",
        "on": "boolean",
        "days": "integer",
        "scale": "number",
        "places": "array",
    }
    assert manager.info("weather").category == "climate"
    manager.enable("weather", {"unit": "fahrenheit"})
    with pytest.raises(ConfigInvalid, match="unit must be one of celsius, fahrenheit"):
        manager.set_config("weather", {"unit": "kelvin"})
    assert manager.config("weather")["unit"] == "fahrenheit"


def test_a10_the_second_with_an_id_is_refused_by_name_of_both_files(workshop):
    first = workshop.bundle("integrations/lamp.py", LAMP)
    second = workshop.write("integrations/lamp.py", LAMP.replace("red", "black"))
    manager = workshop.start().integration_manager
    manager.enable("lamp")
    refused = manager.info("lamp~2")
    assert refused.state == PluginState.BROKEN
    assert f"{second} has the id 'lamp'" in refused.reason
    assert first.name in refused.reason
    assert "Rename or remove one" in refused.cure
    assert manager.get_integration_module("lamp").shine() == "red"


DECLARED = """
    manifest = {"config": {"type": "object", "required": ["url"], "properties": {
        "url": {"type": "string", "label": "Address", "default": "http://gate.test"},
        "user": {"type": "string", "default": "me", "editable": False},
        "password": {"type": "string", "default": ""}}%s}}
    def build_integration(config, ova):
        return dict(config)
"""


def test_a12_the_declared_attributes_are_exactly_the_form(workshop):
    workshop.write("integrations/gate.py", DECLARED % "")
    manager = workshop.start().integration_manager
    schema = manager.schema("gate")
    assert list(schema["properties"]) == ["url", "user", "password"]
    assert schema["required"] == ["url"]
    assert schema["properties"]["url"]["title"] == "Address"
    assert schema["properties"]["user"]["readOnly"] is True
    assert schema["properties"]["password"]["writeOnly"] is True
    assert manager.default_config("gate")["url"] == "http://gate.test"
    with pytest.raises(ConfigInvalid, match="color is not a setting"):
        manager.enable("gate", {"color": "red"})
    with pytest.raises(ConfigInvalid, match="user cannot be changed"):
        manager.enable("gate", {"user": "you"})
    with pytest.raises(ConfigInvalid, match="url is needed"):
        manager.enable("gate", {"url": ""})
    assert manager.enable("gate", {"user": "me"}).state == PluginState.LOADED


def test_a12_other_attributes_are_kept_only_where_they_are_allowed(workshop):
    workshop.write(
        "integrations/gate.py", DECLARED % ', "additionalProperties": {"type": "integer"}'
    )
    manager = workshop.start().integration_manager
    manager.enable("gate", {"floor": 3})
    assert manager.config("gate")["floor"] == 3
    assert manager.get_integration_module("gate")["floor"] == 3
    with pytest.raises(ConfigInvalid, match="floor must be a whole number"):
        manager.set_config("gate", {"floor": "three"})
    again = workshop.start().integration_manager
    assert again.config("gate")["floor"] == 3
