"""What can be wrong with a backup."""

from ova.core import InvalidInput, NotAllowed


class BackupDamaged(InvalidInput):
    """A file is no backup, or not the whole one it was."""

    code = "backup_damaged"


class BackupTooNew(InvalidInput):
    """A backup was made by a newer version."""

    code = "backup_too_new"


class WrongPassphrase(NotAllowed):
    """The passphrase does not open the secrets of a backup."""

    code = "wrong_passphrase"


def damaged(name: str, detail: str) -> BackupDamaged:
    """Return what people are told of a backup that is not whole."""
    return BackupDamaged(
        f"{name} cannot be restored: {detail}.",
        cure="Take another backup, or download or upload this one again. Nothing was changed.",
    )
