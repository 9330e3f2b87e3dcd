"""Opening the database of a folder, alone or with the folder's lock."""

import os
from typing import IO

from ova.core import Conflict
from ova.folder import HomeFolder
from ova.hub.backups import finish_restore, is_ordered
from ova.storage import Database


def open_database(folder: HomeFolder) -> Database:
    """Open and migrate the database: ``OVA_DATABASE_URL``, or SQLite in the folder.

    A restore that was ordered is put in place first. Raises OvaError when the database is damaged,
    was written by a newer version, or another process is about to restore.
    """
    if is_ordered(folder):
        try:
            lock = folder.lock()
        except Conflict as error:
            raise Conflict(
                "The hub restores a backup just now.",
                cure="Try again in a moment.",
                code="restore_running",
            ) from error
        with lock:
            finish_restore(folder)
    return _open(folder)


def open_locked(folder: HomeFolder) -> tuple[IO[str], Database]:
    """Keep other hubs out of a folder and open its database; closing the file lets them in again.

    Raises OvaError when another hub runs in it, and as ``open_database``.
    """
    lock = folder.lock()
    try:
        finish_restore(folder)
        return lock, _open(folder)
    except BaseException:
        lock.close()
        raise


def _open(folder: HomeFolder) -> Database:
    target = os.environ.get("OVA_DATABASE_URL") or folder.database
    return Database.open(target, key_file=folder.key_file)
