"""``ova bench webhooks``: deliveries of services."""

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table


@click.command()
@click.option("--seconds", default=8.0, show_default=True, type=click.FloatRange(1, 60))
@click.option(
    "--clients", default=2, show_default=True, type=click.IntRange(1, 8), help="So many processes."
)
@click.option(
    "--connections",
    default=16,
    show_default=True,
    type=click.IntRange(1, 40),
    help="So many in each client.",
)
@as_json
@friendly_errors
def webhooks(seconds: float, clients: int, connections: int, as_json: bool) -> None:
    """Start a hub of its own, send it signed deliveries, kill it, count what it kept."""
    from ova.bench import run_webhook_bench

    result = run_webhook_bench(
        seconds, clients, connections, progress=lambda line: click.echo(line, err=True)
    )
    if as_json:
        print_json(result)
        return
    print_table(
        [{"figure": name, "value": value} for name, value in result.items()], ("figure", "value")
    )
