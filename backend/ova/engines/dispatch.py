"""Which worker has which job, and what becomes of the jobs of one that died."""

import itertools
import logging
from collections.abc import Iterator

from ova.core import OvaError
from ova.engines import wire
from ova.engines.errors import StreamFailed
from ova.engines.events import FINAL_KINDS, SpeechEvent
from ova.engines.job import Job, Tell
from ova.engines.process import WorkerProcess

_LOG = logging.getLogger(__name__)


class Dispatch:
    """Spreads jobs over workers; a job whose worker died goes to another one from its start.

    Not thread-safe: the pool's lock guards it.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._homes: dict[int, WorkerProcess] = {}
        self._waiting: dict[int, Job] = {}

    @property
    def busy(self) -> bool:
        """Whether anything is being heard."""
        return bool(self._homes or self._waiting)

    def new_job(self, head: wire.Head, body: bytes, tell: Tell, seconds: float = 0.0) -> Job:
        """Return a job of a number of its own; it waits for a worker."""
        number = next(self._numbers)
        job = Job(number, {**head, "id": number}, body, tell, seconds)
        self._waiting[number] = job
        return job

    def assign(self, workers: list[WorkerProcess]) -> None:
        """Give what waits to the least busy workers."""
        while self._waiting and workers:
            self.give(next(iter(self._waiting.values())), min(workers, key=lambda one: one.load))

    def give(self, job: Job, worker: WorkerProcess) -> None:
        """Give one job to one worker."""
        self._waiting.pop(job.number, None)
        self._homes[job.number] = worker
        worker.take(job)

    def feed(self, number: int, pcm: bytes, seconds: float) -> WorkerProcess | None:
        """Pass sound on to the worker of a job, which is returned; ``seconds`` is all so far."""
        job = self._job(number)
        if job is None:
            return None
        job.feed(pcm, seconds)
        return self._send(job, "feed", pcm)

    def finish(self, number: int) -> WorkerProcess | None:
        """Tell the worker of a job that no more sound comes; return it."""
        job = self._job(number)
        if job is None:
            return None
        job.finished = True
        return self._send(job, "finish", b"")

    def drop(self, number: int) -> WorkerProcess | None:
        """Forget a job; return the worker that had it."""
        self._waiting.pop(number, None)
        worker = self._homes.pop(number, None)
        if worker is not None:
            worker.jobs.pop(number, None)
        return worker

    def cancel(self, number: int) -> WorkerProcess | None:
        """Forget a job and have its worker do so; return it."""
        worker = self.drop(number)
        if worker is not None:
            worker.send({"op": "cancel", "id": number})
        return worker

    def told(self, worker: WorkerProcess, head: wire.Head) -> tuple[Tell, SpeechEvent] | None:
        """Return whom to tell of a worker's event; None when it is no news to anybody."""
        job = worker.jobs.get(head["id"])
        event = wire.event_from_json(head["event"])
        if job is None or not job.passes(event):
            return None
        if event.kind in FINAL_KINDS:
            self.drop(job.number)
        return job.tell, event

    def bereave(self, worker: WorkerProcess) -> Iterator[Tell]:
        """Let the jobs of a dead worker wait for another; yield those that are given up.

        Its death is blamed on the one it worked on.
        """
        guilty = worker.at_work_on
        for job in list(worker.jobs.values()):
            self.drop(job.number)
            job.blamed += job is guilty
            job.moves += 1
            if job.hopeless:
                _LOG.error("A command under which %d speech workers died is given up", job.blamed)
                yield job.tell
            else:
                self._waiting[job.number] = job

    def give_up_waiting(self) -> list[Tell]:
        """Forget the jobs no worker has; return whom to tell."""
        tells = [job.tell for job in self._waiting.values()]
        self._waiting.clear()
        return tells

    def _job(self, number: int) -> Job | None:
        worker = self._homes.get(number)
        return worker.jobs.get(number) if worker is not None else self._waiting.get(number)

    def _send(self, job: Job, op: str, body: bytes) -> WorkerProcess | None:
        worker = self._homes.get(job.number)
        if worker is not None:
            worker.send({"op": op, "id": job.number}, body, job)
        return worker


def failure(reason: str) -> SpeechEvent:
    """Return the event of a job that is given up."""
    error: OvaError = StreamFailed(reason, cure="Please say it again.")
    return SpeechEvent("error", error=error)
