"""Who works: a spare process with everything loaded, and the workers copied from it."""

import itertools
import logging
from collections.abc import Iterator
from dataclasses import replace

from ova.core import OvaError
from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.process import WorkerProcess
from ova.engines.restarts import Restarts
from ova.engines.settings import SpeechSettings

_LOG = logging.getLogger(__name__)
_TRIES = 2
"""Sentences under which so many spares died are not tried again."""


class Crew:
    """Keeps as many workers as the settings say, with the settings and sentences wanted last.

    New settings and new sentences are tried by a spare, which never hears a command: what does not
    load, or kills the process, leaves the workers as they are. From a spare that took them, fresh
    workers are forked in milliseconds; the former ones retire once their commands are over. Engines
    with threads of their own cannot be forked: their workers are programs too, and the spare becomes
    one of them when it is needed.

    Not thread-safe: the pool's lock guards it. Times are on the monotonic clock.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self.settings = settings
        self.workers: list[WorkerProcess] = []
        """Those that take commands."""
        self.restarts = Restarts()
        self.settings_error: OvaError | None = None
        """Why settings given last are not in force."""
        self.graph_error: OvaError | None = None
        """Why sentences given last are not in force."""
        self._wanted = settings
        self._graph: tuple[str, bytes] | None = None
        self._good_graph: tuple[str, bytes] | None = None
        self._in_force: str | None = None
        self._tries = 0
        self._spare: WorkerProcess | None = None
        self._heir: WorkerProcess | None = None
        self._young: list[WorkerProcess] = []
        self._retired: list[WorkerProcess] = []

    @property
    def processes(self) -> Iterator[WorkerProcess]:
        """Every process there is."""
        spares = (one for one in (self._spare, self._heir) if one is not None)
        return itertools.chain(self.workers, self._young, self._retired, spares)

    @property
    def error(self) -> OvaError | None:
        """Why not all is as it was wanted, when that will stay so."""
        return self.graph_error or self.settings_error or self.restarts.error

    @property
    def complete(self) -> bool:
        """True when every worker runs with the settings and sentences wanted last."""
        return (
            self.error is None
            and self.settings is self._wanted
            and self._staffed
            and (self._graph is None or self._graph[0] == self._in_force)
        )

    @property
    def hears(self) -> bool:
        """Whether there is a worker with any sentences, be they the ones wanted last or not."""
        return bool(self.workers) and (self._graph is None or self._in_force is not None)

    @property
    def can_fork(self) -> bool:
        """Whether a process of one's own can be had in no time."""
        return self._spare is not None and self._spare.ready and self._spare.can_fork

    def set_graph(self, key: str, payload: bytes) -> None:
        """Want other sentences."""
        if self._graph is not None and self._graph[0] == key:
            return
        self._graph, self._tries, self.graph_error = (key, payload), 0, None
        for spare in (self._spare, self._heir):
            if spare is not None:
                self._send_graph(spare)

    def reconfigure(
        self, settings: SpeechSettings, graph: tuple[str, bytes] | None, now: float
    ) -> list[WorkerProcess]:
        """Want other settings, and sentences that go with them; return processes to be ended."""
        if graph is not None:
            self._graph, self._tries, self.graph_error = graph, 0, None
        # A copy: the same settings may stand for something else now, such as a newer model.
        former, self._heir, self._wanted = self._heir, None, replace(settings)
        self.settings_error = None
        if self._spare is None:
            self.settings = self._wanted
        else:
            self._heir = self._start(self._wanted, now)
        return [former] if former else []

    def extra(self) -> WorkerProcess | None:
        """Return a fresh process for a single piece of work, or None when it cannot be forked."""
        return self._copy() if self.can_fork else None

    def tend(self, now: float) -> list[WorkerProcess]:
        """Do what brings the crew nearer to what is wanted; return processes to be ended."""
        self.restarts.take_due(now)
        self._inherit()
        if self._spare is None and self.restarts.next is None:
            self._spare = self._start(self.settings, now)
        grown = [worker for worker in self._young if worker.ready]
        for worker in grown:
            self._young.remove(worker)
            self.workers.append(worker)
            self.restarts.succeeded()
        if self._spare is not None and self._spare.idle:
            self._note_graph(self._spare)
            if self.restarts.next is None:
                self._staff(self._spare)
        if self._spare is not None and self._spare.idle and self._staffed:
            self.restarts.succeeded()
        return self._retire()

    def lost(self, worker: WorkerProcess, now: float) -> bool:
        """Take note that a process is gone; return whether it was one of the crew."""
        if worker in self._young and not worker.was_never_made():
            self.restarts.failed(worker.fatal or _broken(), now)
        for group in (self.workers, self._young, self._retired):
            if worker in group:
                group.remove(worker)
                self.restarts.count += group is self.workers
                return True
        if worker is self._heir:
            self._heir, self._wanted = None, self.settings
            self.settings_error = worker.fatal or _broken()
            _LOG.error("The speech settings are not used: %s", self.settings_error)
            return True
        if worker is self._spare:
            self._spare = None
            self._lost_spare(worker, now)
            return True
        return False

    def disband(self) -> list[WorkerProcess]:
        """Return all processes, to be ended; there are none any more."""
        everyone = list(self.processes)
        self.workers, self._young, self._retired = [], [], []
        self._spare = self._heir = None
        return everyone

    @property
    def _staffed(self) -> bool:
        """Whether there are as many workers in force as there are to be."""
        return len(self._fresh(self.workers)) >= self.settings.workers

    def _fresh(self, workers: list[WorkerProcess]) -> list[WorkerProcess]:
        return [
            one
            for one in workers
            if one.settings is self.settings and one.graph_key == self._in_force
        ]

    def _start(self, settings: SpeechSettings, now: float) -> WorkerProcess | None:
        try:
            spare = WorkerProcess.start(settings)
        except OSError as error:
            failure = EngineMissing(
                f"A speech worker cannot be started: {error.strerror}.",
                cure="Free memory or file descriptors; it is tried again by itself.",
            )
            self.restarts.failed(failure, now)
            return None
        self._send_graph(spare)
        return spare

    def _send_graph(self, spare: WorkerProcess) -> None:
        graph = self._graph if self.graph_error is None else self._good_graph
        if graph is not None:
            spare.graph_error = None
            spare.send({"op": "graph"}, graph[1])

    def _inherit(self) -> None:
        """Let the heir take the spare's place once it is loaded."""
        heir = self._heir
        if heir is None or not heir.idle:
            return
        former, self._spare, self._heir = self._spare, heir, None
        self.settings = heir.settings
        if former is not None:
            self._retired.append(former)

    def _retire(self) -> list[WorkerProcess]:
        """Send stale workers home when there are enough fresh ones; return those that are done."""
        if self._staffed:
            fresh = self._fresh(self.workers)
            self._retired += [worker for worker in self.workers if worker not in fresh]
            self.workers = fresh
        needed = {id(one.settings) for one in (*self.workers, *self._retired) if one.jobs}
        over = [
            worker
            for worker in self._retired
            # A program stays until its copies are gone, because it reaps them.
            if not worker.jobs and not (worker.program and id(worker.settings) in needed)
        ]
        self._retired = [worker for worker in self._retired if worker not in over]
        return over

    def _note_graph(self, spare: WorkerProcess) -> None:
        self._in_force = spare.graph_key
        if spare.graph_error is not None:
            self.graph_error = spare.graph_error
        if self._graph is not None and spare.graph_key == self._graph[0]:
            self._good_graph, self._tries = self._graph, 0

    def _staff(self, spare: WorkerProcess) -> None:
        missing = self.settings.workers - len(self._fresh(self.workers + self._young))
        if missing <= 0:
            return
        if spare.can_fork:
            for _ in range(missing):
                worker = self._copy()
                if worker is not None:
                    self._young.append(worker)
            return
        able = [worker for worker in self.workers if worker.settings is self.settings]
        for worker in able:
            if worker.graph_key != self._in_force and worker.idle and not worker.graph_error:
                self._send_graph(worker)
        if len(able) < self.settings.workers:
            self.workers.append(spare)
            self._spare = None
            self.restarts.succeeded()

    def _copy(self) -> WorkerProcess | None:
        if self._spare is None:
            return None
        try:
            return self._spare.copy()
        except OSError as error:
            _LOG.warning("A speech worker cannot be forked: %s", error)
            return None

    def _lost_spare(self, spare: WorkerProcess, now: float) -> None:
        if spare.ready and spare.at_work_with == "graph":
            self._tries += 1
            if self._tries >= _TRIES:
                self.graph_error = BadSpeechInput(
                    "The recogniser cannot take these sentences: it ends when it is given them.",
                    cure="Disable the skill that was changed last; the former sentences go on.",
                    code="graph_kills",
                )
                _LOG.error("%s", self.graph_error)
        elif not spare.ready:
            self.restarts.failed(spare.fatal or _broken(), now)


def _broken() -> EngineMissing:
    return EngineMissing(
        "The speech worker ended while it was loading.", cure="Look at the hub's log."
    )
