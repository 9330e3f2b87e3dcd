"""Unpacking archives that may be damaged or meant to harm.

Only plain files and folders below the target are written; links, absolute paths, ``..`` and
archives that swell beyond all measure are refused.
"""

import errno
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from ova.engines.models.disk import FreeSpace, disk_faults, free_space, need_room
from ova.engines.models.errors import BadArchive
from ova.engines.models.progress import InstallStep, Progress, Report, Stop

MAX_MEMBERS = 10_000
MAX_BYTES = 12_000_000_000
"""The largest models unpack to about 10 GB."""
_MAX_SWELLING = 60
"""Unpacked bytes per byte of the archive; models reach about 3."""
_SMALL_BYTES = 50_000_000
"""What may always be unpacked, however well it was packed."""
_PIECE = 256 * 1024
_IMPOSSIBLE = (errno.EINVAL, errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR)
"""What the system says of places and names an archive made up."""


def unpack(
    archive: Path, folder: Path, report: Report, stop: Stop, *, free: FreeSpace = free_space
) -> None:
    """Unpack a zip or tar (plain, gz, bz2, xz) into an existing empty folder.

    Raises BadArchive, DiskFull, InstallStopped; then the folder holds a part of it.
    """
    with _damage(archive), disk_faults(folder):
        writer = _Writer(archive, folder, report, stop, free)
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as content:
                _unzip(content, writer)
        elif tarfile.is_tarfile(archive):
            with tarfile.open(archive) as tar:
                _untar(tar, writer)
        else:
            raise _bad(archive, "it is no zip and no tar archive, or its end is missing")


class _Writer:
    """Writes members below a folder and counts them."""

    def __init__(
        self, archive: Path, folder: Path, report: Report, stop: Stop, free: FreeSpace
    ) -> None:
        self.archive = archive
        self._folder = folder
        self._report = report
        self._stop = stop
        self._free = free
        self._count = 0
        self._done = 0
        self.total: int | None = None
        packed = archive.stat().st_size
        self._limit = min(MAX_BYTES, max(_SMALL_BYTES, _MAX_SWELLING * packed))

    def expect(self, count: int, total: int) -> None:
        """Take note of the members and bytes to come, and refuse what will not fit."""
        self._refuse_crowd(count)
        self._refuse_swelling(total)
        need_room(self._folder, total, self._free)
        self.total = total

    def folder(self, name: str) -> None:
        """Make a folder."""
        self._count += 1
        self._refuse_crowd(self._count)
        self._place(name).mkdir(parents=True, exist_ok=True)

    def file(self, name: str, content: IO[bytes]) -> None:
        """Write a file."""
        self._count += 1
        self._refuse_crowd(self._count)
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            raise _bad(self.archive, f"it holds {name} twice")
        with place.open("xb") as target:
            while piece := content.read(_PIECE):
                self._stop.check()
                self._done += len(piece)
                self._refuse_swelling(self._done)
                if self.total is None:
                    need_room(self._folder, len(piece), self._free)
                target.write(piece)
                self._report(Progress(InstallStep.UNPACK, self._done, self.total))

    def _refuse_crowd(self, count: int) -> None:
        if count > MAX_MEMBERS:
            raise _bad(self.archive, f"it holds more than {MAX_MEMBERS} files")

    def _refuse_swelling(self, count: int) -> None:
        if count > self._limit:
            raise _bad(self.archive, "it would grow beyond all measure when unpacked")

    def _place(self, name: str) -> Path:
        path = PurePosixPath(name)
        if (
            "\\" in name
            or "\0" in name
            or path.is_absolute()
            or ".." in path.parts
            or (path.parts and path.parts[0].endswith(":"))
        ):
            raise _bad(self.archive, f"it wants to write outside of its folder ({name!r})")
        return self._folder / path


def _unzip(content: zipfile.ZipFile, writer: _Writer) -> None:
    members = content.infolist()
    writer.expect(len(members), sum(member.file_size for member in members))
    for member in members:
        mode = member.external_attr >> 16
        if stat.S_ISLNK(mode):
            raise _bad(writer.archive, f"it holds a link ({member.filename!r})")
        if member.flag_bits & 1:
            raise _bad(writer.archive, "it is encrypted")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _bad(writer.archive, "it is packed in a way that is not taken")  # without a limit
        if member.is_dir():
            writer.folder(member.filename)
        else:
            with content.open(member) as source:
                writer.file(member.filename, source)


def _untar(content: tarfile.TarFile, writer: _Writer) -> None:
    for member in content:
        if member.isdir():
            writer.folder(member.name)
        elif member.isreg():
            source = content.extractfile(member)
            if source is not None:
                with source:
                    writer.file(member.name, source)
        else:
            raise _bad(writer.archive, f"it holds a link or device ({member.name!r})")


@contextmanager
def _damage(archive: Path) -> Iterator[None]:
    """Turn what the libraries raise over damaged archives into BadArchive."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        lzma.LZMAError,
        zlib.error,
        EOFError,
        NotImplementedError,  # zipfile's own, over versions and flags it does not know
        ValueError,  # places and names that cannot be
    ) as error:
        raise _bad(archive, "it is damaged or cut short") from error
    except OSError as error:
        if error.errno is not None and error.errno not in _IMPOSSIBLE:
            raise
        raise _bad(archive, "it is damaged or cut short") from error  # gzip's and bz2's own


def _bad(archive: Path, fault: str) -> BadArchive:
    return BadArchive(
        f"{archive.name} cannot be unpacked: {fault}.",
        cure="Fetch the archive again, from the publisher or a mirror you trust.",
    )
