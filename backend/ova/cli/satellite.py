"""``ova satellite``: this machine as a satellite."""

import importlib
import ipaddress
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ova.cli.output import friendly_errors

if TYPE_CHECKING:
    from ova.satellite import FoundHub, SatelliteOptions

_SERVICE = ("check", "install", "status", "trust", "uninstall", "update")
_Command = TypeVar("_Command", bound=Callable[..., Any])
DEFAULT_PORT = 7123

KEPT_OPTIONS = (
    click.option(
        "--hub",
        envvar="OVA_HUB",
        help="Address of the hub, or what its home is called (default: the hub it joined, else the"
        " only one on the network).",
    ),
    click.option("--name", help="What this satellite is called (default: the host's name)."),
    click.option("--area", help="The room it stands in."),
    click.option(
        "--wake",
        "wake_words",
        multiple=True,
        help="Bundled wake word; may be given several times (default: okay_nabu).",
    ),
    click.option(
        "--wake-phrase",
        "wake_phrases",
        multiple=True,
        help="Words of your own to wake by, likewise.",
    ),
    click.option(
        "--sensitivity",
        default=0.5,
        show_default=True,
        type=click.FloatRange(0, 1),
        help="Of these wake words: 0 wakes rarely, 1 easily.",
    ),
    click.option("--input-device", help="Microphone, by (part of) its name."),
    click.option("--output-device", help="Loudspeaker, by (part of) its name."),
    click.option(
        "--leds",
        multiple=True,
        help="Lights: apa102:COUNT, respeaker-2mic, respeaker-4mic or gpio:PIN.",
    ),
    click.option(
        "--button",
        "buttons",
        multiple=True,
        help="A button and its pin: talk:PIN, mute:PIN, volume_up:PIN or volume_down:PIN; or"
        " keys:NAME for those of a speakerphone.",
    ),
    click.option(
        "--duck",
        type=click.IntRange(0, 99),
        metavar="PERCENT",
        help="Leave other programs here so much of their volume while it listens or is heard.",
    ),
    click.option("--id", "satellite_id", help="Identity (default: made once and kept)."),
    click.option(
        "--ca",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Certificate file to trust, for https.",
    ),
    click.option("--insecure", is_flag=True, help="Do not check the hub's certificate."),
)
"""What is set for a satellite that runs all the time."""

_RUN_OPTIONS = (
    click.option(
        "--token",
        envvar="OVA_TOKEN",
        help="A token made with 'ova token create'; without one it asks to join and shows a code.",
    ),
    click.option("--no-wake", is_flag=True, help="Listen at once, for one command."),
    click.option(
        "--wav",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Hear this file instead of a microphone, then exit.",
    ),
    click.option(
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write what is played to this WAV file.",
    ),
    click.option("--fast", is_flag=True, help="With --wav: do not wait for real time."),
    click.option(
        "--timeout",
        "timeout_s",
        default=60.0,
        show_default=True,
        help="With --wav: give up after this many seconds.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print events as JSON lines."),
)


def with_options(*groups: Sequence[Callable[[Any], Any]]) -> Callable[[_Command], _Command]:
    """Give a command several groups of options, in their order."""

    def add(command: _Command) -> _Command:
        for option in reversed([one for group in groups for one in group]):
            command = option(command)
        return command

    return add


class _Service(click.Group):
    """Imports what has to do with the service when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_SERVICE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _SERVICE:
            return None
        found = getattr(importlib.import_module("ova.cli.satellite_service"), cmd_name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Service, invoke_without_command=True)
@with_options(KEPT_OPTIONS, _RUN_OPTIONS)
@click.pass_context
@friendly_errors
def satellite(ctx: click.Context, /, **given: Any) -> None:
    """Turn this machine's microphone and loudspeaker into a satellite of the hub.

    Without a subcommand it runs until it is stopped.
    """
    if ctx.invoked_subcommand is not None:
        return
    from ova.satellite import run_satellite

    raise SystemExit(run_satellite(options_of(**given), pick=pick if is_watched() else None))


def options_of(
    *,
    hub: str | None,
    name: str | None,
    area: str | None,
    wake_words: tuple[str, ...],
    wake_phrases: tuple[str, ...],
    sensitivity: float,
    input_device: str | None,
    output_device: str | None,
    leds: tuple[str, ...],
    buttons: tuple[str, ...],
    duck: int | None,
    satellite_id: str | None,
    ca: Path | None,
    insecure: bool,
    token: str | None = None,
    no_wake: bool = False,
    wav: Path | None = None,
    out: Path | None = None,
    fast: bool = False,
    timeout_s: float = 60.0,
    as_json: bool = False,
) -> "SatelliteOptions":
    """Return what the program is started with."""
    from ova.satellite import DEFAULT_WAKE_WORDS, SatelliteOptions

    default_words = () if wake_phrases else DEFAULT_WAKE_WORDS
    hub_url, hub_name = hub_of(hub)
    return SatelliteOptions(
        hub_url=hub_url,
        hub_name=hub_name,
        token=token or "",
        name=name,
        area=area,
        wake_words=() if no_wake else wake_words or default_words,
        wake_phrases=() if no_wake else wake_phrases,
        sensitivity=sensitivity,
        wav=wav,
        fast=fast,
        out=out,
        input_device=input_device,
        output_device=output_device,
        leds=leds,
        duck=duck,
        buttons=buttons,
        id=satellite_id,
        json=as_json,
        ca=ca,
        insecure=insecure,
        timeout_s=timeout_s,
    )


def hub_of(given: str | None) -> tuple[str | None, str | None]:
    """Return the address or the name that ``--hub`` speaks of: one of them, or neither."""
    if not given or not given.strip():
        return None, None
    hub = given.strip()
    if "://" in hub:
        return hub, None
    host, _, port = hub.rpartition(":")
    if host and port.isdecimal():
        return f"http://{hub}", None
    if hub == "localhost" or hub.endswith(".local") or _is_address(hub):
        return f"http://{hub}:{DEFAULT_PORT}", None
    return None, hub


def _is_address(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def is_watched() -> bool:
    """Tell whether somebody sits there who can choose."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def pick(hubs: "list[FoundHub]") -> "FoundHub":
    """Ask which of several hubs it is to be."""
    for number, hub in enumerate(hubs, 1):
        click.echo(f"  {number}  {hub.name}  ({hub.url})")
    number = click.prompt("Which hub is it to be?", type=click.IntRange(1, len(hubs)))
    return hubs[number - 1]
