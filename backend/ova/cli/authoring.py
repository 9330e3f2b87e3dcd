"""``ova integration new``, ``check``, ``run`` and ``install``: for authors of integrations."""

import difflib
from pathlib import Path
from typing import Any

import click

from ova.cli.json_option import json_object
from ova.cli.output import as_json, friendly_errors, print_json
from ova.core import InvalidInput

STYLES = ("hooks", "class", "config-json")
TIERS = ("bronze", "silver", "gold", "platinum")
KINDS = ("test", "action", "poll", "webhook", "sync", "data")


@click.command()
@click.argument("name")
@click.option(
    "--style",
    type=click.Choice(STYLES),
    default="hooks",
    show_default=True,
    help="How it is written.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder it is written below; OVA_HOME/integrations unless told.",
)
@friendly_errors
def new(name: str, style: str, into: Path | None) -> None:
    """Start an integration called NAME: MyService, my-service or myservice.

    Writes a package that loads, and its own tests, which pass. Nothing is ever overwritten.
    """
    from ova.folder import HomeFolder
    from ova.plugins.scaffold import Style, generate

    folder = generate(name, into or HomeFolder.default().path / "integrations", Style(style))
    click.echo(f"Written: {folder}")
    click.echo(f"Its tests:  pytest {folder}")
    click.echo(f"Check it:   ova integration check {folder}")
    click.echo(f"Switch on:  ova integration enable {folder.name}")


@click.command()
@click.argument("what", metavar="PATH|ID")
@click.option("--tier", type=click.Choice(TIERS), help="Fail unless it reaches this tier.")
@click.option("--base", help="Compare with this version: a folder, or a commit, branch or tag.")
@click.option("--record", "keep", is_flag=True, help="Keep what it promises, for the next version.")
@as_json
@friendly_errors
def check(what: str, tier: str | None, base: str | None, keep: bool, as_json: bool) -> None:
    """Check an integration's declarations and code, and tell its quality tier.

    What it promises (settings, actions, triggers, events) is compared with an earlier version: the one
    --base names, else the one --record kept in its contract.json. A change wants a new version, and
    settings people gave must still work.

    Ends with 1 when something is at fault or the tier is not reached, and with 2 when nothing is
    found there.
    """
    from ova.plugins.check import Status, Tier, check_path, record

    path = _path_of(what)
    try:
        reports = check_path(path, base)
    except InvalidInput as error:
        hint = "PATH|ID" if base is None else "PATH|ID --base"
        raise click.BadParameter(str(error), param_hint=hint) from None
    if as_json:
        print_json([report.to_json() for report in reports])
    else:
        for report in reports:
            click.echo(f"{report.name} ({report.id}): {report.tier.value}")
            for fault in report.faults:
                click.echo(f"  fault: {fault}")
            for rule in report.rules:
                if rule.status is Status.EXEMPT:
                    click.echo(f"  exempt from {rule.rule}: {rule.reasons[0]}")
            for rule in report.next:
                for reason in rule.reasons:
                    click.echo(f"  for {rule.tier.value}, {rule.rule}: {reason}")
    if keep and not any(report.faults for report in reports):
        for file in record(path):
            click.echo(f"Recorded: {file}", err=as_json)
    wanted = Tier(tier or "none")
    if any(report.faults or report.tier.rank < wanted.rank for report in reports):
        raise SystemExit(1)


@click.command("try")
@click.argument("what", metavar="PATH|ID")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", default="")
@click.option("--config", default="{}", help="Settings as JSON, or @FILE.")
@click.option("--inputs", default="{}", help="Inputs or payload as JSON, or @FILE.")
@click.option("--since", help="When the last poll began, in seconds since the epoch.")
@friendly_errors
def try_out(what: str, kind: str, name: str, config: str, inputs: str, since: str | None) -> None:
    """Try one action, poll or other part of an integration here, without a hub.

    It asks the real service. Nothing of it is kept.
    """
    from ova.testing import Testbed

    given = json_object(inputs, "--inputs")
    with Testbed(_path_of(what), json_object(config, "--config"), network=True) as bed:
        result: Any
        if kind == "test":
            result = bed.test()
        elif kind == "action":
            result = bed.action(name, given)
        elif kind == "poll":
            result = bed.poll(name, given, last_poll_ts=since)
        elif kind == "webhook":
            events = bed.webhook(given)
            result = [{"type": one.type, "payload": dict(one.payload)} for one in events]
        elif kind == "data":
            batch = bed.data(name)
            result = {"dates": batch.dates, "series": dict(batch.series)}
        else:
            result = [one.to_json() for one in bed.sync()]
    print_json(result)


@click.command()
@click.argument("plugin_id")
@friendly_errors
def install(plugin_id: str) -> None:
    """Install the packages that the integration PLUGIN_ID needs, for it alone.

    Asks the running hub when there is one.
    """
    install_for("integrations", plugin_id)


def install_for(kind: str, plugin_id: str) -> None:
    """Install what a plugin of a kind needs, in the running hub when there is one."""
    from ova.folder import HomeFolder, read_presence

    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        from ova.cli.client import HubClient, RemotePlugins

        with HubClient(presence) as client:
            told = RemotePlugins(client, kind).install(plugin_id)
    else:
        from ova.cli.offline import offline_hub

        with offline_hub(folder) as hub:
            skills = kind == "skills"
            manager = hub.skill_manager if skills else hub.integration_manager
            told = manager.install_requirements(plugin_id, click.echo).to_json()
    click.echo(f"{told['name']}: {told['state']}")
    if told["reason"]:
        click.echo(f"{told['reason']}. {told['cure']}")


def _path_of(what: str) -> Path:
    """Return the folder or file of an integration given by path or by id."""
    path = Path(what)
    if path.exists():
        return path
    from ova.core import PluginKind
    from ova.folder import HomeFolder
    from ova.plugins import PluginFolders, find_plugins

    home = HomeFolder.default().path
    places = {
        found.id: found.folder or found.path
        for found in find_plugins(PluginKind.INTEGRATION, PluginFolders.standard(home))
        if found.entry_point is None and "~" not in found.id
    }
    if what in places:
        return places[what]
    near = difflib.get_close_matches(what, places)
    hint = f" Did you mean {' or '.join(near)}?" if near else f" Looked in {home}."
    raise click.BadParameter(
        f"there is no integration {what}, and no such path.{hint}", param_hint="PATH|ID"
    )


COMMANDS = (new, check, try_out, install)
