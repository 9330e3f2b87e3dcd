"""Opening the database of a folder."""

import os

from ova.folder import HomeFolder
from ova.storage import Database


def open_database(folder: HomeFolder) -> Database:
    """Open and migrate the database: ``OVA_DATABASE_URL``, or SQLite in the folder.

    Raises OvaError when it is damaged, or was written by a newer version.
    """
    target = os.environ.get("OVA_DATABASE_URL") or folder.database
    return Database.open(target, key_file=folder.key_file)
