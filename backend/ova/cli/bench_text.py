"""``ova bench text``: how quickly typed commands are answered with every skill loaded."""

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 100))
@click.option(
    "--sessions",
    default=16,
    show_default=True,
    type=click.IntRange(1, 60),
    help="So many satellites type at once.",
)
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(1, 600))
@as_json
@friendly_errors
def text(rounds: int, sessions: int, seconds: float, as_json: bool) -> None:
    """Start a hub of its own and type commands of every skill over Socket.IO."""
    from ova.bench import run_text_bench

    result = run_text_bench(
        rounds, sessions, seconds, progress=lambda line: click.echo(line, err=True)
    )
    if as_json:
        print_json(result)
        return
    rows = [
        {"figure": f"{part} {name}", "value": value}
        for part, figures in result.items()
        for name, value in (figures if isinstance(figures, dict) else {"": figures}).items()
    ]
    print_table(rows, ("figure", "value"))
