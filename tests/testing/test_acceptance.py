"""The acceptance suite finds what integrations do wrong, and passes those that do right."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.testing.conftest import CONFIG, SUNNY, answers

from ova.core import OvaError
from ova.testing import IntegrationAcceptance

ROOT = Path(__file__).parents[2]


@pytest.fixture
def suite(tmp_path):
    """Return a function that runs the suite over the Sunny integration with changes to its code.

    It gives what each test that failed said, and why each that was left out was.
    """

    def run(*changes, bypass=None):
        code = SUNNY.lstrip()
        for old, new in changes:
            assert old in code
            code = code.replace(old, new)
        file = tmp_path / "sunny_home.py"
        file.write_text(code)
        told = {
            "path": file,
            "config": CONFIG,
            "invalid_config": {"api_key": "wrong"},
            "actions": {"set_light": {"light": "desk"}},
            "bypass": bypass or {},
            "answers": lambda _self, service: sunny_answers(service),
        }
        made = type("Suite", (IntegrationAcceptance,), told)()
        failed, skipped = {}, {}
        for name in TESTS:
            try:
                getattr(made, name)()
            except pytest.skip.Exception as skip:
                skipped[name] = str(skip)
            except (AssertionError, OvaError, pytest.fail.Exception) as error:
                failed[name] = str(error)
        return failed, skipped

    return run


TESTS = [name for name in dir(IntegrationAcceptance) if name.startswith("test_")]


def sunny_answers(service):
    answers(service)
    service.answer("GET", "/series/gas", {"days": [], "kwh": []})


def pytest_run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    return done.returncode, done.stdout + done.stderr


def test_b20_an_integration_that_does_right_passes(suite):
    assert len(TESTS) == 9
    assert suite() == ({}, {})


@pytest.mark.parametrize(
    ("old", "new", "test"),
    [
        ('"sunny_home.button.pressed":', '"sunny_home.button.touched":', "the_spec_is_valid"),
        (
            'return "Signed in as " + ctx.fetch("/me").data["email"]',
            'return "fine"',
            "invalid_settings_fail",
        ),
        ('ctx.fetch("/me")', 'ctx.fetch("/nobody")', "good_settings_work"),
        ('Sensor("power"', 'Sensor("desk"', "keys_of_entities_are_unique"),
        ('last_poll_ts or "0"', '"0"', "a_poll_from_the_far_future"),
        ('{"amount": r["amount"]}', "{}", "outputs_are_as_declared"),
        (
            'ctx.fetch(f"/lights/{data.light}"',
            '__import__("logging").getLogger("sunny").warning(ctx.config["api_key"]); '
            'ctx.fetch(f"/lights/{data.light}"',
            "secrets_are_not_in_the_log",
        ),
    ],
)
def test_b20_each_fault_is_found_by_its_test(suite, old, new, test):
    failed, _ = suite((old, new))
    assert any(test in name for name in failed), failed


def test_b20_a_bypass_must_state_its_reason(suite):
    broken = ('last_poll_ts or "0"', '"0"')
    name = "test_a_poll_from_the_far_future_yields_nothing"
    assert suite(broken, bypass={name: "The service has no time filter."}) == (
        {},
        {name: "The service has no time filter."},
    )
    failed, _ = suite(broken, bypass={name: " "})
    assert sorted(failed) == [name, "test_every_bypass_states_its_reason"]
    failed, _ = suite(bypass={"test_nothing": "because"})
    assert "bypass names test_nothing" in failed["test_every_bypass_states_its_reason"]


def test_b20_the_plugin_runs_the_suite_from_files(tmp_path):
    folder = tmp_path / "dice"
    tests = folder / "tests"
    tests.mkdir(parents=True)
    (folder / "__init__.py").write_text(
        "from ova.sdk import action\n"
        "class Dice:\n"
        "    def __init__(self, config):\n        self.sides = config['sides']\n"
        "    def test_connection(self, ctx):\n"
        "        ctx.fetch('http://dice.test/')\n"
        "    @action(description='Throw', output={'type': 'object', 'required': ['of']})\n"
        "    def throw(self, inputs):\n        return {'of': self.sides}\n"
        "def build_integration(config, ova):\n    return Dice(config)\n"
        "def default_config():\n    return {'sides': 6}\n"
    )
    (tests / "good_config.json").write_text('{"sides": 8}')
    (tests / "invalid_config.json").write_text('{"sides": "many"}')
    answers = [{"method": "GET", "address": "http://dice.test/"}]
    (tests / "acceptance.json").write_text(json.dumps({"answers": answers}))
    code, text = pytest_run("--ova-acceptance", folder)
    assert (code, "9 passed" in text) == (0, True), text
    (tests / "good_config.json").write_text('{"sides": "many"}')
    code, text = pytest_run("--ova-acceptance", folder)
    assert (code, "sides must be a whole number" in text) == (1, True), text
