"""``ova integration`` and ``ova skill``."""

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table


@click.group()
def integration() -> None:
    """Integrations: connections to other systems."""


@click.group()
def skill() -> None:
    """Skills: what the hub can be asked."""


@integration.command("list")
@as_json
@friendly_errors
def list_integrations(as_json: bool) -> None:
    """List the integrations with their state."""
    _list("integrations", as_json=as_json)


@skill.command("list")
@as_json
@friendly_errors
def list_skills(as_json: bool) -> None:
    """List the skills with their state."""
    _list("skills", as_json=as_json)


def _list(kind: str, *, as_json: bool) -> None:
    from ova.cli.client import HubClient
    from ova.cli.offline import offline_hub
    from ova.folder import HomeFolder, read_presence

    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        with HubClient(presence) as client:
            rows = client.get(f"/api/{kind}")
    else:
        with offline_hub(folder) as hub:
            manager = hub.integration_manager if kind == "integrations" else hub.skill_manager
            rows = [info.to_json() for info in manager.infos()]
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("id", "name", "state", "origin", "reason"))
