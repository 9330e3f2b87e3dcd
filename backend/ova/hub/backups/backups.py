"""Backups of the hub: made, kept, checked and put in place, one order after the other."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ova import __version__
from ova.core import Conflict, InvalidInput, OvaError, Unavailable
from ova.folder import HomeFolder, size_of
from ova.hub.backups.errors import BackupTooNew
from ova.hub.backups.file import (
    DATABASE,
    FOLDERS,
    Manifest,
    members_of,
    open_key,
    read_manifest,
    unpack,
    write_backup,
)
from ova.hub.backups.job import BackupJob
from ova.hub.backups.restoring import give_up, is_ordered, last_restore, order_restore, staging
from ova.hub.backups.shelf import PART, BackupShelf, Publish
from ova.storage import (
    Database,
    DatabaseTooNew,
    SecretKeyError,
    settle_copy,
    write_atomically,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class Backups(BackupShelf):
    """The backups in ``OVA_HOME/backups``. One is made or restored at a time."""

    def __init__(
        self,
        folder: HomeFolder,
        database: Database | None,
        publish: Publish = lambda _job: None,
        *,
        home_name: Callable[[], str] = lambda: "",
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        restart: Callable[[], None] | None = None,
        free: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free,
    ) -> None:
        """``now`` is in the home's time zone; ``restart`` starts the hub anew.

        Without a ``database`` nothing can be made, only looked at and restored.
        """
        super().__init__(folder, publish, free=free)
        self._database = database
        self._home_name = home_name
        self._now = now
        self._restart = restart
        self._lock = threading.Lock()
        self._job: BackupJob | None = None
        self._stop = threading.Event()

    @property
    def available(self) -> bool:
        """Whether the hub can back itself up: not when a database server holds what it remembers."""
        return not os.environ.get("OVA_DATABASE_URL", "").strip()

    @property
    def job(self) -> dict[str, Any] | None:
        """The order under way or the last one, in wire form."""
        return self._job.to_json() if self._job else None

    def status(self) -> dict[str, Any]:
        """Return what a page shows beside the list."""
        self.folder.path.mkdir(parents=True, exist_ok=True)
        return {
            "available": self.available,
            "backups": self.all(),
            "job": self.job,
            "last_restore": last_restore(self.folder),
            "free_bytes": self._free(self.folder.path),
            "database_bytes": size_of(self.folder.database),
            "models_bytes": size_of(self.folder.models),
            "key_in_environment": bool(os.environ.get("OVA_SECRET_KEY", "").strip()),
        }

    def create(
        self, passphrase: str | None = None, *, models: bool = False, reason: str = "manual"
    ) -> dict[str, Any]:
        """Begin a backup in the background; return the job. Raises Conflict, Unavailable, StorageFull."""
        self._check_available()
        _check_passphrase(passphrase)
        job = self._begin("create")
        job.run(lambda: self._create(job, passphrase, models=models, reason=reason))
        return job.to_json()

    def restore(
        self, name: str, passphrase: str | None = None, *, without_secrets: bool = False
    ) -> dict[str, Any]:
        """Begin to check a backup and, when it is whole, to put it in place; return the job.

        The hub starts anew by itself. Raises NotFound, Conflict, Unavailable.
        """
        self._check_available()
        path = self.path(name)
        job = self._begin("restore")
        job.backup = name
        job.run(lambda: self._restore(job, path, passphrase, without_secrets=without_secrets))
        return job.to_json()

    def remove(self, name: str) -> None:
        """Delete a backup. Raises NotFound, Conflict while it is being restored."""
        path = self.path(name)
        job = self._job
        if job is not None and not job.over and job.backup == name:
            raise Conflict("This backup is in use just now.", cure="Wait until that is over.")
        path.unlink(missing_ok=True)
        self._publish({"changed": True})

    def prune_daily(self, keep: int) -> None:
        """Delete the oldest of the backups that were made by themselves."""
        mine = [one for one in self.all() if one["reason"] == "daily" and one["state"] == "ok"]
        for old in mine[max(1, keep) :]:
            with suppress(OSError, OvaError):
                self.remove(str(old["name"]))

    def wait(self, timeout_s: float | None = None) -> dict[str, Any] | None:
        """Wait until the order under way is over; return the job."""
        job = self._job
        if job is not None:
            job.wait(timeout_s)
        return self.job

    def close(self) -> None:
        """End what is under way: nothing half-made stays."""
        self._stop.set()
        if self._job is not None:
            self._job.wait(10.0)

    def _begin(self, kind: str) -> BackupJob:
        with self._lock:
            if self._job is not None and not self._job.over:
                raise Conflict(
                    "Another backup or restore is under way.",
                    cure="Wait until it is over.",
                    code="backup_busy",
                )
            if is_ordered(self.folder):
                raise Conflict(
                    "A restore is put in place at the next start of the hub.",
                    cure="Start the hub again.",
                    code="restore_ordered",
                )
            self._job = BackupJob(kind, self._publish)
            return self._job

    def _create(self, job: BackupJob, passphrase: str | None, *, models: bool, reason: str) -> None:
        if self._database is None:
            raise Unavailable("Nothing is open that could be backed up.")
        backups = self.folder.backups
        backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in backups.glob(f"{PART}*"):
            left.unlink(missing_ok=True)
        members = members_of(self.folder.path, models=models)
        size = size_of(self.folder.database)
        self.need_room(2 * size + sum(path.stat().st_size for path in members.values()))
        moment = self._now()
        copy = backups / f"{PART}database"
        part = backups / f"{PART}backup"
        try:
            job.report("copy", 0, size)
            self._database.copy_to(copy)
            told = {
                "made_at": moment.timestamp(),
                "version": __version__,
                "schema": self._database.revision,
                "home": self._home_name(),
                "reason": reason,
                "plugins": _plugin_count(members),
            }
            write_backup(
                part,
                copy,
                members,
                told,
                key=self._key(),
                passphrase=passphrase,
                progress=job.report,
                stopped=self._stop.is_set,
            )
            target = self._unused(f"ova-{moment:%Y-%m-%d-%H%M%S}")
            part.replace(target)
            job.backup = target.name
        finally:
            for one in (copy, part):
                one.unlink(missing_ok=True)

    def _restore(
        self, job: BackupJob, path: Path, passphrase: str | None, *, without_secrets: bool
    ) -> None:
        job.report("check", 0, 0)
        manifest = read_manifest(path)
        self.need_room(manifest.bytes)
        key = open_key(path, passphrase) if passphrase else None
        new = staging(self.folder)
        try:
            unpack(path, new, models=True, progress=job.report, stopped=self._stop.is_set)
            job.report("try", 0, 0)
            kept = self._settle(new, key, manifest, without_secrets=without_secrets)
            parts = self._parts(new, manifest)
            told = {
                "at": self._now().timestamp(),
                "name": path.name,
                "made_at": manifest.made_at,
                "version": manifest.version,
                "secrets": kept,
            }
            order_restore(self.folder, parts, told)
        except BaseException:
            give_up(self.folder)
            raise
        if self._restart is not None:
            job.restarts()
            self._restart()

    def _settle(
        self, new: Path, key: str | None, manifest: Manifest, *, without_secrets: bool
    ) -> bool:
        """Open and migrate the unpacked database; tell whether its secrets can be read."""
        key_file = self.folder.key_file
        if key is not None:
            key_file = new / key_file.name
            write_atomically(key_file, key.encode())
        try:
            return settle_copy(new / DATABASE, key_file, forget_secrets=without_secrets)
        except DatabaseTooNew as error:
            raise BackupTooNew(
                f"The backup was made by a newer version of OpenVoiceAssistant "
                f"({manifest.version}, schema {manifest.schema}).",
                cure="Update this hub, then restore it.",
            ) from error
        except SecretKeyError as error:
            raise Conflict(
                "The secrets in this backup belong to another hub's key: passwords and tokens of "
                "integrations cannot be read.",
                cure="Enter the passphrase the backup was made with, or restore without secrets; "
                "integrations then ask for theirs again."
                if manifest.has_key
                else "Restore without secrets: integrations then ask for theirs again.",
                code="secrets_unreadable",
            ) from error

    def _parts(self, new: Path, manifest: Manifest) -> list[str]:
        """Return what is swapped; plugins always as a whole, models only if the backup has some."""
        for name in FOLDERS:
            if name != "models" or manifest.models:
                (new / name).mkdir(exist_ok=True)
        return [DATABASE, self.folder.key_file.name, *FOLDERS]

    def _key(self) -> str:
        given = os.environ.get("OVA_SECRET_KEY", "").strip()
        return given or self.folder.key_file.read_text("ascii")

    def _check_available(self) -> None:
        if not self.available:
            raise Unavailable(
                "What this hub remembers is in a database server, which the hub does not back up.",
                cure="Use the server's tools (pg_dump, pg_restore) and keep OVA_HOME/secret.key "
                "with the dump.",
                code="backup_of_server",
            )


def _check_passphrase(passphrase: str | None) -> None:
    if passphrase is not None and not 8 <= len(passphrase) <= 256:
        raise InvalidInput(
            "This passphrase cannot be used.", cure="Use 8 to 256 characters.", code="bad_password"
        )


def _plugin_count(members: "dict[str, Path] | Sequence[str]") -> int:
    """Count the plugins people added: what lies directly in a folder of plugins."""
    return len({tuple(name.split("/")[:2]) for name in members if not name.startswith("models/")})
