"""What can go wrong with stored data."""

from ova.core import OvaError


class StorageError(OvaError):
    """Stored data cannot be read or written."""

    code = "storage_failed"
    status = 503


class StorageFull(StorageError):
    """There is no space left to write to; nothing that was stored before is lost."""

    code = "disk_full"
    status = 507


class DatabaseTooNew(StorageError):
    """The database was written by a newer version; it was left untouched."""

    code = "database_too_new"


class DatabaseCorrupt(StorageError):
    """The file is damaged or not a database at all; it was left untouched."""

    code = "database_corrupt"


class SecretKeyError(StorageError):
    """The key that protects stored secrets is missing, unreadable or the wrong one."""

    code = "secret_key"
