"""``ova bench wake``: wake words."""

from pathlib import Path

import click

from ova.cli.bench_options import data_option, every_option
from ova.cli.output import as_json, friendly_errors, print_json, print_table


@click.command()
@data_option("Folder with wake/PHRASE/, speech/ and everyday.txt.")
@click.option(
    "--phrase", "phrases", multiple=True, help="Only this one; may be given several times."
)
@click.option("--sensitivity", default=0.5, show_default=True, type=click.FloatRange(0, 1))
@click.option("--snr", "snr_db", type=float, help="Mix the sayings with noise at this ratio in dB.")
@every_option
@as_json
@friendly_errors
def wake(
    data: Path,
    phrases: tuple[str, ...],
    sensitivity: float,
    snr_db: float | None,
    every: int,
    as_json: bool,
) -> None:
    """Play sayings of wake words and other sound; count what wakes."""
    from ova.bench import WakeBench, run_wake_bench

    result = run_wake_bench(
        WakeBench(data, phrases, sensitivity, snr_db, every),
        progress=lambda line: click.echo(line, err=True),
    )
    if as_json:
        print_json(result)
        return
    columns = ("phrase", "kind", "sayings", "recall_percent", "false_accepts", "hours", "rtf")
    rows = [{"phrase": name, **figures} for name, figures in result["phrases"].items()]
    print_table(rows, columns)
