"""Backups, as the web room asks for them."""

from pathlib import Path
from typing import Any, Protocol

from ova.web.ports.wire import Json


class BackupsPort(Protocol):
    """Makes, keeps and restores backups."""

    def status(self) -> Json:
        """Return everything a page shows, in wire form."""
        ...

    @property
    def job(self) -> Json | None:
        """The order under way or the last one."""
        ...

    def get(self, name: str) -> Json:
        """Return one backup in wire form. Raises NotFound."""
        ...

    def path(self, name: str) -> Path:
        """Return where a backup lies. Raises NotFound."""
        ...

    def create(self, passphrase: str | None = None, *, models: bool = False) -> Json:
        """Begin a backup; return the job. Raises Conflict, Unavailable."""
        ...

    def restore(
        self, name: str, passphrase: str | None = None, *, without_secrets: bool = False
    ) -> Json:
        """Begin a restore; return the job. Raises NotFound, Conflict, Unavailable."""
        ...

    def remove(self, name: str) -> None:
        """Delete a backup. Raises NotFound, Conflict."""
        ...

    def upload_target(self, size: int) -> Path:
        """Return where to write an upload. Raises when there is no room."""
        ...

    def need_room(self, size: int) -> None:
        """Raise unless so many bytes can be written."""
        ...

    def take_upload(self, part: Path, name: str) -> Json:
        """Check an upload and keep it. Raises InvalidInput."""
        ...


class BackupSchedulePort(Protocol):
    """Backups that are made by themselves."""

    def to_json(self) -> Json:
        """Return the plan in wire form."""
        ...

    def change(self, changes: dict[str, Any], was: Json | None = None) -> Json:
        """Change the plan. Raises InvalidInput, ChangedMeanwhile."""
        ...
