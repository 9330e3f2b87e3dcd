"""The thread between those who want something heard and the workers that hear."""

import logging
import selectors
import threading
import time
from collections.abc import Iterable

from ova.engines import wire
from ova.engines.crew import Crew
from ova.engines.dispatch import Dispatch, failure
from ova.engines.errors import EngineMissing
from ova.engines.events import SpeechEvent
from ova.engines.job import Job, Tell
from ova.engines.process import WorkerProcess
from ova.engines.settings import SpeechSettings
from ova.engines.waker import Waker
from ova.engines.watch import LOOK_EVERY_S

_LOG = logging.getLogger(__name__)


class Switchboard:
    """Carries messages to and from the workers, and looks after them. Safe from any thread.

    Its thread sleeps while nobody speaks. What jobs are told, they are told by that thread.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        """Notified when the crew may have changed."""
        self.crew = Crew(settings)
        """To be used with the lock held, and ``wake`` called after a change."""
        self._jobs = Dispatch()
        self._extras: list[WorkerProcess] = []
        self._closing = False
        self._thread: threading.Thread | None = None
        self._waker = Waker()

    def start(self) -> None:
        """Start the workers; they load in the background."""
        with self.lock:
            if self._thread is not None or self._closing:
                return
            self.crew.tend(time.monotonic())
            self._thread = threading.Thread(target=self._serve, name="speech-pool", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End all workers, and what they have with an error. May be called twice."""
        with self.lock:
            if self._closing:
                return
            self._closing = True
            self._waker.wake()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        with self.lock:
            everyone = [*self._extras, *self.crew.disband()]
            jobs = [job.tell for worker in everyone for job in worker.jobs.values()]
            jobs += self._jobs.give_up_waiting()
        end_all(everyone)
        self._tell_all(jobs, failure("The hub is shutting down."))
        self._waker.close()

    def wake(self) -> None:
        """Have the thread look at everything now."""
        self._waker.wake()

    def submit(
        self, head: wire.Head, body: bytes, tell: Tell, seconds: float = 0.0, *, alone: bool = False
    ) -> int:
        """Give a job to a worker and return its number.

        ``alone``: to one made for it, where that costs no time. Raises EngineMissing when no worker
        can run.
        """
        with self.lock:
            if self._thread is None or self._closing or (self.crew.error and not self.crew.workers):
                raise EngineMissing(
                    "No speech worker is running.",
                    cure="Wait a moment; if it stays so, look at the hub's log.",
                ) from self.crew.error
            job = self._jobs.new_job(head, body, tell, seconds)
            self._place(job, alone=alone)
            self._waker.wake()
        return job.number

    def feed(self, number: int, pcm: bytes, seconds: float) -> None:
        """Pass a job's sound on; ``seconds`` is how long it is so far."""
        with self.lock:
            self._flush_later(self._jobs.feed(number, pcm, seconds))

    def finish(self, number: int) -> None:
        """Say that a job's sound is complete."""
        with self.lock:
            self._flush_later(self._jobs.finish(number))

    def forget(self, number: int) -> None:
        """Drop a job: nothing more is told of it."""
        with self.lock:
            self._flush_later(self._jobs.cancel(number))

    def _flush_later(self, worker: WorkerProcess | None) -> None:
        if worker is not None and worker.has_output:
            self._waker.wake()

    def _place(self, job: Job, *, alone: bool) -> None:
        extra = self.crew.extra() if alone else None
        if extra is None:
            self._jobs.assign(self.crew.workers)
            return
        job.head["alone"] = True
        self._extras.append(extra)
        self._jobs.give(job, extra)

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._waker, selectors.EVENT_READ)
            while True:
                with self.lock:
                    if self._closing:
                        return
                    timeout = self._timeout()
                    self._register(selector)
                for key, mask in selector.select(timeout):
                    if key.data is None:
                        self._waker.drain()
                    elif mask & selectors.EVENT_READ:
                        self._read(key.data)
                self._tend()

    def _register(self, selector: selectors.BaseSelector) -> None:
        """Listen to the links there are, and only to those."""
        links = {worker.link: worker for worker in (*self.crew.processes, *self._extras)}
        for key in list(selector.get_map().values()):
            if key.data is not None and key.fileobj not in links:
                selector.unregister(key.fileobj)
        for link, worker in links.items():
            events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.has_output else 0)
            known = selector.get_map().get(link)
            if known is None:
                selector.register(link, events, worker)
            elif known.events != events:
                selector.modify(link, events, worker)

    def _timeout(self) -> float | None:
        now = time.monotonic()
        times = [one.look_at for one in (*self.crew.processes, *self._extras)]
        times.append(self.crew.restarts.next)
        if self._jobs.busy:
            times.append(now + LOOK_EVERY_S)
        due = [moment for moment in times if moment is not None]
        return max(0.0, min(due) - now) if due else None

    def _read(self, worker: WorkerProcess) -> None:
        with self.lock:
            messages = worker.receive()
            news = [
                (told, body)
                for head, body in messages or ()
                if head["op"] == "event" and (told := self._jobs.told(worker, head)) is not None
            ]
        for (tell, event), body in news:
            self._tell(tell, event, body)
        if messages is None:
            self._lose(worker, "ended")

    def _tend(self) -> None:
        """Send what waits, replace what hangs, and bring the crew up to strength."""
        now = time.monotonic()
        with self.changed:
            processes = [*self.crew.processes, *self._extras]
            for worker in processes:
                worker.flush()
            hung = [worker for worker in processes if worker.hangs(now)]
        for worker in hung:
            self._lose(worker, "hangs")
        with self.changed:
            over = self.crew.tend(now)
            over += [worker for worker in self._extras if not worker.jobs]
            self._extras = [worker for worker in self._extras if worker.jobs]
            self._jobs.assign(self.crew.workers)
            desperate = self.crew.error is not None and not self.crew.workers
            given_up = self._jobs.give_up_waiting() if desperate else []
            self.changed.notify_all()
        end_all(over)
        self._tell_all(given_up, failure("No speech worker can be started."))

    def _lose(self, worker: WorkerProcess, how: str) -> None:
        """Go on without a worker that died or hangs."""
        with self.lock:
            if not self.crew.lost(worker, time.monotonic()):
                if worker not in self._extras:
                    return
                self._extras.remove(worker)
            given_up = list(self._jobs.bereave(worker))
        _LOG.warning("Speech worker %d %s and is replaced", worker.pid, how)
        worker.end()
        self._tell_all(given_up, failure("The sound ended two speech workers."))

    def _tell_all(self, tells: Iterable[Tell], event: SpeechEvent) -> None:
        for tell in tells:
            self._tell(tell, event, b"")

    def _tell(self, tell: Tell, event: SpeechEvent, body: bytes) -> None:
        try:
            tell(event, body)
        except Exception:  # noqa: BLE001 - the listener's own fault must not stop everyone's recognition
            _LOG.exception("A listener failed on %s", event.kind)


def end_all(workers: Iterable[WorkerProcess]) -> None:
    """Kill processes and wait until they are gone."""
    for worker in workers:
        worker.end()
