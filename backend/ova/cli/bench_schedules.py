"""``ova bench schedules``: how punctual the hub is with much planned."""

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table


@click.command()
@click.option(
    "--pending",
    default=10_000,
    show_default=True,
    type=click.IntRange(1, 50_000),
    help="So many plans wait.",
)
@click.option(
    "--due",
    default=500,
    show_default=True,
    type=click.IntRange(1, 50_000),
    help="So many of them come due.",
)
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(1, 600))
@as_json
@friendly_errors
def schedules(pending: int, due: int, seconds: float, as_json: bool) -> None:
    """Start with many plans and let some come due: the start's time, and how late each is."""
    from ova.bench import run_schedule_bench

    result = run_schedule_bench(
        pending, due, seconds, progress=lambda line: click.echo(line, err=True)
    )
    if as_json:
        print_json(result)
        return
    print_table(
        [{"figure": name, "value": value} for name, value in result.items()], ("figure", "value")
    )
