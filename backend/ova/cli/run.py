"""``ova run``: the hub."""

import logging
import os
from pathlib import Path

import click

from ova.cli.output import friendly_errors

DEFAULT_PORT = 7123


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    envvar="OVA_HOST",
    help="Address to listen on; 0.0.0.0 for the whole network.",
)
@click.option(
    "--port",
    default=DEFAULT_PORT,
    show_default=True,
    envvar="OVA_PORT",
    type=click.IntRange(1, 65535),
)
@click.option(
    "--tls-cert",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Certificate file (PEM) for https.",
)
@click.option(
    "--tls-key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Key file (PEM) of the certificate.",
)
@click.option(
    "--self-signed", is_flag=True, help="Use https with a certificate the hub makes itself."
)
@click.option(
    "--workers",
    default=None,
    type=click.IntRange(1, 16),
    help="Speech decoding processes (default: 2, at most one per core).",
)
@click.option(
    "--log-level",
    default="INFO",
    show_default=True,
    envvar="OVA_LOG_LEVEL",
    type=click.Choice(["DEBUG", "INFO", "WARNING", "ERROR"], case_sensitive=False),
)
@friendly_errors
def run(
    host: str,
    port: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    self_signed: bool,
    workers: int | None,
    log_level: str,
) -> None:
    """Run the hub and serve its page."""
    from ova.cli.serving import serve_hub, tls_files
    from ova.plugins import ALL_LOGS

    logging.basicConfig(
        level=log_level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s"
    )
    for handler in logging.getLogger().handlers:
        handler.addFilter(ALL_LOGS)
        handler.setLevel(log_level.upper())  # integrations' pages show more than this
    logging.getLogger("alembic").setLevel(logging.WARNING)
    tls = tls_files(tls_cert, tls_key, self_signed=self_signed)
    worker_count = workers or min(2, os.cpu_count() or 1)
    raise SystemExit(serve_hub(host=host, port=port, tls=tls, workers=worker_count))
