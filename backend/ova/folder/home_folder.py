"""The folder everything the hub keeps lives in."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from platformdirs import user_data_path

from ova.core import Conflict, Unavailable


@dataclass(frozen=True, slots=True)
class HomeFolder:
    """``OVA_HOME``: database, keys, plugins, models and caches under one path."""

    path: Path

    @classmethod
    def default(cls) -> "HomeFolder":
        """Return the folder ``OVA_HOME`` names, or the platform's data directory."""
        named = os.environ.get("OVA_HOME")
        return cls(Path(named).expanduser() if named else user_data_path("ova", appauthor=False))

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.path / "ova.sqlite3"

    @property
    def key_file(self) -> Path:
        """The key that secrets are encrypted with; outside the database on purpose."""
        return self.path / "secret.key"

    @property
    def integrations(self) -> Path:
        """Integrations a person dropped in."""
        return self.path / "integrations"

    @property
    def skills(self) -> Path:
        """Skills a person dropped in."""
        return self.path / "skills"

    @property
    def routines(self) -> Path:
        """Routines a person wrote in files."""
        return self.path / "routines"

    @property
    def models(self) -> Path:
        """Downloaded speech models."""
        return self.path / "models"

    @property
    def recordings(self) -> Path:
        """Sound of past commands, when a person wants it kept."""
        return self.path / "recordings"

    @property
    def backups(self) -> Path:
        """Backups, one file each."""
        return self.path / "backups"

    @property
    def restoring(self) -> Path:
        """What a restore puts in place at the next start."""
        return self.path / "restoring"

    @property
    def cache(self) -> Path:
        """What can be made again at any time."""
        return self.path / "cache"

    @property
    def tls(self) -> Path:
        """The certificate the hub made itself."""
        return self.path / "tls"

    def prepare(self) -> None:
        """Make the folders. Raises Unavailable when that is not possible."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            for folder in (self.integrations, self.skills, self.models, self.cache):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise Unavailable(
                f"The folder {self.path} cannot be used: {error.strerror}.",
                cure="Set OVA_HOME to a folder you may write to.",
                code="folder_unusable",
            ) from error

    def lock(self) -> IO[str]:
        """Claim the folder for this process until the returned file is closed.

        Raises Conflict when another process has it, Unavailable when it cannot be claimed.
        """
        try:
            handle = (self.path / "lock").open("a")
        except OSError as error:
            raise Unavailable(
                f"The folder {self.path} cannot be used: its lock: {error.strerror}.",
                cure="Make the folder and the file 'lock' in it writable for this user.",
                code="folder_unusable",
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.close()
            raise Conflict(
                f"Another hub is using {self.path}.",
                cure="Stop it, leave out --offline, or set OVA_HOME to another folder.",
                code="folder_in_use",
            ) from error
        return handle
