"""``ova bench``: measurements of the hub's own paths."""

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ova.cli.bench_actions import actions
from ova.cli.bench_integrations import integrations
from ova.cli.bench_options import data_option, every_option
from ova.cli.bench_rejection import rejection
from ova.cli.bench_schedules import schedules
from ova.cli.bench_text import text
from ova.cli.bench_wake import wake
from ova.cli.bench_webhooks import webhooks
from ova.cli.output import as_json, friendly_errors, print_json, print_table

data_folder = data_option("Folder with the benchmark's data.")
row_limit = click.option(
    "--limit", type=click.IntRange(1), help="Use only this many rows per part."
)


_commands_folder = data_option(
    "Folder of a speech benchmark to take the spoken commands from; else they are synthetic.",
    required=False,
)


@click.group()
def bench() -> None:
    """Measure the hub on this machine."""


bench.add_command(wake)
bench.add_command(rejection)
bench.add_command(actions)
bench.add_command(integrations)
bench.add_command(webhooks)
bench.add_command(schedules)
bench.add_command(text)


@bench.command()
@data_folder
@row_limit
@click.option("--clean-only", is_flag=True, help="Leave out the noisy versions.")
@click.option(
    "--stream",
    is_flag=True,
    help="Also measure endpointing: time to the result, commands cut off.",
)
@every_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 16))
@as_json
@friendly_errors
def speech(
    data: Path,
    limit: int | None,
    clean_only: bool,
    stream: bool,
    every: int,
    workers: int,
    as_json: bool,
) -> None:
    """Recognise recorded commands, clean and in noise."""
    from ova.bench import SNRS, run_speech_bench
    from ova.cli.bench_sources import speech_grammar

    data = _speech_folder(data)
    grammar = speech_grammar(data)
    result = run_speech_bench(
        data,
        grammar.word_graph(),
        grammar.match,
        limit=limit,
        snrs=(None,) if clean_only else SNRS,
        jobs=workers,
        stream=stream,
        every=every,
        progress=lambda done, total: (
            _progress(f"{done} of {total} recordings") if done % 50 == 0 else None
        ),
    )
    _show(result, as_json=as_json)


@bench.command()
@data_folder
@row_limit
@click.option(
    "--entities",
    default=200,
    show_default=True,
    type=click.IntRange(0, 5000),
    help="Fill every home up to this many.",
)
@click.option("--language", default="en", show_default=True, help="Language of the data.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(["sentences", "flatness", "rebuild"]),
    help="Measure only this; may be given several times.",
)
@click.option("--peers/--no-peers", default=True, help="Show hassil on the same rows.")
@click.option(
    "--rows",
    type=click.Choice(["wrong", "rejected", "all"]),
    help="Print the sentences that failed this way.",
)
@as_json
@friendly_errors
def nlu(
    data: Path,
    limit: int | None,
    entities: int,
    language: str,
    parts: tuple[str, ...],
    peers: bool,
    rows: str | None,
    as_json: bool,
) -> None:
    """Understand written sentences, as written and altered; be timed, in homes of all sizes."""
    from ova.bench import PARTS, run_nlu_bench
    from ova.cli.bench_nlu import failures_of, show_nlu
    from ova.cli.bench_sources import standard_sentences
    from ova.hub import GrammarKeeper

    sources, from_package = standard_sentences(language)
    result = run_nlu_bench(
        data,
        sources,
        language=language,
        entities=entities,
        limit=limit,
        peers=peers,
        parts=parts or PARTS,
        make_keeper=lambda build: GrammarKeeper(build, on_graph=lambda _graph: None),
        progress=_progress,
    )
    failures = failures_of(result, rows)
    report = {
        "machine": _machine(),
        "sentences_of_skills": sorted({one.skill for one in sources}),
        "intents_of_package_alone": from_package,
        **result,
        **({"failures": failures} if rows else {}),
    }
    if as_json:
        print_json(report)
    else:
        show_nlu(report)


@bench.command()
@click.option("--rounds", default=300, show_default=True, type=click.IntRange(20))
@click.option(
    "--spoken",
    default=24,
    show_default=True,
    type=click.IntRange(2),
    help="So many spoken commands.",
)
@_commands_folder
@as_json
@friendly_errors
def latency(rounds: int, spoken: int, data: Path | None, as_json: bool) -> None:
    """Start a hub of its own; measure its start, its size, its typed and its spoken answers."""
    from ova.bench import run_latency_bench

    folder = _speech_folder(data) if data else None
    _show(run_latency_bench(rounds, spoken, folder, _progress), as_json=as_json)


@bench.command()
@click.option(
    "--satellites",
    multiple=True,
    type=click.IntRange(1, 60),
    help="So many at once; may be given several times.",
)
@click.option(
    "--connected",
    default=0,
    type=click.IntRange(0, 250),
    help="So many satellites in all; those that do not speak only answer pings.",
)
@click.option("--rounds", default=2, show_default=True, type=click.IntRange(1))
@_commands_folder
@as_json
@friendly_errors
def load(
    satellites: tuple[int, ...], connected: int, rounds: int, data: Path | None, as_json: bool
) -> None:
    """Start a hub of its own and let ever more satellites speak to it at once."""
    from ova.bench import SIZES, run_load_bench

    folder = _speech_folder(data) if data else None
    result = run_load_bench(satellites or SIZES, rounds, folder, _progress, connected=connected)
    _show(result, as_json=as_json)


def _speech_folder(data: Path) -> Path:
    """Return the part of a benchmark's folder that holds spoken commands."""
    return data if (data / "labels.jsonl").is_file() else data / "speech"


def _progress(line: str) -> None:
    click.echo(line, err=True)


def _show(result: Mapping[str, Any], *, as_json: bool) -> None:
    report = {"machine": _machine(), **result}
    if as_json:
        print_json(report)
        return
    print_table(list(_rows(report)), ("figure", "value"))


def _rows(values: Mapping[str, Any], prefix: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name, value in values.items():
        label = f"{prefix}{name}"
        if isinstance(value, Mapping):
            rows += _rows(value, f"{label} ")
        else:
            rows.append({"figure": label, "value": value})
    return rows


def _machine() -> str:
    import os

    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
