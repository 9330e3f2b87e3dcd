"""``ova skill run`` that goes on: what is typed is said, and a file that was changed is taken at once."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import click

from ova.cli.skill_answers import told
from ova.core import PluginState
from ova.testing import SkillBed

LOOK_S = 0.3
_LEFT_OUT = frozenset({"__pycache__", "tests"})


def talk(ask: SkillBed, lines: Iterable[str], area: str | None = None) -> None:
    """Say each line that is typed, with the skill's files as they are then; a blank one is passed over."""
    files = Files(ask.path)
    for line in lines:
        if files.have_changed():
            take_again(ask)
        if line.strip():
            click.echo(told(ask(line.strip(), area=area)))


def watch(
    ask: SkillBed,
    texts: Iterable[str],
    area: str | None = None,
    rest: Callable[[float], None] = time.sleep,
) -> None:
    """Say the texts, and again in a new conversation whenever a file was changed; goes on until interrupted."""
    files, said = Files(ask.path), list(texts)
    times = 0
    with suppress(KeyboardInterrupt):
        while True:
            for text in said:
                click.echo(told(ask(text, area=area, conversation=f"run {times}")))
            click.echo("Edit a file, and this is said again. Ctrl-C ends.")
            while not files.have_changed():
                rest(LOOK_S)
            times += 1
            take_again(ask)


def take_again(ask: SkillBed) -> None:
    """Load the skill anew, and say how it is."""
    info = ask.reload()
    click.echo(f"(taken again: {info.name} {info.version})".replace(" )", ")"))
    if info.state is not PluginState.LOADED:
        click.echo(f"{info.name} cannot be used: {info.reason} {info.cure}".strip())
    for problem in (*info.warnings, *map(str, ask.hub.grammar.problems)):
        click.echo(f"Note: {problem}")


class Files:
    """The files of a skill, as they were when last looked at."""

    def __init__(self, path: Path) -> None:
        """``path`` is a skill's folder, or its only file."""
        self._path = path
        self._known = self._now()

    def have_changed(self) -> bool:
        """Tell whether a file was changed, added or deleted since the last look; its tests do not count."""
        now = self._now()
        changed, self._known = now != self._known, now
        return changed

    def _now(self) -> dict[Path, tuple[int, int]]:
        files = self._path.rglob("*") if self._path.is_dir() else [self._path]
        found = {}
        for file in files:
            inside = file.relative_to(self._path).parts
            if _LEFT_OUT.isdisjoint(inside) and file.name[:1] != ".":
                with suppress(OSError):  # an editor is just replacing it
                    state = file.stat()
                    if file.is_file():
                        found[file] = (state.st_mtime_ns, state.st_size)
        return found
