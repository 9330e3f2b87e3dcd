"""One install in the background, and its order on disk."""

import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ova.core import OvaError
from ova.engines.models import InstalledModel, Progress, Stop

if TYPE_CHECKING:
    from ova.engines.models import Installer

log = logging.getLogger(__name__)

_ORDER = "order.json"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is to be installed: a model by its name, or an uploaded archive."""

    name: str
    archive: Path | None = None
    language: str = ""


class Job:
    """An install under way or over. States: running, done, failed, stopped."""

    def __init__(
        self, job_id: str, attempt: Attempt, publish: Callable[[dict[str, Any]], None]
    ) -> None:
        self.id = job_id
        self.attempt = attempt
        self.model_id = attempt.name
        self.stop = Stop()
        self.cancelled = False
        """Whether a person stopped it."""
        self._publish = publish
        self._lock = threading.Lock()
        self._state = "running"
        self._progress: Progress | None = None
        self._error: OvaError | None = None
        self._verified: bool | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self._state != "running"

    def work(self, installer: Callable[[], "Installer"]) -> InstalledModel | None:
        """Install; return the model, or None when that failed or was stopped."""
        self._publish(self.to_json())
        try:
            model = self._install(installer())
        except OvaError as error:
            if self.stop.asked:  # whatever came of it
                self._end("stopped", error)
            else:
                log.warning("Installing %s failed: %s", self.attempt.name, error)
                self._end("failed", error)
        except Exception as error:
            log.exception("Installing %s failed", self.attempt.name)
            self._end(
                "failed",
                OvaError(
                    f"Installing {self.attempt.name} failed: {type(error).__name__}.",
                    cure="Try again; the hub's log tells more.",
                    code="internal_error",
                ),
            )
        else:
            self.model_id, self._verified = model.id, model.label.verified
            self._end("done", None)
            return model
        return None

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        with self._lock:
            progress, error = self._progress, self._error
            return {
                "id": self.id,
                "model_id": self.model_id,
                "state": self._state,
                "step": progress.step.value if progress else None,
                "bytes": progress.done if progress else 0,
                "total_bytes": progress.total if progress else None,
                "verified": self._verified,
                "error": {"code": error.code, "message": error.message, "cure": error.cure}
                if error
                else None,
            }

    def _install(self, installer: "Installer") -> InstalledModel:
        attempt = self.attempt
        if attempt.archive is None:
            return installer.install(attempt.name, self._report, self.stop)
        return installer.install_file(
            attempt.archive, self._report, self.stop, language=attempt.language
        )

    def _report(self, progress: Progress) -> None:
        with self._lock:
            before, self._progress = self._progress, progress
        if before is None or _mark(before) != _mark(progress):
            self._publish(self.to_json())

    def _end(self, state: str, error: OvaError | None) -> None:
        with self._lock:
            self._state, self._error = state, error
        self._publish(self.to_json())


def write_order(folder: Path, attempt: Attempt) -> None:
    """Remember what is to be installed beside what is being downloaded for it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    fields = {
        "name": attempt.name,
        "archive": attempt.archive.name if attempt.archive else "",
        "language": attempt.language,
    }
    draft = folder / f"{_ORDER}.new"
    draft.write_text(json.dumps(fields), encoding="utf-8")
    draft.replace(folder / _ORDER)


def read_order(folder: Path) -> Attempt | None:
    """Return what was to be installed from a folder, or None when nothing was."""
    try:
        fields = json.loads((folder / _ORDER).read_text(encoding="utf-8"))
        name, archive, language = (str(fields[one]) for one in ("name", "archive", "language"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Attempt(name, folder / Path(archive).name if archive else None, language)


def forget_order(folder: Path) -> None:
    """Do not install this again after a restart."""
    with suppress(OSError):
        (folder / _ORDER).unlink(missing_ok=True)
        folder.rmdir()  # refused while something of a download lies there


def _mark(progress: Progress) -> tuple[str, int]:
    """Return what changes when news of the progress is due: the step, or a whole percent."""
    percent = 100 * progress.done // progress.total if progress.total else progress.done >> 20
    return progress.step.value, percent
