"""A backup: one zip with the database, plugins, models, and the key of the secrets if people wish."""

import hashlib
import json
import logging
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from ova.core import OvaError
from ova.hub.backups.errors import BackupDamaged, BackupTooNew, WrongPassphrase, damaged
from ova.hub.backups.sealed_key import sealed, unsealed

log = logging.getLogger(__name__)

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "ova.sqlite3"
KEY = "secret.key.json"
FOLDERS = ("integrations", "skills", "routines", "models")
_PIECE = 1024 * 1024
_MAX_MANIFEST = 64 * 1024 * 1024

Progress = Callable[[str, int, int], None]
"""Takes a step, and how many bytes of how many it has dealt with."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup tells of itself."""

    made_at: float
    version: str
    schema: str
    home: str
    reason: str
    """``manual``, ``daily`` or ``uploaded`` by whom it was made."""
    has_key: bool
    plugins: int
    models: bool
    files: dict[str, tuple[int, str]]
    """Size and SHA-256 of every member."""

    @property
    def bytes(self) -> int:
        """How much there is to unpack."""
        return sum(size for size, _ in self.files.values())


def members_of(folder: Path, *, models: bool) -> dict[str, Path]:
    """Return the files of plugins (and models) that belong into a backup, by their member's name."""
    found = {}
    for name in FOLDERS:
        if name == "models" and not models:
            continue
        for path in sorted((folder / name).rglob("*")):
            inside = path.relative_to(folder)
            if path.is_symlink() or not path.is_file() or _left_out(inside):
                continue
            found[inside.as_posix()] = path
    return found


def write_backup(
    target: Path,
    database: Path,
    members: dict[str, Path],
    told: dict[str, Any],
    *,
    key: str | None,
    passphrase: str | None,
    progress: Progress,
    stopped: Callable[[], bool],
) -> None:
    """Write a backup to ``target``, which is on the disk when this returns. Raises OSError, OvaError."""
    everything = {DATABASE: database, **members}
    total = sum(path.stat().st_size for path in everything.values())
    done = 0
    files: dict[str, tuple[int, str]] = {}
    with target.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            for name, path in everything.items():
                digest, size = hashlib.sha256(), 0
                try:
                    source = path.open("rb")
                except FileNotFoundError:
                    continue  # deleted since the folders were looked through
                with source, archive.open(_entry(name), "w", force_zip64=True) as sink:
                    while piece := source.read(_PIECE):
                        if stopped():
                            raise OvaError("The hub stops.", code="stopped")
                        sink.write(piece)
                        digest.update(piece)
                        size += len(piece)
                        progress("pack", min(total, done + size), total)
                done += size
                files[name] = (size, digest.hexdigest())
            if key is not None and passphrase:
                written = json.dumps(sealed(key, passphrase)).encode()
                archive.writestr(_entry(KEY), written)
                files[KEY] = (len(written), hashlib.sha256(written).hexdigest())
            archive.writestr(
                _entry(MANIFEST), json.dumps({"format": FORMAT, **told, "files": files})
            )
        file.flush()
        os.fsync(file.fileno())


def read_manifest(path: Path) -> Manifest:
    """Return what a backup tells of itself. Raises BackupDamaged, BackupTooNew."""
    with _opened(path) as archive:
        return _manifest(archive, path.name)


def unpack(
    path: Path, target: Path, *, models: bool, progress: Progress, stopped: Callable[[], bool]
) -> Manifest:
    """Unpack a backup into a folder, with every checksum compared. Raises BackupDamaged, OSError."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path.name)
        done = 0
        for name, (size, wanted) in manifest.files.items():
            if name == KEY or (not models and name.startswith("models/")):
                done += size
                continue
            place = target / _safe(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with archive.open(name) as source, place.open("xb") as sink:
                os.fchmod(sink.fileno(), 0o600)
                for piece in _pieces(source, size):
                    if stopped():
                        raise OvaError("The hub stops.", code="stopped")
                    sink.write(piece)
                    digest.update(piece)
                    done += len(piece)
                    progress("unpack", done, manifest.bytes)
                sink.flush()
                os.fsync(sink.fileno())
            if digest.hexdigest() != wanted:
                raise damaged(path.name, f"{name} is not what it was")
    return manifest


def open_key(path: Path, passphrase: str) -> str:
    """Return the key of the secrets. Raises WrongPassphrase, BackupDamaged."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path.name)
        if KEY not in manifest.files:
            raise WrongPassphrase(
                "This backup was made without a passphrase: it holds no key of the secrets.",
                cure="Restore it without a passphrase.",
            )
        written = archive.read(KEY)
    try:
        return unsealed(json.loads(written), passphrase)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path.name, "the key cannot be read") from error


def verify(path: Path) -> Manifest:
    """Compare every checksum of a backup. Raises BackupDamaged, BackupTooNew."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path.name)
        for name, (size, wanted) in manifest.files.items():
            digest = hashlib.sha256()
            with archive.open(name) as source:
                for piece in _pieces(source, size):
                    digest.update(piece)
            if digest.hexdigest() != wanted:
                raise damaged(path.name, f"{name} is not what it was")
    return manifest


class _opened:  # noqa: N801 - used like a function
    """A zip whose every fault is told as a damaged backup."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> zipfile.ZipFile:
        try:
            self._archive = zipfile.ZipFile(self._path)
        except (zipfile.BadZipFile, ValueError, EOFError) as error:
            raise damaged(self._path.name, "it is no zip") from error
        return self._archive

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._archive.close()
        faults = (
            *(zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, KeyError),
            NotImplementedError,  # zipfile's own, over versions and flags it does not know
        )
        if isinstance(error, faults) or type(error).__module__ in ("zlib", "lzma"):
            raise damaged(self._path.name, "a part of it cannot be read") from error


def _manifest(archive: zipfile.ZipFile, name: str) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > _MAX_MANIFEST:
            raise damaged(name, "it is no backup")
        fields = json.loads(archive.read(MANIFEST))
        if int(fields["format"]) > FORMAT:
            raise BackupTooNew(
                f"{name} was made by a newer version of OpenVoiceAssistant ({fields['version']}).",
                cure="Update this hub, then restore it.",
            )
        files = {str(one): (int(size), str(sum_)) for one, (size, sum_) in fields["files"].items()}
        if DATABASE not in files or set(files) - set(archive.namelist()):
            raise damaged(name, "a part of it is missing")
        for one in files:
            _safe(one)
        return Manifest(
            float(fields["made_at"]),
            str(fields["version"]),
            str(fields["schema"]),
            str(fields["home"]),
            str(fields["reason"]),
            KEY in files,
            int(fields["plugins"]),
            any(one.startswith("models/") for one in files),
            files,
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise damaged(name, "it is no backup of OpenVoiceAssistant") from error


def _safe(name: str) -> str:
    """Return a member's name that stays inside the folder it is unpacked to."""
    parts = PurePosixPath(name).parts
    if name not in (DATABASE, KEY) and (
        len(parts) < 2 or parts[0] not in FOLDERS or ".." in parts or "\\" in name or "\0" in name
    ):
        raise BackupDamaged(
            "The file wants to write outside of its folder.", cure="Use a backup you made."
        )
    return name


def _pieces(source: IO[bytes], size: int) -> Iterator[bytes]:
    """Give what a member holds, never more than it promised."""
    left = size
    while piece := source.read(min(_PIECE, left + 1)):
        left -= len(piece)
        if left < 0:
            return
        yield piece


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_STORED if name.startswith("models/") else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _left_out(path: Path) -> bool:
    """Caches, and what is being downloaded, are made again."""
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)
