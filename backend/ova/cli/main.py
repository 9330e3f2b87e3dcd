"""The group of all commands; each is imported when it is called."""

import gc
import importlib
from collections.abc import Sequence

import click

from ova import __version__

COLLECT_AFTER = 20_000
"""Objects made until some are looked through for garbage. Nearly all that a command imports stays:
at Python's 700 a tenth of a hub's start went into looking at it again and again."""

COMMANDS = {
    "backup": ("ova.cli.backup", "backup"),
    "bench": ("ova.cli.bench", "bench"),
    "doctor": ("ova.cli.doctor", "doctor"),
    "hear": ("ova.cli.hear", "hear"),
    "integration": ("ova.cli.plugins", "integration"),
    "models": ("ova.cli.models", "models"),
    "openapi": ("ova.cli.openapi", "openapi"),
    "run": ("ova.cli.run", "run"),
    "satellite": ("ova.cli.satellite", "satellite"),
    "say": ("ova.cli.say", "say"),
    "skill": ("ova.cli.plugins", "skill"),
    "token": ("ova.cli.token", "token"),
    "user": ("ova.cli.user", "user"),
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None when there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ova")
def cli() -> None:
    """OpenVoiceAssistant: a voice assistant hub for your home."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line."""
    gc.set_threshold(COLLECT_AFTER)
    cli(args=args, prog_name="ova")
