"""The commands that need no running hub."""

import json
import re
from pathlib import Path

import pytest
from tests.hubs import PASSWORD, free_port, ova, spoken_file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ova") / "home"


def test_doctor_finds_this_machine_in_order(folder: Path):
    result = ova(folder, "doctor", "--json")

    findings = {one["check"]: one for one in json.loads(result.stdout)}
    assert result.returncode == 0, findings
    assert {"python", "folder", "disk", "database", "voice", "recogniser", "hub"} <= set(findings)
    assert all(one["ok"] for one in findings.values())


def test_doctor_names_what_is_wrong_and_its_cure(tmp_path: Path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "ova.sqlite3").write_bytes(b"this is no database" * 1000)

    result = ova(tmp_path / "home", "doctor", "--json")

    findings = {one["check"]: one for one in json.loads(result.stdout)}
    assert result.returncode == 1
    assert not findings["database"]["ok"]
    assert findings["database"]["cure"]
    assert findings["voice"]["ok"]


def test_a_typed_command_is_answered_without_a_hub(folder: Path):
    result = ova(folder, "say", "--offline", "--json", "turn", "on", "the", "kitchen", "light")

    run = json.loads(result.stdout)
    assert result.returncode == 0, result.stderr
    assert run["intent"] == "HassTurnOn"
    assert run["reply"]


def test_how_a_command_was_understood_is_shown(folder: Path):
    shown = ova(folder, "say", "--offline", "--explain", "um turn on the kichen light please")
    wire = ova(folder, "say", "--offline", "--explain", "--json", "um turn on the kitchen light")
    plain = ova(folder, "say", "--offline", "--json", "turn on the kitchen light")

    assert shown.returncode == 0, shown.stderr
    for told in ("“um”  means nothing", "“kichen” → “kitchen”", "Template", "Score", "[<the>]"):
        assert told in shown.stdout, shown.stdout
    (first, *_) = json.loads(wire.stdout)["trace"]["readings"]
    assert (first["intent"], first["skill"]) == ("HassTurnOn", "home")
    assert "trace" not in json.loads(plain.stdout)


def test_why_nothing_was_done_is_shown(folder: Path):
    declined = ova(folder, "say", "--offline", "--explain", "turn on the disco ball").stdout
    asked = ova(folder, "say", "--offline", "--explain", "turn on the lamp").stdout

    assert re.search(r"Not done +no_entity", declined), declined
    assert re.search(r"Asked +several things fit", asked), asked
    assert "turn on the Desk Lamp" in asked


def test_a_recording_is_answered_without_a_hub(folder: Path, tmp_path: Path):
    recording = spoken_file(tmp_path / "command.wav", "what is the time")

    result = ova(folder, "hear", "--offline", "--json", str(recording))

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["intent"] == "HassGetCurrentTime"


def test_without_a_hub_the_way_out_is_named(folder: Path):
    result = ova(folder, "say", "what time is it")

    assert result.returncode == 1
    assert "ova run" in result.stderr
    assert "--offline" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_one_line(folder: Path):
    result = ova(folder, "hear", "--offline", "nowhere.wav")

    assert result.returncode == 1
    assert "nowhere.wav" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_plugins_are_listed_with_their_state(folder: Path):
    skills = json.loads(ova(folder, "skill", "list", "--json").stdout)
    integrations = json.loads(ova(folder, "integration", "list", "--json").stdout)

    loaded = {one["id"] for one in skills if one["state"] == "loaded"}
    assert loaded >= {"clock", "home", "timers"}
    states = {one["id"]: one["state"] for one in integrations}
    assert states["demo_home"] == "loaded"
    assert states["home_assistant"] == "not_loaded"


def test_the_plugins_of_the_readme_work_as_printed(folder: Path):
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    kettle, tea, sentences = re.findall(r"```(?:python|yaml)\n(.*?)```", readme, re.DOTALL)
    (folder / "integrations" / "kettle.py").write_text(kettle)
    locale = folder / "skills" / "tea" / "locale" / "en"
    locale.mkdir(parents=True)
    (folder / "skills" / "tea" / "__init__.py").write_text(tea)
    (locale / "sentences.yaml").write_text(sentences)

    early = json.loads(ova(folder, "skill", "enable", "tea", "--json").stdout)
    enabled = json.loads(ova(folder, "integration", "enable", "kettle", "--json").stdout)
    said = json.loads(ova(folder, "say", "--offline", "--json", "make a cup of tea").stdout)
    disabled = json.loads(ova(folder, "integration", "disable", "kettle", "--json").stdout)
    without = json.loads(ova(folder, "say", "--offline", "--json", "brew tea").stdout)

    assert early["state"] == "setup_error"
    assert "kettle" in early["reason"]
    assert enabled["state"] == "loaded"
    assert said["reply"] == "All right, boiling at kettle.local."
    assert disabled["state"] == "not_loaded"
    assert "kettle" in without["reply"]


def test_people_and_tokens_come_and_go(folder: Path):
    refused = ova(folder, "token", "create", "script")
    made = ova(folder, "user", "create", "anna", "--password", PASSWORD)
    token = ova(folder, "token", "create", "script", "--role", "guest")
    listed = json.loads(ova(folder, "token", "list", "--json").stdout)
    deleted = ova(folder, "token", "delete", listed[0]["id"])

    assert refused.returncode == 1
    assert "account" in refused.stderr
    assert made.returncode == 0, made.stderr
    assert token.stdout.startswith("ova_")
    assert token.stdout.strip() not in json.dumps(listed)
    assert [one["role"] for one in listed] == ["guest"]
    assert deleted.returncode == 0
    assert json.loads(ova(folder, "token", "list", "--json").stdout) == []
    assert json.loads(ova(folder, "user", "list", "--json").stdout)[0]["name"] == "anna"


def test_a_satellite_without_a_token_says_when_there_is_no_hub_to_join(folder: Path):
    nowhere = f"http://127.0.0.1:{free_port()}"
    result = ova(
        folder, "satellite", "--hub", nowhere, "--no-wake", "--timeout", "0.1", OVA_TOKEN=""
    )

    assert result.returncode == 4
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "options",
    [["--tls-cert", "missing.pem"], ["--tls-cert", "missing.pem", "--tls-key", "missing.key"]],
)
def test_half_or_missing_certificates_are_one_line(folder: Path, options: list[str]):
    result = ova(folder, "run", *options)

    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_people_are_let_in_changed_and_shown_out_without_a_running_hub(tmp_path: Path):
    home = tmp_path / "home"
    assert ova(home, "user", "create", "anna", "--password", PASSWORD).returncode == 0

    made = ova(home, "user", "create", "ben", "--link")
    assert "/join#" in made.stdout
    ova(home, "user", "role", "ben", "guest")
    ova(home, "user", "rename", "ben", "benjamin")
    listed = json.loads(ova(home, "user", "list", "--json").stdout)
    assert [(one["name"], one["role"]) for one in listed] == [
        ("anna", "owner"),
        ("benjamin", "guest"),
    ]
    last = ova(home, "user", "delete", "anna", "--yes")
    assert last.returncode == 1
    assert "only owner" in last.stderr
    assert ova(home, "user", "delete", "benjamin", "--yes").returncode == 0
    assert len(json.loads(ova(home, "user", "list", "--json").stdout)) == 1
