"""``ova hear``: answer recorded commands, or hear past ones again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import click

from ova.cli.output import as_json, friendly_errors, print_json
from ova.core import InvalidInput

if TYPE_CHECKING:
    from ova.folder import HomeFolder


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--run",
    "run_id",
    metavar="RUN",
    help="Hear the kept sound of a past run again and compare; nothing is carried out.",
)
@click.option("--area", help="The room the recording was made in.")
@click.option(
    "--offline", is_flag=True, help="Answer in this process; the hub must not be running."
)
@as_json
@friendly_errors
def hear(
    files: tuple[Path, ...], run_id: str | None, area: str | None, offline: bool, as_json: bool
) -> None:
    """Answer the spoken commands in FILES (WAV, FLAC, OGG, MP3, WebM, MP4)."""
    from ova.folder import HomeFolder

    if bool(files) == bool(run_id):
        raise click.UsageError("Give either sound files or --run RUN.")
    if run_id:
        _show_replay(_replay(HomeFolder.default(), run_id, offline=offline), as_json=as_json)
        return
    recordings = [(path, _read(path)) for path in files]
    folder = HomeFolder.default()
    runs = []
    if offline:
        from ova.cli.offline import offline_hub

        with offline_hub(folder, speech=True) as hub:
            for _, data in recordings:
                runs.append(hub.listen(data, area_id=area).to_json())
    else:
        from ova.cli.client import find_hub

        query = f"?{urlencode({'area_id': area})}" if area else ""
        with find_hub(folder.path) as client:
            for _, data in recordings:
                runs.append(client.upload(f"/api/listen{query}", data))
    if as_json:
        print_json(runs[0] if len(runs) == 1 else runs)
        return
    for (path, _), run in zip(recordings, runs, strict=True):
        prefix = f"{path}: " if len(runs) > 1 else ""
        click.echo(f"{prefix}“{run['text']}” → {run['reply'] or run['reason'] or '(no answer)'}")


def _replay(folder: HomeFolder, run_id: str, *, offline: bool) -> dict[str, Any]:
    if offline:
        from ova.cli.offline import offline_hub

        with offline_hub(folder, speech=True) as hub:
            return hub.replay(run_id)
    from ova.cli.client import find_hub

    with find_hub(folder.path) as client:
        replayed: dict[str, Any] = client.post(f"/api/runs/{quote(run_id, safe='')}/replay", {})
        return replayed


def _show_replay(replayed: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(replayed)
        return
    for when in ("before", "now"):
        heard = replayed[when]
        meant = ", ".join(one["intent"] for one in heard["commands"])
        click.echo(f"{when + ':':<8}“{heard['text']}” → {meant or heard['reason'] or '(nothing)'}")
    click.echo("It comes out differently now." if replayed["changed"] else "It comes out the same.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read: {error.strerror}.", cure="Give the path of a sound file."
        ) from error
