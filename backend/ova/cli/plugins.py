"""``ova integration`` and ``ova skill``."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click

from ova.cli import authoring, skill_authoring
from ova.cli.actions import run_action
from ova.cli.json_option import json_object
from ova.cli.output import as_json, friendly_errors, print_json, print_table
from ova.core import OvaError

COLUMNS = ("id", "name", "state", "origin")
_SAVE_ANYWAY = frozenset({"cannot_connect", "invalid_auth", "unknown"})
"""Codes of settings that did not pass their own test."""


@click.group()
def integration() -> None:
    """Integrations: connections to other systems."""


@click.group()
def skill() -> None:
    """Skills: what the hub can be asked."""


class Plugins(Protocol):
    """The plugins of one kind, of the running hub or of the folder."""

    def all(self) -> list[dict[str, Any]]:
        """Return every plugin in wire form."""

    def info(self, plugin_id: str) -> dict[str, Any]:
        """Return a plugin in wire form."""

    def enable(
        self, plugin_id: str, config: dict[str, Any] | None, *, force: bool
    ) -> dict[str, Any]:
        """Switch a plugin on, with settings laid over those it has."""

    def reload(self, plugin_id: str) -> dict[str, Any]:
        """Load a plugin anew from its files."""

    def disable(self, plugin_id: str) -> dict[str, Any]:
        """Switch a plugin off."""


@contextmanager
def _plugins(kind: str) -> Iterator[Plugins]:
    from ova.folder import HomeFolder, read_presence

    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        from ova.cli.client import HubClient, RemotePlugins

        with HubClient(presence) as client:
            yield RemotePlugins(client, kind)
    else:
        from ova.cli.offline import LocalPlugins, offline_hub

        with offline_hub(folder) as hub:
            yield LocalPlugins(
                hub.integration_manager if kind == "integrations" else hub.skill_manager
            )


def _add_commands(group: click.Group, kind: str) -> None:
    """Give a group the commands both kinds have."""

    @group.command("list")
    @as_json
    @friendly_errors
    def list_all(as_json: bool) -> None:
        """List all with their state."""
        with _plugins(kind) as plugins:
            rows = plugins.all()
        if as_json:
            print_json(rows)
        else:
            print_table(rows, COLUMNS)
            for row in rows:
                if row["reason"]:
                    click.echo(f"{row['id']}: {row['reason'].rstrip('.')}. {row['cure']}".strip())

    @group.command()
    @click.argument("plugin_id")
    @click.option("--config", help="Settings to change, as JSON or @FILE.")
    @click.option("--force", is_flag=True, help="Take settings that do not pass their own test.")
    @as_json
    @friendly_errors
    def enable(plugin_id: str, config: str | None, force: bool, as_json: bool) -> None:
        """Switch PLUGIN_ID on; one that was dropped in just now is found."""
        given = None if config is None else json_object(config, "--config")
        with _plugins(kind) as plugins:
            try:
                _show(plugins.enable(plugin_id, given, force=force), as_json=as_json)
            except OvaError as error:
                if error.code == "config_invalid":
                    error.cure = """Give them with --config '{"field": "value"}'."""
                elif error.code in _SAVE_ANYWAY:
                    error.cure = f"{error.cure} Or keep them all the same: --force.".strip()
                raise

    @group.command()
    @click.argument("plugin_id")
    @as_json
    @friendly_errors
    def reload(plugin_id: str, as_json: bool) -> None:
        """Load PLUGIN_ID anew after its files were changed."""
        with _plugins(kind) as plugins:
            _show(plugins.reload(plugin_id), as_json=as_json)

    @group.command()
    @click.argument("plugin_id")
    @as_json
    @friendly_errors
    def show(plugin_id: str, as_json: bool) -> None:
        """Tell how PLUGIN_ID is: its state, the reason, what to do, and its warnings."""
        with _plugins(kind) as plugins:
            _show(plugins.info(plugin_id), as_json=as_json)

    @group.command()
    @click.argument("plugin_id")
    @as_json
    @friendly_errors
    def disable(plugin_id: str, as_json: bool) -> None:
        """Switch PLUGIN_ID off; its settings are kept."""
        with _plugins(kind) as plugins:
            _show(plugins.disable(plugin_id), as_json=as_json)


def _show(plugin: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(plugin)
        return
    print_table([plugin], COLUMNS)
    for line in (plugin.get("message"), plugin["reason"], plugin["cure"]):
        if line:
            click.echo(line)
    for warning in plugin["warnings"]:
        click.echo(f"Note: {warning}")


_add_commands(integration, "integrations")
integration.add_command(run_action)
_add_commands(skill, "skills")
for command in authoring.COMMANDS:
    integration.add_command(command)
for command in skill_authoring.COMMANDS:
    skill.add_command(command)
