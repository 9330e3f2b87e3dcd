"""Models of the running hub: what there is, and installs in the background with their progress."""

import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ova.core import NotFound
from ova.engines.models import (
    FreeSpace,
    InstalledModel,
    ModelInUse,
    Shelf,
    find_offer,
    free_space,
    listed_model,
    listed_models,
    need_room,
    need_room_for_more,
    no_such_model,
)
from ova.hub.models.job import Attempt, Job, forget_order, read_order, write_order

if TYPE_CHECKING:
    from ova.engines.models import Installer

log = logging.getLogger(__name__)

Change = Callable[[InstalledModel, str], None]
"""Called with a model that was ``installed`` or ``removed``."""
_KEPT_JOBS = 50
_CLOSE_S = 1.0
_UPLOAD = "upload-"


class Models:
    """Installs and removes models, one job per model at a time; every job goes on after a restart.

    Jobs stand on disk until they are over: one that a stop or a power cut ended begins again where
    it was. What a person stops, or what fails, is not begun again by itself.
    """

    def __init__(
        self,
        folder: Path,
        publish: Callable[[dict[str, Any]], None],
        in_use: Callable[[InstalledModel], str],
        *,
        installer: "Installer | None" = None,
        free: FreeSpace = free_space,
    ) -> None:
        """Keep models in ``folder``.

        ``publish`` takes the wire form of a job whenever it gets on. ``in_use`` tells what the hub
        needs an installed model for, in words, or an empty text. ``free`` measures what uploads may
        take.
        """
        self.shelf = installer.shelf if installer else Shelf(folder)
        self._installer = installer
        self._publish = publish
        self._in_use = in_use
        self._free = free
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._threads: list[threading.Thread] = []
        self._subscribers: tuple[Change, ...] = ()
        self._closing = False

    def start(self) -> None:
        """Clear up what a power cut left, and go on with what it ended."""
        self.shelf.tidy()
        for folder in sorted(self.shelf.partials.glob("*")):
            attempt = read_order(folder)
            if attempt is not None:
                self._begin(attempt)
            elif folder.name.startswith(_UPLOAD):
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Stop all jobs; they go on with the next start. May be called twice."""
        with self._lock:
            self._closing = True
            jobs, threads = list(self._jobs.values()), list(self._threads)
        for job in jobs:
            job.stop.ask()
        until = time.monotonic() + _CLOSE_S
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        if self._installer is not None:
            self._installer.upstream.close()

    def subscribe(self, subscriber: Change) -> Callable[[], None]:
        """Call ``subscriber(model, change)`` after every later change; the result ends that."""
        with self._lock:
            self._subscribers = (*self._subscribers, subscriber)

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers = tuple(one for one in self._subscribers if one is not subscriber)

        return unsubscribe

    def all(self, kind: str | None = None, language: str | None = None) -> list[dict[str, Any]]:
        """Return the catalogue and what is installed, in wire form."""
        return listed_models(self.shelf, self._in_use, kind, language)

    def get(self, model_id: str) -> dict[str, Any]:
        """Return one model in wire form. Raises NoSuchModel."""
        return listed_model(self.shelf, self._in_use, model_id)

    def jobs(self) -> list[dict[str, Any]]:
        """Return the jobs that run or have ended since the start, the newest first."""
        with self._lock:
            jobs = list(self._jobs.values())
        return [job.to_json() for job in reversed(jobs)]

    def job(self, job_id: str) -> dict[str, Any]:
        """Return one job. Raises NotFound."""
        return self._job(job_id).to_json()

    def install(self, model_id: str) -> dict[str, Any]:
        """Begin to fetch and install a model; return the job, or the one that is at it already.

        Raises NoSuchModel for a name that cannot be one.
        """
        present = self.shelf.find(model_id)
        if present is None and find_offer(model_id) is None:
            self._worker().upstream.check_name(model_id)
        return self._begin(Attempt(model_id)).to_json()

    def upload_folder(self, size: int) -> Path:
        """Return a new folder for an archive of ``size`` bytes, for ``install_upload``.

        Raises DiskFull when archive and model do not fit on the disk.
        """
        self.shelf.partials.mkdir(parents=True, exist_ok=True)
        need_room(self.shelf.partials, 2 * size, self._free)
        folder = self.shelf.partials / f"{_UPLOAD}{secrets.token_hex(6)}"
        folder.mkdir(parents=True)
        return folder

    def upload_room(self, size: int) -> None:
        """Raise DiskFull when so many bytes more of an upload do not fit on the disk."""
        need_room_for_more(self.shelf.partials, size, self._free)

    def install_upload(self, archive: Path, language: str = "") -> dict[str, Any]:
        """Begin to install an uploaded archive, which is deleted afterwards; return the job."""
        return self._begin(Attempt(archive.name, archive, language)).to_json()

    def discard_upload(self, folder: Path) -> None:
        """Delete a folder of ``upload_folder`` with what was written into it."""
        shutil.rmtree(folder, ignore_errors=True)

    def cancel(self, job_id: str) -> dict[str, Any]:
        """Stop a job; what it downloaded is kept for the next time. Raises NotFound."""
        job = self._job(job_id)
        with self._lock:
            job.cancelled = True
        job.stop.ask()
        return job.to_json()

    def remove(self, model_id: str, *, force: bool = False) -> None:
        """Delete a model and what was downloaded of it.

        Raises NoSuchModel, and ModelInUse for one the hub needs unless ``force`` is true.
        """
        with self._lock:
            job = self._running(model_id)
        if job is not None:
            raise ModelInUse(
                f"{model_id} is being installed.",
                cure="Stop that job first, or wait for it.",
                code="being_installed",
            )
        model = self.shelf.find(model_id)
        if model is None:
            partial = self.shelf.partial(model_id)
            if not partial.is_dir():
                raise no_such_model(model_id)
            shutil.rmtree(partial, ignore_errors=True)
            return
        use = self._in_use(model)
        if use and not force:
            raise ModelInUse(
                f"{model_id} is in use: {use}.",
                cure="Install or choose another first, or remove it with --force (REST: "
                "?force=true): the hub then goes on without it.",
            )
        self.shelf.remove(model)
        self._tell(model, "removed")

    def _begin(self, attempt: Attempt) -> Job:
        with self._lock:
            running = self._running(attempt.name) if attempt.archive is None else None
            if running is not None:
                return running
            job = Job(secrets.token_hex(6), attempt, self._publish)
            self._jobs[job.id] = job
            for old in [one.id for one in self._jobs.values() if one.over][:-_KEPT_JOBS]:
                del self._jobs[old]
            with suppress(OSError):  # a full disk: then it is not begun again after a restart
                write_order(self._folder_of(attempt), attempt)
            thread = threading.Thread(
                target=self._run, args=(job,), name=f"ova-model-{attempt.name}", daemon=True
            )
            self._threads = [*(one for one in self._threads if one.is_alive()), thread]
            thread.start()
        return job

    def _run(self, job: Job) -> None:
        attempt, folder = job.attempt, self._folder_of(job.attempt)
        model = job.work(self._worker)
        if model is None and self._closing and not job.cancelled:
            return
        forget_order(folder)
        if attempt.archive is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if model is not None and not self._closing:
            self._tell(model, "installed")

    def _folder_of(self, attempt: Attempt) -> Path:
        return attempt.archive.parent if attempt.archive else self.shelf.partial(attempt.name)

    def _worker(self) -> "Installer":
        with self._lock:
            if self._installer is None:
                from ova.engines.models import Installer, Upstream  # the network library with it

                self._installer = Installer(self.shelf, Upstream())
            return self._installer

    def _running(self, model_id: str) -> Job | None:
        jobs: Sequence[Job] = tuple(self._jobs.values())
        return next((job for job in jobs if job.model_id == model_id and not job.over), None)

    def _job(self, job_id: str) -> Job:
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise NotFound(f"There is no job “{job_id}”.", cure="GET /api/models/jobs lists them.")
        return job

    def _tell(self, model: InstalledModel, change: str) -> None:
        for subscriber in self._subscribers:
            try:
                subscriber(model, change)
            except Exception:
                log.exception("A subscriber to changes of models failed")
