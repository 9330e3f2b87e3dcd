"""The contract of an integration against that of the version before."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from ova.cli.main import cli
from ova.core import InvalidInput
from ova.plugins.check import RECORD, Contract, Status, check_path, record
from ova.plugins.scaffold import generate

MAIN = "__init__.py"
NEW_VERSION = ('"version": "0.1.0"', '"version": "0.2.0"')
NEW_SETTING = ('"api_key": ""', '"api_key": "", "room": "hall"')
GONE = ("api_key", "key")
MIGRATE = (
    "\n\ndef migrate(config: dict[str, Any], version: str) -> dict[str, Any]:\n    return config\n"
)


@pytest.fixture
def folder(tmp_path):
    return generate("MyService", tmp_path)


def change(folder, *changes, more=""):
    main_file = folder / MAIN
    text = main_file.read_text()
    for old, new in changes:
        assert old in text, text
        text = text.replace(old, new)
    main_file.write_text(text + more)


def rule(report, name):
    (one,) = [one for one in report.rules if one.rule == name]
    return one


def checked(folder, base=None):
    (report,) = check_path(folder, base)
    return report


def test_b20_what_it_promises_is_recorded_and_unchanged_is_well(folder):
    assert record(folder) == [folder / RECORD]
    kept = Contract.read(folder / RECORD)
    assert kept.version == "0.1.0"
    assert kept.settings["api_key"] == "secret"
    assert kept.actions["set_level"] == ["device", "level"]
    report = checked(folder)
    assert rule(report, "version").status is Status.DONE
    assert rule(report, "compatible").status is Status.DONE


def test_b20_another_contract_wants_another_version(folder):
    record(folder)
    change(folder, NEW_SETTING)
    told = rule(checked(folder), "version")
    assert told.status is Status.TODO
    assert told.reasons == ("setting room is new since version 0.1.0, and the version is the same",)
    assert checked(folder).tier.value == "none"
    change(folder, NEW_VERSION)
    assert rule(checked(folder), "version").status is Status.DONE
    assert rule(checked(folder), "compatible").status is Status.DONE


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([GONE], "the setting api_key is gone"),
        (
            [
                ('"api_key": ""', '"api_key": "", "room": ""'),
                ('"required": [', '"required": ["room", '),
            ],
            "the setting room is needed now",
        ),
        (
            [
                (
                    '"type": "string",\n                    "format": "uri"',
                    '"type": ["string", "null"]',
                )
            ],
            "the setting host was string and is string or null now",
        ),
    ],
)
def test_b20_settings_people_gave_must_still_work_or_be_migrated(folder, changes, reason):
    record(folder)
    change(folder, NEW_VERSION, *changes)
    told = rule(checked(folder), "compatible")
    assert told.status is Status.TODO
    assert any(reason in one for one in told.reasons), told.reasons
    assert "raise config_version and write migrate" in told.reasons[0]

    change(folder, ('"version": "0.2.0"', '"version": "0.2.0", "config_version": "2"'))
    assert rule(checked(folder), "compatible").status is Status.TODO, "without migrate it is no use"
    change(folder, more=MIGRATE)
    assert rule(checked(folder), "compatible").status is Status.DONE


def test_b20_an_exemption_states_its_reason(folder):
    record(folder)
    change(folder, NEW_VERSION, GONE)
    scale = folder / "quality_scale.yaml"
    scale.write_text("rules:\n  compatible:\n    status: exempt\n")
    assert any("compatible states no reason" in one for one in checked(folder).faults)
    scale.write_text("rules:\n  compatible:\n    status: exempt\n    reason: Nobody has it yet.\n")
    told = rule(checked(folder), "compatible")
    assert (told.status, told.reasons) == (Status.EXEMPT, ("Nobody has it yet.",))


def test_b20_it_is_compared_with_a_folder_or_a_commit(folder, tmp_path):
    def git(*words):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(tmp_path), *words],
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    change(folder, NEW_SETTING)
    told = rule(checked(folder, "HEAD"), "version")
    assert told.reasons == ("setting room is new since version 0.1.0, and the version is the same",)
    other = generate("MyService", tmp_path / "released")
    assert rule(checked(folder, str(other)), "version").status is Status.TODO
    assert rule(checked(folder, str(folder)), "version").status is Status.DONE
    with pytest.raises(InvalidInput, match="no earlier version 'v9'"):
        check_path(folder, "v9")


def test_b20_a_record_that_cannot_be_read_is_a_fault(folder):
    (folder / RECORD).write_text('{"version": 1')
    assert any("contract.json cannot be read" in one for one in checked(folder).faults)


def test_b20_the_command_records_and_compares(folder):
    run = CliRunner()
    done = run.invoke(cli, ["integration", "check", str(folder), "--record"])
    assert (done.exit_code, "Recorded: " in done.output) == (0, True), done.output
    assert json.loads((folder / RECORD).read_text())["version"] == "0.1.0"
    change(folder, NEW_SETTING)
    done = run.invoke(cli, ["integration", "check", str(folder), "--tier", "bronze"])
    assert done.exit_code == 1
    assert "for bronze, version: setting room is new since version 0.1.0" in done.output
    done = run.invoke(cli, ["integration", "check", str(folder), "--base", "no-such-tag"])
    assert done.exit_code == 2
    assert "no earlier version 'no-such-tag'" in done.output


def test_b20_a_single_file_has_no_place_for_a_record(tmp_path):
    file = tmp_path / "lamp.py"
    file.write_text("def build_integration(config, ova):\n    return 1\n")
    with pytest.raises(InvalidInput, match="single file"):
        record(file)
