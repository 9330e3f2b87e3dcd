"""``ova backup``: keep the hub safe, and bring it back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table

if TYPE_CHECKING:
    from ova.cli.client import HubClient
    from ova.hub import Backups

_LOOK_EVERY_S = 0.3


@click.group()
def backup() -> None:
    """Backups of everything the hub remembers."""


@backup.command("create")
@click.option("--passphrase", help="Lets its secrets be read on another machine.")
@click.option("--models", is_flag=True, help="Also speech models and wake words.")
@as_json
@friendly_errors
def create(passphrase: str | None, models: bool, as_json: bool) -> None:
    """Make a backup; the hub may be running."""
    from ova.folder import HomeFolder, read_presence

    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        from ova.cli.client import HubClient

        body: dict[str, Any] = {"models": models}
        if passphrase is not None:
            body["passphrase"] = passphrase
        with HubClient(presence) as hub:
            job = hub.post("/api/backups", body)
            while job["state"] == "running":
                time.sleep(_LOOK_EVERY_S)  # asks another program, which works in the background
                job = hub.get("/api/backups/job")
    else:
        with _alone() as backups:
            backups.create(passphrase, models=models)
            job = backups.wait() or {}
    _check(job)
    path = folder.backups / str(job["backup"])
    if as_json:
        print_json({"name": path.name, "path": str(path)})
    else:
        click.echo(f"Made {path}")
        if passphrase is None:
            click.echo("Without a passphrase its secrets can be read on this machine only.")


@backup.command("list")
@as_json
@friendly_errors
def list_backups(as_json: bool) -> None:
    """List the backups."""
    from ova.folder import HomeFolder
    from ova.hub import Backups

    rows = Backups(HomeFolder.default(), None).all()
    if as_json:
        print_json(rows)
        return
    for row in rows:
        row["made"] = datetime.fromtimestamp(row["made_at"]).astimezone().strftime("%Y-%m-%d %H:%M")
        row["size"] = f"{row['bytes'] / 1e6:.1f} MB"
    print_table(rows, ("name", "made", "size", "version", "has_key", "state"))


@backup.command("restore")
@click.argument("file")
@click.option("--passphrase", help="What the backup was made with.")
@click.option("--without-secrets", is_flag=True, help="Go on when no key fits its secrets.")
@click.confirmation_option(prompt="Replace what this hub remembers by the backup?")
@friendly_errors
def restore(file: str, passphrase: str | None, without_secrets: bool) -> None:
    """Check FILE (a path, or a name of 'ova backup list') and put it in place.

    A running hub starts anew by itself.
    """
    from ova.folder import HomeFolder, read_presence
    from ova.hub import Backups

    folder = HomeFolder.default()
    folder.prepare()
    name = _kept(Backups(folder, None), file)
    presence = read_presence(folder.path)
    if presence is not None:
        from ova.cli.client import HubClient

        body: dict[str, Any] = {"without_secrets": without_secrets}
        if passphrase is not None:
            body["passphrase"] = passphrase
        with HubClient(presence) as hub:
            job = hub.post(f"/api/backups/{name}/restore", body)
            while job["state"] == "running":
                time.sleep(_LOOK_EVERY_S)  # asks another program, which works in the background
                job = _job_or_restarting(hub)
        _check(job)
        click.echo(f"Restored {name}; the hub starts anew.")
        return
    backups = Backups(folder, None)
    backups.restore(name, passphrase, without_secrets=without_secrets)
    _check(backups.wait() or {})
    with _alone():
        click.echo(f"Restored {name}.")


def _kept(backups: "Backups", file: str) -> str:
    """Return the name of a backup in the folder, where a file from elsewhere is copied first."""
    import shutil

    path = Path(file).expanduser()
    if not path.is_file():
        return backups.path(file).name
    if path.resolve().parent == backups.folder.backups.resolve():
        return path.name
    part = backups.upload_target(path.stat().st_size)
    try:
        shutil.copyfile(path, part)
        return str(backups.take_upload(part, path.name)["name"])
    finally:
        part.unlink(missing_ok=True)


def _job_or_restarting(hub: "HubClient") -> dict[str, Any]:
    """Return how the job goes; a hub that is away starts anew already."""
    from ova.core import OvaError, Unavailable

    try:
        job: dict[str, Any] = hub.get("/api/backups/job")
    except Unavailable:
        return {"state": "restarting"}
    except OvaError as error:  # it is back, knows no job, or made itself a new key
        if error.code in ("not_found", "invalid_token", "not_signed_in"):
            return {"state": "restarting"}
        raise
    return job


def _check(job: dict[str, Any]) -> None:
    from ova.core import OvaError

    error = job.get("error")
    if error:
        raise OvaError(error["message"], cure=error["cure"], code=error["code"])


@contextmanager
def _alone() -> Iterator["Backups"]:
    """Give the backups of a folder no hub runs in; a restore that was ordered is put in place."""
    from ova.folder import HomeFolder
    from ova.hub import Backups, open_locked

    folder = HomeFolder.default()
    folder.prepare()
    lock, database = open_locked(folder)
    try:
        yield Backups(folder, database)
    finally:
        database.close()
        lock.close()
