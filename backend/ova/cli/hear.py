"""``ova hear``: answer recorded commands."""

from pathlib import Path
from urllib.parse import urlencode

import click

from ova.cli.output import as_json, friendly_errors, print_json
from ova.core import InvalidInput


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--area", help="The room the recording was made in.")
@click.option(
    "--offline", is_flag=True, help="Answer in this process; the hub must not be running."
)
@as_json
@friendly_errors
def hear(files: tuple[Path, ...], area: str | None, offline: bool, as_json: bool) -> None:
    """Answer the spoken commands in FILES (WAV, FLAC, OGG)."""
    from ova.folder import HomeFolder

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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read: {error.strerror}.", cure="Give the path of a sound file."
        ) from error
