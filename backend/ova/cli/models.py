"""``ova models``: speech models and voices."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table

if TYPE_CHECKING:
    from ova.cli.model_access import Show

COLUMNS = ("id", "language", "size", "licence", "state")
_FILE = re.compile(r"[/\\]|\.(zip|tgz|tar|tar\.\w+|onnx)$")
_STEPS = {
    "upload": "Sending",
    "look_up": "Looking up",
    "download": "Downloading",
    "verify": "Verifying",
    "unpack": "Unpacking",
    "try": "Trying",
}


@click.group()
def models() -> None:
    """Models: speech recognition and voices for more languages."""


@models.command("list")
@click.option("--language", help="Only those for this language, such as de.")
@click.option("--kind", type=click.Choice(["vosk", "piper"]), help="vosk hears, piper speaks.")
@click.option("--installed", is_flag=True, help="Only what is on this machine.")
@as_json
@friendly_errors
def list_models(language: str | None, kind: str | None, installed: bool, as_json: bool) -> None:
    """List what can be installed, and what is."""
    from ova.cli.model_access import open_models

    with open_models() as access:
        rows = access.all(kind, language)
    if installed:
        rows = [row for row in rows if row["installed"]]
    if as_json:
        print_json(rows)
    else:
        print_table([_for_people(row) for row in rows], COLUMNS)


@models.command("install")
@click.argument("model")
@click.option("--language", default="", help="Of a file whose name does not tell it.")
@as_json
@friendly_errors
def install(model: str, language: str, as_json: bool) -> None:
    """Install MODEL: a name from the list, or an archive, folder or .onnx file.

    What was downloaded before is not downloaded again. OVA_MODEL_MIRROR names a mirror.
    """
    from ova.cli.model_access import open_models

    path = Path(model).expanduser()
    local = path.exists() or bool(_FILE.search(model))
    try:
        with open_models() as access, _progress(hidden=as_json) as show:
            row = (
                access.install_file(path, language, show) if local else access.install(model, show)
            )
    except KeyboardInterrupt:
        kept = (
            "" if local else f" What was downloaded is kept: 'ova models install {model}' goes on."
        )
        click.echo(f"Stopped.{kept}", err=True)
        raise SystemExit(130) from None
    if as_json:
        print_json(row)
    else:
        print_table([_for_people(row)], COLUMNS)


@models.command("remove")
@click.argument("model")
@click.option("--force", is_flag=True, help="Also one the running hub hears or speaks with.")
@friendly_errors
def remove(model: str, force: bool) -> None:
    """Delete MODEL, and what was downloaded of it."""
    from ova.cli.model_access import open_models

    with open_models() as access:
        access.remove(model, force=force)
    click.echo("Removed.")


@contextmanager
def _progress(*, hidden: bool) -> Iterator["Show"]:
    """Show a bar on stderr, when that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    console = Console(stderr=True)
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=hidden or not console.is_terminal,
    ) as bars:
        bar = bars.add_task(_STEPS["look_up"], total=None)
        shown = ""

        def show(step: str, done: int, total: int | None) -> None:
            nonlocal shown
            if step != shown:
                bars.reset(bar, description=_STEPS.get(step, step), total=total)
                shown = step
            bars.update(bar, completed=done, total=total)

        yield show


def _for_people(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the table."""
    size = row["disk_bytes"] if row["installed"] else row["download_bytes"]
    there = "installed" if row["verified"] else "installed, not verified"
    state = row["fault"] or (there if row["installed"] else "")
    if row["in_use"]:
        state = f"{there}: {row['in_use']}"
    elif row["partial_bytes"] and not row["installed"]:
        state = f"{_megabytes(row['partial_bytes'])} are here"
    return {**row, "size": _megabytes(size) if size is not None else "", "state": state}


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
