"""``ova bench rejection``: speech that is no command."""

import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click

from ova.cli.bench_options import data_option, every_option
from ova.cli.output import as_json, friendly_errors, print_json, print_table

if TYPE_CHECKING:
    from ova.language import Grammar


@click.command()
@data_option("Folder with everyday.txt, wake/ and speech/.")
@every_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 16))
@as_json
@friendly_errors
def rejection(data: Path, every: int, workers: int, as_json: bool) -> None:
    """Play talk, wake words, noise and commands; count what is taken for a command, and lost."""
    from ova.bench import Ears, run_rejection_bench
    from ova.cli.bench_sources import speech_grammar

    orders, home = speech_grammar(data / "speech"), demo_home_grammar()
    result = run_rejection_bench(
        data,
        Ears("orders", orders.word_graph(), orders.match),
        Ears("home", home.word_graph(), home.match),
        every=every,
        jobs=workers,
        progress=lambda line: click.echo(line, err=True),
    )
    if as_json:
        print_json(result)
        return
    rows = [
        {"home": name, "sounds": group, "figure": figure, "percent": percent}
        for name in ("orders", "home")
        for group, figure, percent in [
            *((group, "accepted", each) for group, each in _part(result, name, "accepted")),
            *(
                (group, figure, each)
                for group, figures in _part(result, name, "commands")
                for figure, each in figures.items()
            ),
        ]
    ]
    print_table(rows, ("home", "sounds", "figure", "percent"))


def demo_home_grammar() -> "Grammar":
    """Compile the sentences of the bundled skills with the names of the demo home."""
    from ova.cli.bench_sources import bundled_sentences
    from ova.home import Home
    from ova.language import compile_grammar
    from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, bundled_folder
    from ova.storage import Database

    with tempfile.TemporaryDirectory(prefix="ova-bench-") as name:
        folder = Path(name)
        with Database.open(folder / "ova.sqlite3", key_file=folder / "key") as database:
            home = Home(database)
            folders = PluginFolders(bundled_folder(), folder, packages=False)
            manager = IntegrationManager(PluginStorage(database), folders, home)
            manager.load_all(SimpleNamespace(home=home, integration_manager=manager))
            names = home.names()
            manager.unload_all()
    return compile_grammar(bundled_sentences("en"), names, "en")


def _part(result: dict[str, Any], name: str, part: str) -> list[tuple[str, Any]]:
    return list(result[name][f"{part}_percent"].items())
