"""Turn a driver's errors into the room's own, with a cure."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from ova.core import Conflict, InvalidInput, OvaError
from ova.storage.errors import DatabaseCorrupt, StorageError, StorageFull

_FULL_BELOW_BYTES = 1_000_000  # a disk with less left than this is taken for full

# Class and full codes of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PG_DISK_FULL = "53100"
_PG_READ_ONLY = "25006"


@contextmanager
def translated(place: Path | str) -> Iterator[None]:
    """Raise the room's errors instead of the driver's. ``place`` is the file or the masked URL."""
    try:
        yield
    except exc.IntegrityError as error:
        raise Conflict(
            f"This does not fit with what is stored: {_first_line(error)}.",
            cure="Reload, and use another name or id.",
        ) from error
    except exc.DBAPIError as error:
        raise failure(error.orig, place) from error
    except exc.TimeoutError as error:
        raise StorageError(
            "The database is too busy to answer.",
            cure="Try again in a moment.",
            code="storage_busy",
        ) from error
    except exc.StatementError as error:
        if isinstance(error.orig, OvaError):
            raise error.orig from error
        raise not_storable(error) from error
    except UnicodeEncodeError as error:
        raise not_storable(error) from error
    except sqlite3.Error as error:
        raise failure(error, place) from error


def failure(cause: BaseException | None, place: Path | str) -> OvaError:
    """Return the error to raise for what a driver reported."""
    text = _first_line(cause)
    code = _sqlite_code(cause)
    if code == sqlite3.SQLITE_FULL or _pg_state(cause) == _PG_DISK_FULL:
        return _full(place)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        if _disk_is_full(place):
            return _full(place)
        return StorageError(
            f"The database {place} cannot be read or written: {text}.",
            cure="Check the disk and that the folder belongs to the user the hub runs as.",
            code="disk_error",
        )
    if code == sqlite3.SQLITE_READONLY or _pg_state(cause) == _PG_READ_ONLY:
        error = StorageError(
            f"The database {place} may not be written.",
            cure="Make the file and its folder writable for the user the hub runs as.",
            code="storage_readonly",
        )
        error.status = StorageFull.status
        return error
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return corrupt(place, text)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageError(
            f"Another program holds the database {place}.",
            cure="Stop the other hub or database tool, then try again.",
            code="storage_busy",
        )
    if isinstance(cause, Exception) and type(cause).__name__ == "DataError":
        return not_storable(cause)  # the name every driver has for it
    return StorageError(
        f"The database {place} cannot be used: {text}.",
        cure="Check that it runs and can be reached, then try again.",
    )


def not_storable(error: Exception) -> InvalidInput:
    """Return the error for a value no database can hold."""
    return InvalidInput(
        f"This cannot be stored: {_first_line(error)}.",
        cure="Use text, finite numbers, true, false, null, lists and objects only.",
    )


def corrupt(place: Path | str, detail: str) -> DatabaseCorrupt:
    """Return the error for a damaged file."""
    return DatabaseCorrupt(
        f"The database {place} is damaged: {detail}.",
        cure="Restore a backup, or move the file away to start with an empty one; it was left as it is.",
    )


def _full(place: Path | str) -> StorageFull:
    return StorageFull(
        f"There is no space left for the database {place}.",
        cure="Free some disk space, then try again; nothing stored before is lost.",
    )


def _sqlite_code(cause: BaseException | None) -> int | None:
    """Return the primary result code: the low byte of https://www.sqlite.org/rescode.html."""
    code = getattr(cause, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _pg_state(cause: BaseException | None) -> str | None:
    return getattr(cause, "sqlstate", None)


def _disk_is_full(place: Path | str) -> bool:
    if not isinstance(place, Path):
        return False
    try:
        return shutil.disk_usage(place.parent).free < _FULL_BELOW_BYTES
    except OSError:
        return False


def _first_line(error: BaseException | None) -> str:
    cause = getattr(error, "orig", None) or error
    text = str(cause).strip().splitlines()
    return text[0].rstrip(".") if text else type(cause).__name__
