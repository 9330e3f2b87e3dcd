"""Look at a SQLite file before anything may change it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ova.storage.errors import StorageError
from ova.storage.failures import corrupt, translated
from ova.storage.files import sync_folder

_SIDE_FILES = ("-wal", "-journal")


def stored_revision(path: Path) -> str | None:
    """Return the schema revision of the file, or None when there is nothing in it yet.

    The file is only read. Raises DatabaseCorrupt for a damaged file or one of another kind.
    """
    if path.is_dir():
        raise StorageError(
            f"The database {path} is a folder.", cure="Give the path of a file inside it."
        )
    try:
        if not path.exists() or path.stat().st_size == 0:
            return None
    except OSError as error:
        raise StorageError(
            f"The database {path} cannot be read: {error.strerror}.",
            cure="Check that the folder belongs to the user the hub runs as.",
        ) from error
    with translated(path), _opened_to_read(path) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise corrupt(path, found.splitlines()[-1])
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in tables:
            if tables:
                raise corrupt(path, "it belongs to another program")
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def create_private(path: Path) -> None:
    """Make an empty file only its owner can read; SQLite's side files take over its mode."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageError(
            f"The database {path} cannot be created: {error.strerror}.",
            cure="Check that the folder belongs to the user the hub runs as.",
        ) from error


def copy_beside(path: Path, revision: str) -> Path:
    """Copy an older database to ``<name>.backup-<revision>`` and return that path."""
    backup = path.with_name(f"{path.name}.backup-{revision}")
    partial = backup.with_name(f".{backup.name}.part")
    try:
        copy_database(path, partial)
        partial.replace(backup)
        sync_folder(path.parent)
    finally:
        partial.unlink(missing_ok=True)
    return backup


def copy_database(path: Path, target: Path) -> None:
    """Copy a database, which may be in use, as it is in one moment; the copy is on the disk then."""
    create_private(target)
    with (
        translated(target),
        _opened_to_read(path) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _opened_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    # without a log beside it the file is complete: read it without leaving side files behind
    resting = not any(path.with_name(path.name + suffix).exists() for suffix in _SIDE_FILES)
    uri = f"{path.as_uri()}?mode=ro{'&immutable=1' if resting else ''}"
    with closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
        yield connection
