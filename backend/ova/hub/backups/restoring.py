"""Putting a checked restore in place: at the next start, in steps that survive a power cut.

A restore is unpacked and checked beside what is in use. Its order, written in one step, is the
point of no return; from then on every start goes on with the swap before anything is opened. What
was in use is moved beside, never deleted.
"""

import json
import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ova.core import Unavailable
from ova.folder import HomeFolder
from ova.storage import sync_folder, write_atomically

log = logging.getLogger(__name__)

NEW = "new"
_ORDER = "order.json"
_DONE = "done.json"
_KEPT = "before-restore-"
_SIDE_FILES = ("ova.sqlite3-wal", "ova.sqlite3-shm", "ova.sqlite3-journal")


def staging(folder: HomeFolder) -> Path:
    """Return an empty folder to unpack to. Raises OSError."""
    new = folder.restoring / NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True, mode=0o700)
    return new


def give_up(folder: HomeFolder) -> None:
    """Take away what was unpacked for a restore that does not happen."""
    shutil.rmtree(folder.restoring / NEW, ignore_errors=True)


def order_restore(folder: HomeFolder, parts: Sequence[str], told: dict[str, Any]) -> None:
    """Decide that the next start puts these parts of the staging folder in place. Raises OSError.

    ``told`` is what is known of it afterwards (``last_restore``).
    """
    for path in (folder.restoring / NEW).rglob("*"):
        if path.is_dir():
            sync_folder(path)
    sync_folder(folder.restoring / NEW)
    sync_folder(folder.restoring)
    kept = f"{_KEPT}{int(told['at'])}"
    order = {"parts": list(parts), "kept": kept, "told": {**told, "kept": kept}}
    write_atomically(folder.restoring / _ORDER, json.dumps(order).encode())
    sync_folder(folder.path)


def is_ordered(folder: HomeFolder) -> bool:
    """Tell whether the next start puts a restore in place."""
    return (folder.restoring / _ORDER).exists()


def finish_restore(folder: HomeFolder) -> None:
    """Put an ordered restore in place, if there is one; the folder's lock must be held.

    May be interrupted at any moment and called again. Raises Unavailable when the disk refuses.
    """
    order = _read(folder.restoring / _ORDER)
    if order is None:
        give_up(folder)
        return
    try:
        _swap(folder, order)
    except OSError as error:
        raise Unavailable(
            f"The restore cannot be put in place: {error.strerror or error}.",
            cure=f"Make {folder.path} writable and start the hub again: it goes on where it was.",
            code="restore_unfinished",
        ) from error
    log.info("Restored %s; what was there before is in %s", order["told"]["name"], order["kept"])


def last_restore(folder: HomeFolder) -> dict[str, Any] | None:
    """Return what is known of the last restore: when, from which backup, where the old state is."""
    return _read(folder.restoring / _DONE)


def _swap(folder: HomeFolder, order: dict[str, Any]) -> None:
    home, new = folder.path, folder.restoring / NEW
    kept = home / str(order["kept"])
    kept.mkdir(mode=0o700, exist_ok=True)
    sync_folder(home)
    parts = [str(part) for part in order["parts"]]
    if (new / "ova.sqlite3").exists():  # the log of the old database first: it fits no other
        for name in _SIDE_FILES:
            if (home / name).exists():
                (home / name).replace(kept / name)
        sync_folder(kept)
        sync_folder(home)
    for name in parts:
        if not (new / name).exists():
            continue  # in place since an earlier try
        if (home / name).exists():
            if (kept / name).exists():  # moved beside earlier; what is here was made since, empty
                _take_away(home / name)
            else:
                (home / name).replace(kept / name)
                sync_folder(kept)
        (new / name).replace(home / name)
        sync_folder(home)
    write_atomically(folder.restoring / _DONE, json.dumps(order["told"]).encode())
    (folder.restoring / _ORDER).unlink()
    sync_folder(folder.restoring)
    give_up(folder)
    for old in home.glob(f"{_KEPT}*"):
        if old.name != kept.name:
            shutil.rmtree(old, ignore_errors=True)


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _read(path: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return None
