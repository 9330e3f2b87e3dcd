"""Compiled sentences, shared by the hubs of one run of the tests.

Each hub keeps them in a folder of its own, under the digest of what they were compiled from. Here
one takes over what the others compiled; what it alone holds it compiles as ever.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

MOST_FILES = 8
"""Less than a hub keeps: what it compiles itself never pushes out what it was given."""

_shelf: list[Path] = []


def share_grammars(folder: Path) -> None:
    """Keep what hubs compile in a folder from now on; other processes may use the same one."""
    folder.mkdir(parents=True, exist_ok=True)
    _shelf[:] = [folder]


def take_grammars(home: Path) -> None:
    """Give a home that was never started what other hubs compiled."""
    folder = home / "cache" / "grammar"
    if not _shelf or folder.exists():
        return
    folder.mkdir(parents=True)
    for file in _files(_shelf[0])[:MOST_FILES]:
        with suppress(FileNotFoundError):  # another process has just dropped it
            _copy(file, folder / file.name)


def leave_grammars(home: Path) -> None:
    """Take what a hub compiled or used over for those after it."""
    if not _shelf:
        return
    for file in _files(home / "cache" / "grammar"):
        with suppress(FileNotFoundError):
            if (_shelf[0] / file.name).exists():
                os.utime(_shelf[0] / file.name, (file.stat().st_atime, file.stat().st_mtime))
            else:
                _copy(file, _shelf[0] / file.name)
    for file in _files(_shelf[0])[2 * MOST_FILES :]:
        file.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder, what was used last first."""
    found = []
    with suppress(FileNotFoundError):
        for file in folder.iterdir():
            with suppress(FileNotFoundError):
                if not file.name.startswith("."):
                    found.append((file.stat().st_mtime, file))
    return [file for _, file in sorted(found, reverse=True)]


def _copy(source: Path, target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    os.close(handle)
    try:
        shutil.copy2(source, name)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
