"""How a command was understood, drawn for people."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

HOW = {
    "typo": "a slip of spelling",
    "sound": "it sounds alike",
    "joined": "written together or apart",
    "filler": "means nothing",
    "extra": "left over",
    "missing": "was not said",
    "partial": "a part of the name",
    "anything": "taken as it is",
    "pronoun": "spoken of before",
}
"""What a step did with a piece of the text."""
ASKED = {
    "unsure": "not certain enough to do it",
    "ambiguous": "several things fit equally well",
    "confirm": "your settings want it confirmed",
}
"""Why a question was asked back."""

Row = tuple[str, str]


def show_explained(run: Mapping[str, Any]) -> None:
    """Print a run with what each piece was taken for, and what else it could have been."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    trace = run.get("trace") or {}
    readings = trace.get("readings") or []
    console = Console(file=sys.stdout, highlight=False)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, told in _rows(run, readings, trace.get("nearest") or []):
        grid.add_row(Text(label), Text(told))
    console.print(grid)
    others = readings[1:] if run["commands"] or run["question"] else readings
    if not others:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Score", justify="right")
    for column in ("Else it could be", "Template", "Skill"):
        table.add_column(column, overflow="fold")
    for one in others:
        cells = (f"{one['score']:.2f}", one["sentence"], one["template"], one["skill"])
        table.add_row(*map(Text, cells))
    console.print()
    console.print(table)


def _rows(
    run: Mapping[str, Any], readings: list[dict[str, Any]], nearest: Iterable[str]
) -> Iterator[Row]:
    yield "Text", run["text"]
    if readings and (run["commands"] or run["question"]):
        yield from _reading(readings[0])
    for command in run["commands"]:
        slots = (f"{name} = {value}" for name, value in command["slots"].items())
        yield "Command", "  ".join((f"{command['intent']} ({command['skill']})", *slots))
    question = run["question"] or {}
    for option in question.get("options", ()):
        yield "Could be", option["sentence"]
    if question:
        yield "Asked", ASKED.get(question["kind"], question["kind"])
    elif not run["commands"]:
        yield "Not done", run["error"] or ""
    for sentence in nearest:
        yield "Close to", sentence
    yield "Answer", run["reply"] or "(silent)"
    for command in run["commands"]:
        if command["error"]:
            yield "Error", f"{command['intent']}: {command['error']}"


def _reading(reading: Mapping[str, Any]) -> Iterator[Row]:
    yield "Taken for", reading["sentence"]
    for step in reading["steps"]:
        said, meant, how = step["said"], step["meant"], HOW.get(step["kind"], step["kind"])
        changed = (
            f"“{said}” → “{meant}”" if said and meant and said != meant else f"“{said or meant}”"
        )
        yield "", f"{changed}  {how}"
    yield "Template", reading["template"]
    yield "From", f"{reading['skill']}, {reading['file']}" if reading["file"] else reading["skill"]
    yield "Score", f"{reading['score']:.2f}"
