"""Routines that are written in files: what is read, and how faults are told."""

from pathlib import Path

import pytest

from ova.core import RoutineStep, RoutineStepKind
from ova.hub.routine_check import usable
from ova.hub.routine_files import length_of, read_folder, read_routine, signature

GOOD_NIGHT = """\
name: Good night
icon: moon
phrases:
  - good night
  - i am going to bed
steps:
  - turn off all the lights
  - wait: 5 minutes
  - say: Sleep well.
repeat: {time: 22:30, weekdays: [0, 1, 2, 3, 4]}
"""


def read(text):
    return read_routine(text, Path("Good Night.yaml"))


def told(text):
    return [(fault.line, fault.message) for fault in read(text).faults]


def test_a_file_is_read_with_all_it_says():
    found = read(GOOD_NIGHT)

    assert found.faults == []
    routine = found.routine
    assert (routine.id, routine.name, routine.icon) == ("file-good-night", "Good night", "moon")
    assert routine.phrases == ("good night", "i am going to bed")
    assert routine.steps == (
        RoutineStep(RoutineStepKind.COMMAND, "turn off all the lights"),
        RoutineStep(RoutineStepKind.WAIT, seconds=300.0),
        RoutineStep(RoutineStepKind.SAY, "Sleep well."),
    )
    assert routine.repeat.to_json() == {"time": "22:30", "weekdays": [0, 1, 2, 3, 4]}


def test_a_file_may_say_from_when_every_other_week_counts():
    found = read("name: Bins\nsteps: [a]\nrepeat: {time: 19:00, every: 2, start: 2026-11-23}")

    assert found.faults == []
    assert found.routine.repeat.start.isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: [", 1, "is not YAML"),
        ("- a list", 0, "no fields"),
        ("steps: [stop the music]", 0, "no name"),
        ("name: Night\nsteps: []", 2, "no steps"),
        ("name: Night\nname: Day\nsteps: [a]", 2, "there twice"),
        ("name: Night\nsteps:\n  - good\n  - dance: now", 4, "cannot 'dance'"),
        ("name: Night\nsteps:\n  - wait: for ever", 3, "no time to wait"),
        ("name: Night\nsteps: [a]\nrepeat: {time: '25:00'}", 3, "no time of day"),
        ("name: Night\nsteps: [a]\nrepeat: tomorrow", 3, "has no `time`"),
        ("name: Night\nsteps: [a]\ncolour: blue", 3, "no 'colour'"),
        ("name: Night\nsteps: [a]\nenabled: maybe", 3, "neither true nor false"),
        ("name: Night\nsteps:\n  - say: Bye\n    on: 7", 3, "7 is no name of a group"),
        ("name: Night\nphrases:\n  - 7\nsteps: [a]", 3, "A phrase is a text"),
    ],
)
def test_a_fault_is_named_with_its_line(text, line, words):
    assert any(at == line and words in message for at, message in told(text)), told(text)


def test_a_file_names_the_group_that_speaks_and_the_place_of_one_text():
    found = read(
        "name: Night\ngroup: Downstairs speakers\nsteps:\n"
        "  - {say: Sleep well., on: Kids rooms}\n  - say: Bye."
    )

    assert found.faults == []
    assert (found.routine.satellite_id, found.routine.group_id) == (None, "Downstairs speakers")
    assert [step.group_id for step in found.routine.steps] == ["Kids rooms", None]


def test_phrases_that_can_mean_nothing_are_told_and_left_out():
    text = "name: Night\nphrases: [good night, stop, '[please]', 'light {name}']\nsteps: [a]"
    found = usable(read(text), "en")

    assert found.routine.phrases == ("good night",)
    assert [fault.code for fault in found.faults] == ["phrase_slot", "stop", "no_words"]
    assert {fault.line for fault in found.faults} == {2}


def test_lines_of_steps_are_those_of_the_steps_that_are_kept():
    found = read("name: Night\nsteps:\n  - dance: now\n  - turn on the light")

    assert [step.text for step in found.routine.steps] == ["turn on the light"]
    assert found.lines["/steps/0"] == 4


def test_a_faulty_file_harms_no_other(tmp_path):
    (tmp_path / "a night.yaml").write_text(GOOD_NIGHT)
    (tmp_path / "a-night.yml").write_text(GOOD_NIGHT)
    (tmp_path / "broken.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "notes.txt").write_text("no routine")
    before = signature(tmp_path)

    first, second, broken = read_folder(tmp_path)

    assert first.routine is not None
    assert second.routine is None
    assert "same name" in second.faults[0].message
    assert "UTF-8" in broken.faults[0].message
    (tmp_path / "broken.yaml").unlink()
    assert signature(tmp_path) != before
    assert read_folder(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (30, 30.0),
        ("90 seconds", 90.0),
        ("5 min", 300.0),
        ("1.5 hours", 5400.0),
        ("2h", 7200.0),
        (0, None),
        (-1, None),
        (True, None),
        ("13 hours", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_time_to_wait_is_read(value, seconds):
    assert length_of(value) == seconds
