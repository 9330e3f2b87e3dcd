"""``ova integration`` as an author uses it: switch on with settings, look, change, load anew."""

import json

import pytest
from click.testing import CliRunner

from ova.cli.main import cli

BRIDGE = '''"""A bridge."""
from ova.sdk import AuthFailed

manifest = {"name": "Bridge", "version": "1.0", "config": {
    "type": "object", "required": ["host"], "properties": {}}}


class Bridge:
    def __init__(self, config):
        self.config = config
        self.token = config["acccess_token"]

    def test_connection(self, ctx):
        if self.config["host"] == "wrong":
            raise AuthFailed("The bridge knows nobody of that name.")

    def activate(self, ctx):
        return f"Connected to {self.config['host']}"


def build_integration(config, ova):
    return Bridge(config)


def default_config():
    return {"host": "", "access_token": ""}
'''


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("OVA_HOME", str(tmp_path))
    (tmp_path / "integrations").mkdir()
    (tmp_path / "integrations" / "bridge.py").write_text(BRIDGE)
    return tmp_path


def ova(*arguments):
    return CliRunner().invoke(cli, ["integration", *arguments], catch_exceptions=False)


def test_a_stranger_switches_an_integration_on_with_its_settings(home):
    refused = ova("enable", "bridge")
    assert (refused.exit_code, "host is needed" in refused.stderr) == (1, True)
    assert "Give them with --config" in refused.stderr
    refused = ova("enable", "bridge", "--config", '{"host": "wrong"}')
    assert refused.exit_code == 1
    assert "knows nobody of that name" in refused.stderr
    assert "Or keep them all the same: --force." in refused.stderr

    (home / "settings.json").write_text('{"host": "hall"}')
    done = ova("enable", "bridge", "--config", f"@{home / 'settings.json'}")
    assert done.exit_code == 0, done.output
    assert "loaded" in done.stdout
    assert "Connected to hall" in done.stdout
    assert "Note: reads undeclared key acccess_token; access_token used" in done.stdout


def test_what_was_changed_is_loaded_anew_and_shown_with_what_to_do(home):
    assert ova("enable", "bridge", "--config", '{"host": "hall"}').exit_code == 0
    (home / "integrations" / "bridge.py").write_text(BRIDGE.replace("def default_config(", "def ("))
    told = ova("reload", "bridge")
    assert "broken" in told.stdout
    assert "Correct that line, then reload it." in told.stdout
    (home / "integrations" / "bridge.py").write_text(BRIDGE.replace("acccess", "access"))
    told = ova("reload", "bridge", "--json")
    assert (json.loads(told.stdout)["state"], json.loads(told.stdout)["warnings"]) == ("loaded", [])


@pytest.mark.parametrize("given", ["{", "[1]", "@nowhere.json"])
def test_settings_that_are_no_json_are_refused_with_a_cure(home, given):
    refused = ova("enable", "bridge", "--config", given)
    assert refused.exit_code == 1
    assert "name a file as @settings.json" in refused.stderr


def test_a_mistyped_id_or_name_is_answered_with_a_near_one(home):
    assert "Did you mean bridge?" in ova("check", "brigde").output
    assert "Did you mean SunnyHome?" in ova("new", "Sunny-Home").stderr
    assert "Looked in" in ova("check", "something_else").output
