"""How ``ova say --explain`` draws a run."""

import pytest

from ova.cli.explain import show_explained
from ova.core import (
    Intent,
    Option,
    Question,
    QuestionKind,
    Reading,
    RunResult,
    Slot,
    Step,
    StepKind,
    Trace,
)
from ova.core.run import CommandResult

LAMP = Intent("HassTurnOn", "home", (Slot("name", "Desk Lamp"),))
STEPS = tuple(Step(kind, "said", "meant", 0.5) for kind in StepKind)
READING = Reading(
    "HassTurnOn",
    "home",
    "turn on [<the>] {name}",
    "home/locale/en/package.yaml",
    "turn on the desk lamp",
    0.812,
    {"name": "Desk Lamp"},
    STEPS,
)
OTHER = Reading("HassTurnOff", "other", "turn off {name}", "", "turn off the desk lamp", 0.5)


def run(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "run_id": "r",
        "text": "turn on teh lamp",
        "intent": None,
        "reply": "Sorry.",
        "confidence": 1.0,
        "reason": "",
        "error": "no_intent",
        "timings_ms": {},
        **changes,
    }
    return RunResult(**fields).to_json()  # type: ignore[arg-type]  # fields are named above


def shown(capsys: pytest.CaptureFixture[str], **changes: object) -> list[str]:
    show_explained(run(**changes))
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_a_command_is_drawn_with_every_step_and_the_other_readings(
    capsys: pytest.CaptureFixture[str],
):
    lines = shown(
        capsys,
        intent=LAMP,
        reply="Done.",
        error=None,
        commands=(CommandResult(LAMP, "Done."), CommandResult(LAMP, "No.", "unreachable")),
        trace=Trace((READING, OTHER)),
    )

    assert "Taken for turn on the desk lamp" in lines
    assert "“said” → “meant” a slip of spelling" in lines
    assert len([line for line in lines if "“said”" in line]) == len(StepKind)
    assert "Template turn on [<the>] {name}" in lines
    assert "From home, home/locale/en/package.yaml" in lines
    assert "Score 0.81" in lines
    assert lines.count("Command HassTurnOn (home) name = Desk Lamp") == 2
    assert "Error HassTurnOn: unreachable" in lines
    assert "0.50 turn off the desk lamp turn off {name} other" in lines


def test_what_was_declined_is_drawn_with_its_reason_and_near_sentences(
    capsys: pytest.CaptureFixture[str],
):
    lines = shown(capsys, trace=Trace((OTHER,), ("turn on the desk lamp",)))

    assert "Not done no_intent" in lines
    assert "Close to turn on the desk lamp" in lines
    assert "0.50 turn off the desk lamp turn off {name} other" in lines
    assert not any(line.startswith("Taken for") for line in lines)


def test_a_question_is_drawn_with_its_options(capsys: pytest.CaptureFixture[str]):
    question = Question(QuestionKind.CONFIRM, (Option("door", "unlock the door", (LAMP,)),))

    lines = shown(capsys, error="confirm", question=question, trace=Trace((READING,)))

    assert "Could be unlock the door" in lines
    assert "Asked your settings want it confirmed" in lines


def test_a_run_without_a_trace_is_drawn_too(capsys: pytest.CaptureFixture[str]):
    lines = shown(capsys, reply="")

    assert "Answer (silent)" in lines
