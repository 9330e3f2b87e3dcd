"""Opening the database of a folder, alone or with the folder's lock."""

import os
from typing import IO

from ova.folder import HomeFolder
from ova.storage import Database


def open_database(folder: HomeFolder) -> Database:
    """Open and migrate the database: ``OVA_DATABASE_URL``, or SQLite in the folder.

    Raises OvaError when it is damaged, or was written by a newer version.
    """
    target = os.environ.get("OVA_DATABASE_URL") or folder.database
    return Database.open(target, key_file=folder.key_file)


def open_locked(folder: HomeFolder) -> tuple[IO[str], Database]:
    """Keep other hubs out of a folder and open its database; closing the file lets them in again.

    Raises OvaError when another hub runs in it, and as ``open_database``.
    """
    lock = folder.lock()
    try:
        return lock, open_database(folder)
    except BaseException:
        lock.close()
        raise
