"""``ova satellite``: this machine as a satellite."""

from pathlib import Path

import click

from ova.cli.output import friendly_errors


@click.command()
@click.option(
    "--hub",
    "hub_url",
    default="http://127.0.0.1:7123",
    show_default=True,
    envvar="OVA_HUB",
    help="Address of the hub.",
)
@click.option(
    "--token",
    envvar="OVA_TOKEN",
    help="A token made with 'ova token create'; without one it asks to join and shows a code.",
)
@click.option("--name", help="What this satellite is called (default: the host's name).")
@click.option("--area", help="The room it stands in.")
@click.option(
    "--wake",
    "wake_words",
    multiple=True,
    help="Bundled wake word; may be given several times (default: okay_nabu).",
)
@click.option(
    "--wake-phrase", "wake_phrases", multiple=True, help="Words of your own to wake by, likewise."
)
@click.option(
    "--sensitivity",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Of these wake words: 0 wakes rarely, 1 easily.",
)
@click.option("--no-wake", is_flag=True, help="Listen at once, for one command.")
@click.option(
    "--wav",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hear this file instead of a microphone, then exit.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what is played to this WAV file.",
)
@click.option("--fast", is_flag=True, help="With --wav: do not wait for real time.")
@click.option("--input-device", help="Microphone, by (part of) its name.")
@click.option("--output-device", help="Loudspeaker, by (part of) its name.")
@click.option("--id", "satellite_id", help="Identity (default: made once and kept).")
@click.option(
    "--ca",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Certificate file to trust, for https.",
)
@click.option("--insecure", is_flag=True, help="Do not check the hub's certificate.")
@click.option(
    "--timeout",
    "timeout_s",
    default=60.0,
    show_default=True,
    help="With --wav: give up after this many seconds.",
)
@click.option("--json", "as_json", is_flag=True, help="Print events as JSON lines.")
@friendly_errors
def satellite(
    hub_url: str,
    token: str | None,
    name: str | None,
    area: str | None,
    wake_words: tuple[str, ...],
    wake_phrases: tuple[str, ...],
    sensitivity: float,
    no_wake: bool,
    wav: Path | None,
    out: Path | None,
    fast: bool,
    input_device: str | None,
    output_device: str | None,
    satellite_id: str | None,
    ca: Path | None,
    insecure: bool,
    timeout_s: float,
    as_json: bool,
) -> None:
    """Turn this machine's microphone and loudspeaker into a satellite of the hub."""
    from ova.satellite import DEFAULT_WAKE_WORDS, SatelliteOptions, run_satellite

    default_words = () if wake_phrases else DEFAULT_WAKE_WORDS
    options = SatelliteOptions(
        hub_url=hub_url,
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
        id=satellite_id,
        json=as_json,
        ca=ca,
        insecure=insecure,
        timeout_s=timeout_s,
    )
    raise SystemExit(run_satellite(options))
