"""``ova satellite install`` and its kin: the satellite as a service of this machine's user."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ova import __version__
from ova.cli.output import as_json, friendly_errors, print_json
from ova.cli.satellite import KEPT_OPTIONS, is_watched, options_of, pick, with_options

if TYPE_CHECKING:
    from ova.satellite.service import KeptOptions, Standing

PACKAGE = "openvoiceassistant[satellite]"


@click.command()
@with_options(KEPT_OPTIONS)
@click.option("--no-join", is_flag=True, help="Do not join the hub now; the service will ask.")
@click.pass_context
@friendly_errors
def install(ctx: click.Context, /, no_join: bool, **given: Any) -> None:
    """Run the satellite with the machine, as a service of your own user; no root is needed.

    What was set before stays: name only what is to change.
    """
    from ova.satellite import join_hub
    from ova.satellite.service import UserService, as_arguments

    kept = _kept()
    options = {**kept.get(), **_named(ctx)}
    if not no_join and not join_hub(
        options_of(**_merged(ctx, options, given)), pick if is_watched() else None
    ):
        raise SystemExit(1)
    kept.keep(options)
    service = UserService()
    command = [sys.executable, "-m", "ova.cli", "satellite", *as_arguments(options)]
    service.install(command, _environment())
    click.echo(f"Installed: {service.unit}")
    click.echo("It runs, and starts with the machine. 'ova satellite status' shows how it is.")
    if not service.lingers():
        click.echo(
            "One thing needs an administrator, once, or it stops when you sign out:\n"
            f"  sudo loginctl enable-linger {os.environ.get('USER', '$USER')}"
        )


@click.command()
@click.option("--forget", is_flag=True, help="Forget its options, its hub and its token, too.")
@friendly_errors
def uninstall(forget: bool) -> None:
    """Stop the service and take it away. The program stays."""
    from ova.satellite import forget_hub
    from ova.satellite.service import UserService

    service = UserService()
    was = service.installed
    service.uninstall()
    if forget:
        _kept().forget()
        forget_hub()
    click.echo("The service is gone." if was else "There was no service.")


@click.command()
@as_json
@friendly_errors
def status(as_json: bool) -> None:
    """Show whether the service runs, with which hub and options; exit with 3 when it does not."""
    from ova.satellite import known_hub
    from ova.satellite.service import UserService

    service = UserService()
    standing, hub = service.standing(), known_hub()
    if as_json:
        print_json(
            {
                "installed": standing.installed,
                "active": standing.active,
                "since": standing.since,
                "restarts": standing.restarts,
                "version": __version__,
                "hub": {"id": hub.id, "name": hub.name, "url": hub.url} if hub else None,
                "options": _kept().get(),
            }
        )
    else:
        _show(standing)
        click.echo(f"hub      {f'{hub.name}, {hub.url}' if hub else 'none yet'}")
        for name, value in _kept().get().items():
            click.echo(f"{name:<8} {', '.join(value) if isinstance(value, list) else value}")
        for line in service.log(5) if standing.installed else ():
            click.echo(f"  {line}")
    if standing.active != "active":
        raise SystemExit(3)


@click.command()
@with_options(KEPT_OPTIONS)
@click.option("--no-join", is_flag=True, help="Do not join the hub now; the service will ask.")
@click.pass_context
@friendly_errors
def trust(ctx: click.Context, /, no_join: bool, **given: Any) -> None:
    """Forget the hub's certificate and join again: after the hub was set up anew.

    The code that is typed then ties the satellite to the certificate it sees.
    """
    from ova.satellite import forget_trust, join_hub
    from ova.satellite.service import UserService

    service = UserService()
    if service.installed:
        service.stop()
    forget_trust()
    try:
        joined = no_join or join_hub(
            options_of(**_merged(ctx, {**_kept().get(), **_named(ctx)}, given)),
            pick if is_watched() else None,
        )
    finally:
        if service.installed:
            service.restart()
    if not joined:
        raise SystemExit(1)
    click.echo("What was known of the hub's certificate is forgotten." if no_join else "Joined.")


@click.command()
@click.option("--version", "wanted", help="This version instead of the newest.")
@click.option("--find-links", help="A folder or address with packages, for pip.")
@click.option("--no-index", is_flag=True, help="With --find-links: look nowhere else.")
@friendly_errors
def update(wanted: str | None, find_links: str | None, no_index: bool) -> None:
    """Update to the newest version; when that does not work here, the old one goes on."""
    from ova.satellite.service import Environment, Update, UserService, clone_of

    updating = Update(Environment.here(), UserService(), click.echo)
    index = [*(["--find-links", find_links] if find_links else []), *(["--no-index"] * no_index)]
    root = None if wanted or find_links else clone_of()
    if root is not None:
        done = updating.from_clone(root)
    else:
        done = updating.from_index(f"{PACKAGE}=={wanted}" if wanted else PACKAGE, index)
    if done.changed:
        click.echo(f"Updated from {done.before} to {done.after}.")
    else:
        click.echo(f"{done.after} is the newest already.")


@click.command(hidden=True)
@friendly_errors
def check() -> None:
    """Load what a satellite needs and print the version: an update tries a new version by this."""
    from ova.satellite import check_program

    check_program()
    click.echo(__version__)


def _kept() -> "KeptOptions":
    from ova.satellite import state_folder
    from ova.satellite.service import KeptOptions

    return KeptOptions(state_folder())


def _named(ctx: click.Context) -> dict[str, Any]:
    """Return the options that were named on the command line, by their long name."""
    from click.core import ParameterSource

    found = {}
    for option in ctx.command.params:
        if not isinstance(option, click.Option) or option.name in (None, "no_join"):
            continue
        if ctx.get_parameter_source(str(option.name)) is ParameterSource.COMMANDLINE:
            value = ctx.params[str(option.name)]
            found[option.opts[0].removeprefix("--")] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value.absolute())  # the service starts elsewhere
    return list(value) if isinstance(value, tuple) else value


def _merged(ctx: click.Context, options: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return what ``options_of`` takes: what is given, and what was kept where nothing is."""
    merged = dict(given)
    for option in ctx.command.params:
        name = option.opts[0].removeprefix("--")
        if name in options and str(option.name) in merged:
            merged[str(option.name)] = option.type_cast_value(ctx, options[name])
    return merged


def _environment() -> dict[str, str]:
    """Return what the service must know of this shell's environment."""
    told = {"PYTHONUNBUFFERED": "1"}
    if os.environ.get("OVA_HOME"):
        told["OVA_HOME"] = str(Path(os.environ["OVA_HOME"]).expanduser().absolute())
    return told


def _show(standing: "Standing") -> None:
    if not standing.installed:
        click.echo("service  not installed: 'ova satellite install' does that")
        return
    since = f" since {standing.since}" if standing.since and standing.active == "active" else ""
    again = f", started again {standing.restarts} times" if standing.restarts else ""
    click.echo(f"service  {standing.active}{since}{again}")
    click.echo(f"version  {__version__}")
