"""Options that several benches take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Option = Callable[[Any], Any]


def data_option(about: str, *, required: bool = True) -> Option:
    """Return ``--data``, a folder that is there; ``about`` says what it holds."""
    return click.option(
        "--data",
        required=required,
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help=about,
    )


every_option = click.option(
    "--every",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help="Take each n-th recording only.",
)
