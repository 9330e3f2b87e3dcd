"""The backups that lie in ``OVA_HOME/backups``: listed, taken in, and room for more."""

import errno
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ova.core import Conflict, NotFound, OvaError, Unavailable
from ova.folder import HomeFolder
from ova.hub.backups.errors import BackupTooNew
from ova.hub.backups.file import read_manifest, verify
from ova.storage import StorageFull

SPARE_BYTES = 50 * 1024 * 1024
"""So much stays free on the disk."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.zip")
PART = ".part-"

Publish = Callable[[dict[str, Any]], None]


class BackupShelf:
    """Knows the files of backups."""

    def __init__(
        self,
        folder: HomeFolder,
        publish: Publish = lambda _job: None,
        *,
        free: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free,
    ) -> None:
        """``publish`` is told when a file came or went; ``free`` measures a disk, in bytes."""
        self.folder = folder
        self._publish = publish
        self._free = free

    def all(self) -> list[dict[str, Any]]:
        """Return every backup in wire form, newest first; damaged ones too."""
        if not self.folder.backups.is_dir():
            return []
        found = [self._told(path) for path in self.folder.backups.glob("*.zip") if path.is_file()]
        return sorted(found, key=lambda one: one["made_at"], reverse=True)

    def get(self, name: str) -> dict[str, Any]:
        """Return one backup in wire form. Raises NotFound."""
        return self._told(self.path(name))

    def path(self, name: str) -> Path:
        """Return where a backup lies. Raises NotFound."""
        path = self.folder.backups / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise NotFound(f"There is no backup {name!r}.", cure="GET /api/backups lists them.")
        return path

    def upload_target(self, size: int) -> Path:
        """Return where to write an upload of about ``size`` bytes. Raises StorageFull."""
        self.need_room(size)
        self.folder.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder.backups / f"{PART}upload-{time.monotonic_ns()}"

    def take_upload(self, part: Path, name: str) -> dict[str, Any]:
        """Check an uploaded file and keep it; return it in wire form. Raises InvalidInput."""
        verify(part)
        wanted = re.sub(r"[^A-Za-z0-9._-]+", "-", Path(name).stem).strip(".-")[:80] or "backup"
        target = self._unused(wanted)
        part.replace(target)
        self._publish({"changed": True})
        return self._told(target)

    def need_room(self, size: int) -> None:
        """Raise StorageFull unless so many bytes can be written."""
        self.folder.path.mkdir(parents=True, exist_ok=True)
        free = self._free(self.folder.path)
        if size + SPARE_BYTES > free:
            raise StorageFull(
                f"This needs {_mb(size + SPARE_BYTES)} MB on the hub's disk; {_mb(free)} MB are free.",
                cure="Delete old backups or models, then try again.",
            )

    def _unused(self, stem: str) -> Path:
        """Return a name no backup has."""
        for number in range(1000):
            target = self.folder.backups / f"{stem}{f'-{number}' if number else ''}.zip"
            if not target.exists():
                return target
        raise Conflict("There are too many backups of this name.", cure="Delete some of them.")

    def _told(self, path: Path) -> dict[str, Any]:
        stat = path.stat()
        told: dict[str, Any] = {
            "name": path.name,
            "bytes": stat.st_size,
            "made_at": stat.st_mtime,
            "state": "ok",
            "message": "",
            "version": "",
            "home": "",
            "reason": "manual",
            "has_key": False,
            "plugins": 0,
            "models": False,
        }
        try:
            manifest = read_manifest(path)
        except OvaError as error:
            newer = isinstance(error, BackupTooNew)
            return {**told, "state": "newer" if newer else "damaged", "message": str(error)}
        except OSError as error:
            return {**told, "state": "damaged", "message": f"It cannot be read: {error.strerror}."}
        return {
            **told,
            "made_at": manifest.made_at,
            "version": manifest.version,
            "home": manifest.home,
            "reason": manifest.reason,
            "has_key": manifest.has_key,
            "plugins": manifest.plugins,
            "models": manifest.models,
        }


def disk_refused(error: OSError) -> OvaError:
    """Return what to tell when the disk refuses a backup."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull(
            "There is no space left on the hub's disk.",
            cure="Delete old backups or models, then try again; nothing was changed.",
        )
    return Unavailable(
        f"The hub's disk refuses: {error.strerror or error}.",
        cure="Check the disk and that the folder belongs to the user the hub runs as.",
        code="disk_error",
    )


def _mb(size: int) -> int:
    return max(0, size) // 1_000_000
