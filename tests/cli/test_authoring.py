"""``ova integration new``, ``check`` and ``run``, and the make target."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ova.cli.main import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ova(tmp_path, monkeypatch):
    """Return the function that runs a command in a home of its own."""
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))

    def run(*arguments):
        return CliRunner().invoke(cli, [*map(str, arguments)], catch_exceptions=False)

    return run


def test_a22_new_writes_into_the_users_folder_and_check_finds_it_by_id(ova, tmp_path):
    written = ova("integration", "new", "MyService")
    assert written.exit_code == 0, written.output
    folder = tmp_path / "home" / "integrations" / "my_service"
    assert f"Written: {folder}" in written.output
    checked = ova("integration", "check", "my_service", "--tier", "platinum")
    assert checked.exit_code == 0, checked.output
    assert "My Service (my_service): platinum" in checked.output
    again = ova("integration", "new", "my-service")
    assert (again.exit_code, "is there already" in again.output) == (1, True)


@pytest.mark.parametrize("style", ["hooks", "class", "config-json"])
def test_a63_make_writes_an_integration_that_passes_its_own_tests_with_plain_pytest(
    tmp_path, style
):
    make = shutil.which("make")
    if make is None:
        pytest.skip("there is no make on this machine")
    ova = f"{sys.executable} -m ova.cli"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "backend"),
        "OVA_HOME": str(tmp_path / "home"),
    }
    arguments = ["INTEGRATION=SunnyRoof", f"STYLE={style}", f"INTO={tmp_path}", f"OVA={ova}"]
    made = subprocess.run(
        [make, "generate_from_template", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "sunny_roof"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
    refused = subprocess.run(
        [
            make,
            "generate_from_template",
            "INTEGRATION=sunny_roof",
            f"INTO={tmp_path}",
            f"OVA={ova}",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert refused.returncode != 0
    assert "MyService, my-service or myservice" in refused.stderr


def test_b19_check_tells_faults_and_tiers_and_ends_with_a_number(ova, tmp_path):
    file = tmp_path / "lamp.py"
    file.write_text(
        "def build_integration(config, ova):\n    return [config['hots']]\n"
        "def default_config():\n    return {'host': ''}\n"
    )
    told = ova("integration", "check", file)
    assert told.exit_code == 1
    assert "fault: the setting hots is read and not declared; did you mean host?" in told.output
    (report,) = json.loads(ova("integration", "check", file, "--json").output)
    assert (report["id"], report["tier"]) == ("lamp", "none")
    assert {one["status"] for one in report["rules"]} == {"done", "todo"}
    file.write_text(
        '"""A lamp."""\nmanifest = {"name": "Lamp", "version": "1"}\n'
        "def build_integration(config, ova):\n    return [config['host']]\n"
        "def default_config():\n    return {'host': ''}\n"
    )
    assert ova("integration", "check", file).exit_code == 0
    short = ova("integration", "check", file, "--tier", "silver")
    assert short.exit_code == 1
    assert "lamp): bronze" in short.output
    assert "for silver, labels: the setting host has no help_text" in short.output
    assert ova("integration", "check", "nothing_like_it").exit_code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    assert ova("integration", "check", empty).exit_code == 2


def test_a41_one_action_can_be_tried_from_the_command_line(ova, tmp_path):
    file = tmp_path / "adder.py"
    file.write_text(
        "from ova.sdk import action\n"
        "class Adder:\n"
        "    def __init__(self, config):\n        self.step = config['step']\n"
        "    @action()\n"
        "    async def add(self, inputs):\n        return {'sum': inputs['to'] + self.step}\n"
        "def build_integration(config, ova):\n    return Adder(config)\n"
        "def default_config():\n    return {'step': 1}\n"
    )
    done = ova(
        "integration",
        "try",
        file,
        "action",
        "add",
        "--config",
        '{"step": 5}',
        "--inputs",
        '{"to": 2}',
    )
    assert json.loads(done.output) == {"sum": 7}
    wrong = ova("integration", "try", file, "action", "add", "--inputs", "{")
    assert (wrong.exit_code, "--inputs is not JSON" in wrong.output) == (1, True)
    unknown = ova("integration", "try", file, "action", "sub")
    assert (unknown.exit_code, "The actions are: add" in unknown.output) == (1, True)
