"""``ova skill new``, ``check``, ``run`` and ``test``: from nothing to a tested skill."""

import json

import click
import pytest
from click.testing import CliRunner

from ova.cli import skill_session
from ova.cli.main import cli
from ova.core import PluginKind
from ova.plugins.check.skill import check_skill
from ova.plugins.found import FoundPlugin
from ova.testing import SkillBed


@pytest.fixture
def ova(tmp_path, monkeypatch):
    """Return the function that runs a command in a home of its own."""
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))

    def run(*arguments):
        return CliRunner().invoke(cli, ["skill", *map(str, arguments)], catch_exceptions=False)

    return run


@pytest.fixture
def folder(ova, tmp_path):
    """A new skill."""
    written = ova("new", "TeaTime")
    assert written.exit_code == 0, written.output
    return tmp_path / "home" / "skills" / "tea_time"


def test_a_new_skill_is_well_written_answers_and_passes_its_tests(ova, folder):
    code = folder / "__init__.py"
    assert "my_greeter" not in code.read_text().lower()
    found = check_skill(FoundPlugin("tea_time", PluginKind.SKILL, code, "user", is_package=True))
    assert (found.problems, found.notes) == ([], [])

    asked = ova("run", "tea_time", "say hello to Ann", "how many people did you greet", "--json")
    assert asked.exit_code == 0, asked.output
    first, second = json.loads(asked.stdout)
    assert (first["intent"], first["slots"]) == ("TeaTimeGreet", {"name": "Ann"})
    assert second["reply"] == second["speech"] == "I greeted one person."
    assert first["trace"]["readings"]

    tested = ova("test", "tea_time", "--json")
    told = json.loads(tested.stdout)
    assert (tested.exit_code, told["passed"], told["failed"]) == (0, 7, [])


def test_nothing_is_overwritten_and_a_wrong_name_is_refused(ova, folder):
    again = ova("new", "tea-time")
    assert (again.exit_code, "is there already" in again.output) == (1, True)
    refused = ova("new", "class")
    assert (refused.exit_code, "cannot be the name of a skill" in refused.output) == (1, True)
    missing = ova("run", "tee_time", "hello")
    assert (missing.exit_code, "tea_time" in missing.output) == (1, True)


def test_check_names_what_does_not_fit_together(ova, folder):
    code = folder / "__init__.py"
    code.write_text(
        code.read_text()
        .replace('"counted"', '"counter"')
        .replace('"TeaTimeCount"', '"TeaTimeSum"')
        .replace("where = turn", "self.ova.timers.pending()\n        where = turn")
    )
    (folder / "tests" / "phrases.yaml").write_text("phrases:\n  - sya: hello\n")
    (folder / "locale" / "sv").mkdir()
    (folder / "locale" / "sv" / "sentences.yaml").write_text(
        'language: sv\nintents: {TeaTimeGreet: {data: [{sentences: ["säg hej"]}]}}\n'
    )
    checked = ova("check", folder)
    assert checked.exit_code == 1
    for wanted in (
        "TeaTimeCount has sentences and no method",
        "there is no reply 'counter' in tea_time/locale/en/replies.yaml",
        "ova.timers needs the permission 'timers'",
        "tea_time/tests/phrases.yaml:2: 'sya' is not known",
        "Note: tea_time: the method for TeaTimeSum is never called",
        "Note: tea_time: nothing in its code names the reply counted",
        "Note: tea_time: no sentences in sv for TeaTimeCount",
    ):
        assert wanted in checked.output, (wanted, checked.output)


def test_a_table_that_is_not_met_fails_and_says_how(ova, folder):
    (folder / "tests" / "phrases.yaml").write_text(
        "phrases:\n"
        "  - {say: say hello to Ben, slots: {name: Ann}}\n"
        "  - {say: hello moon, intent: TeaTimeGreet}\n"
    )
    tested = ova("test", "tea_time", "--json")
    assert tested.exit_code == 1
    reasons = [one["reason"] for one in json.loads(tested.stdout)["failed"]]
    assert "phrases.yaml:2: 'say hello to Ben': the slot name is 'Ben', not 'Ann'" in reasons[0]
    assert "phrases.yaml:3: 'hello moon': intent is None, not TeaTimeGreet" in reasons[1]


def test_run_shows_a_person_what_came_of_it_and_where_it_failed(ova, folder):
    shown = ova("run", folder, "say hello", "mumble", "--config", '{"formal": true}')
    assert shown.exit_code == 0
    assert "intent   TeaTimeGreet" in shown.output
    assert "reply    Good day, friend." in shown.output
    assert "intent   none" in shown.output
    code = folder / "__init__.py"
    code.write_text(code.read_text().replace("where = turn", "1 / 0\n        where = turn"))
    failed = ova("run", folder, "say hello")
    assert failed.exit_code == 1
    assert "ZeroDivisionError" in failed.output
    assert "tea_time/__init__.py:" in failed.output


def test_what_is_typed_is_said_with_the_files_as_they_are_then(ova, folder, tmp_path):
    def typed():
        yield "say hello to Ann\n"
        replies = folder / "locale" / "en" / "replies.yaml"
        replies.write_text(replies.read_text().replace("Hello {name}", "Ahoy {name}"))
        yield "say hello to Ben\n"
        (folder / "__init__.py").write_text("def broken(:\n")
        yield "say hello to Cy\n"

    lines = []
    with SkillBed(folder) as bed, pytest.MonkeyPatch.context() as patch:
        patch.setattr(click, "echo", lambda line, **_more: lines.append(line))
        skill_session.talk(bed, typed())
    said = "\n".join(lines)
    assert "Hello Ann" in said
    assert "Ahoy Ben" in said
    assert "SyntaxError" in said
    assert "(taken again: Tea Time 1.0.0)" in lines


def test_texts_are_said_again_when_a_file_is_saved(ova, folder):
    lines = []
    replies = folder / "locale" / "en" / "replies.yaml"
    edits = iter(["Ahoy {name}", "Howdy {name}"])

    def rest(_seconds):
        edit = next(edits, None)
        if edit is None:
            raise KeyboardInterrupt
        replies.write_text(f'greeting: "{edit}"\n')

    with SkillBed(folder) as bed, pytest.MonkeyPatch.context() as patch:
        patch.setattr(click, "echo", lambda line, **_more: lines.append(line))
        skill_session.watch(bed, ["say hello to Ann"], rest=rest)
    said = [line.partition("reply    ")[2] for line in lines if "reply" in line]
    assert said[0].startswith("Hello Ann")
    assert [one.partition("\n")[0] for one in said[1:]] == ["Ahoy Ann", "Howdy Ann"]


def test_run_without_a_text_reads_lines_and_refuses_what_makes_no_sense(ova, folder):
    assert ova("run", "tea_time", "--json").exit_code == 2
    assert ova("run", "tea_time", "--watch").exit_code == 2
