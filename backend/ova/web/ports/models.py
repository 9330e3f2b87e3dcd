"""Models that can be installed, as the web room asks for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ova.web.ports.wire import Json


class ModelsPort(Protocol):
    """Speech models and voices."""

    def all(self, kind: str | None = None, language: str | None = None) -> Sequence[Json]:
        """Return the catalogue and what is installed, in wire form."""
        ...

    def get(self, model_id: str) -> Json:
        """Return one model in wire form. Raises NotFound."""
        ...

    def install(self, model_id: str) -> Json:
        """Begin to fetch and install a model; return the job. Raises NotFound."""
        ...

    def upload_folder(self, size: int) -> Path:
        """Return a new folder to write an archive into. Raises Unavailable without room for it."""
        ...

    def upload_room(self, size: int) -> None:
        """Raise Unavailable when so many bytes more of an archive do not fit."""
        ...

    def install_upload(self, archive: Path, language: str = "") -> Json:
        """Begin to install an archive from such a folder; return the job."""
        ...

    def discard_upload(self, folder: Path) -> None:
        """Delete such a folder with what was written into it."""
        ...

    def jobs(self) -> Sequence[Json]:
        """Return the jobs, the newest first."""
        ...

    def job(self, job_id: str) -> Json:
        """Return one job. Raises NotFound."""
        ...

    def cancel(self, job_id: str) -> Json:
        """Stop a job; return it. Raises NotFound."""
        ...

    def remove(self, model_id: str, *, force: bool = False) -> None:
        """Delete a model. Raises Conflict while it is in use, NotFound."""
        ...
