"""Room on the disk, and what is said when there is none."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ova.core import Unavailable
from ova.engines.models.errors import DiskFull

RESERVE_BYTES = 100_000_000
"""Left free for the hub itself."""
_MAKE_ROOM = "Make room on that disk, or remove a model with 'ova models remove'."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # EFBIG: file systems that end at 4 GB
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)

FreeSpace = Callable[[Path], int]
"""Bytes free on the disk of a folder."""


def free_space(folder: Path) -> int:
    """Return the bytes this user can write on the disk of ``folder``."""
    return shutil.disk_usage(folder).free


def need_room(folder: Path, wanted: int, free: FreeSpace = free_space) -> None:
    """Raise DiskFull when ``wanted`` bytes, with a reserve for the hub, do not fit."""
    left = free(folder)
    if wanted + RESERVE_BYTES > left:
        raise DiskFull(
            f"There is not enough room in {folder}: {megabytes(wanted)} are needed and "
            f"{megabytes(max(0, left - RESERVE_BYTES))} can be used.",
            cure=_MAKE_ROOM,
        )


def need_room_for_more(folder: Path, wanted: int, free: FreeSpace = free_space) -> None:
    """Raise DiskFull when ``wanted`` bytes more of something of unknown size do not fit."""
    if wanted + RESERVE_BYTES > free(folder):
        raise DiskFull(
            f"There is not enough room in {folder} for what is being sent: "
            f"{megabytes(RESERVE_BYTES)} of that disk are kept free for the hub.",
            cure=_MAKE_ROOM,
        )


@contextmanager
def disk_faults(folder: Path) -> Iterator[None]:
    """Say plainly what the disk refuses. Raises DiskFull, Unavailable."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                f"The disk of {folder} is full: {error.strerror}.",
                cure=_MAKE_ROOM,
            ) from error
        if error.errno in _FORBIDDEN:
            raise Unavailable(
                f"{folder} cannot be written: {error.strerror}.",
                cure="Make that folder writable for the user the hub runs as.",
                code="folder_unusable",
            ) from error
        raise


def settle(folder: Path) -> None:
    """Wait until everything in a folder is on the disk itself, for the rename that follows."""
    for path in folder.rglob("*"):
        settle_one(path)
    settle_one(folder)


def settle_one(path: Path) -> None:
    """Wait until one file's content, or one folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def megabytes(count: int) -> str:
    """Return a number of bytes as people write it."""
    return f"{count / 1e9:.1f} GB" if count >= 1_000_000_000 else f"{count / 1e6:.0f} MB"
