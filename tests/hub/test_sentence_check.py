"""Sentences of skills are checked in their files, without a hub."""

import json

import pytest
from click.testing import CliRunner

from ova.cli.plugins import skill
from ova.core import NotFound
from ova.folder import HomeFolder
from ova.hub.care import check_up
from ova.hub.skills import check_sentences

FAULTY = """intents:
  MakeTea:
    data:
      - sentences:
          - "make [some tea"
          - "brew tea"
"""
PLACE = "tea/locale/en/sentences.yaml:5:19"


@pytest.fixture
def tea(tmp_path):
    """A skill of the user's own with a faulty sentence; its folder."""
    folder = tmp_path / "skills" / "tea"
    (folder / "locale" / "en").mkdir(parents=True)
    (folder / "__init__.py").write_text("def build_skill(config, ova):\n    return object()\n")
    (folder / "locale" / "en" / "sentences.yaml").write_text(FAULTY)
    return folder


def test_bundled_skills_are_well_written(tmp_path):
    check = check_sentences(tmp_path, spoken=["en"])
    assert check.problems == []
    assert {"clock", "home", "timers"} <= set(check.skills)
    assert check.files > 3


def test_a_fault_is_named_with_file_line_and_column(tmp_path, tea):
    (problem,) = check_sentences(tmp_path, spoken=["en"]).problems
    assert problem.startswith(f"{PLACE}, MakeTea: 'make [some tea': ")
    assert check_sentences(tmp_path, ["tea"]).problems == [problem]
    assert check_sentences(tmp_path, ["clock"], spoken=["en"]).problems == []


def test_a_folder_is_checked_wherever_it_lies(tmp_path, tea):
    check = check_sentences(tmp_path / "elsewhere", [str(tea)])
    assert check.skills == ["tea"]
    assert check.problems[0].startswith(PLACE)


def test_a_file_that_is_no_yaml_is_a_fault_too(tmp_path, tea):
    (tea / "locale" / "en" / "sentences.yaml").write_text("intents:\n\tTea: 5\n")
    (problem,) = check_sentences(tmp_path, ["tea"]).problems
    assert problem.startswith("tea/locale/en/sentences.yaml:2:1: is not YAML")


CLAIMED = """intents:
  AskTheTime:
    data:
      - sentences:
          - "what time is it"
          - "how late is it for tea"
"""


def test_a_sentence_another_skill_has_is_named_with_who_is_asked(tmp_path, tea, monkeypatch):
    (tea / "locale" / "en" / "sentences.yaml").write_text(CLAIMED)
    check = check_sentences(tmp_path, ["tea"])
    assert check.problems == []
    (conflict,) = check.conflicts
    assert conflict.startswith("'what time is it' belongs to the skills 'clock'")
    assert conflict.endswith("'clock' is asked.")
    assert check_sentences(tmp_path, ["home"], spoken=["en"]).conflicts == []
    monkeypatch.setenv("OVA_HOME", str(tmp_path))
    shown = CliRunner().invoke(skill, ["check", "tea"])
    assert shown.exit_code == 0
    assert f"Note: {conflict}" in shown.stdout
    finding = next(one for one in check_up(HomeFolder(tmp_path)) if one.check == "sentences")
    assert finding.ok
    assert conflict in finding.detail


def test_a_skill_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NotFound, match="no skill 'ghost'"):
        check_sentences(tmp_path, ["ghost"])


def test_the_command_prints_faults_and_fails(tmp_path, tea, monkeypatch):
    monkeypatch.setenv("OVA_HOME", str(tmp_path))
    shown = CliRunner().invoke(skill, ["check", "tea", "calculator"])
    assert shown.exit_code == 1
    assert shown.stdout.startswith(PLACE)
    printed = CliRunner().invoke(skill, ["check", "calculator", "--json"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout)["problems"] == []


def test_languages_nobody_speaks_are_left_out_but_for_those_of_own_skills(tmp_path, tea):
    (tea / "locale" / "en").rename(tea / "locale" / "nl")
    asked = {"skills": ["calculator", "tea"], "spoken": ["de"]}
    (problem,) = check_sentences(tmp_path, **asked).problems
    assert "tea/locale/nl/" in problem
    assert check_sentences(tmp_path, ["calculator"], spoken=["de"]).problems == []


def test_the_doctor_looks_at_sentences(tmp_path, tea):
    findings = (one for one in check_up(HomeFolder(tmp_path)) if one.check == "sentences")
    finding = next(findings)
    assert not finding.ok
    assert PLACE in finding.detail
    assert "ova skill check" in finding.cure
