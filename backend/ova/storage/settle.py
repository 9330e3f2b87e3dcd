"""Make a copy of a database ready to be the hub's."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ova.storage.database import Database
from ova.storage.errors import SecretKeyError
from ova.storage.failures import translated


def settle_copy(path: Path, key_file: Path, *, forget_secrets: bool = False) -> bool:
    """Check a copy, bring it up to date and see that its secrets can be read; False: they are gone.

    With ``forget_secrets`` secrets no key fits are taken out: what needs them asks for them again.
    Raises DatabaseTooNew, DatabaseCorrupt, StorageError, and SecretKeyError when no key fits.
    """
    kept = True
    try:
        Database.open(path, key_file=key_file).close()
    except SecretKeyError:
        if not forget_secrets:
            raise
        kept = False
        with translated(path), closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM secrets")
            connection.commit()
            connection.execute("VACUUM")  # else they could be found in the free pages
        Database.open(path, key_file=key_file).close()
    with translated(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    return kept
