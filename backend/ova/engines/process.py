"""One worker process as the pool sees it."""

import logging
import socket
import time
from collections import deque
from dataclasses import dataclass

from ova.core import OvaError
from ova.engines import wire
from ova.engines.job import Job
from ova.engines.launch import Copy, Program
from ova.engines.settings import SpeechSettings
from ova.engines.watch import Watch, read_vitals

START_BUDGET_S = 60.0
_READ_BYTES = 1 << 18
_LOG = logging.getLogger(__name__)


_UNDER_WAY = 2
"""Messages sent ahead: one to work on and one to go on with. What waits behind them can grow together."""


@dataclass(slots=True)
class _Message:
    head: wire.Head
    parts: list[bytes]
    job: Job | None
    budget_s: float


class WorkerProcess:
    """A process, the messages for it, and what it still owes an answer for.

    When it falls behind, the sound that waits for one job becomes one message: longer pieces are less
    work than many short ones.

    Not thread-safe: the pool's lock guards it.
    """

    def __init__(
        self, settings: SpeechSettings, link: socket.socket, program: Program | None = None
    ) -> None:
        """Talk over ``link``; without ``program`` it is a copy that tells its number itself."""
        link.setblocking(False)
        self.settings = settings
        self.link = link
        self.program = program
        self.pid = program.pid if program else 0
        self.ready = False
        self.engine = ""
        self.can_fork = False
        """Whether copies can be made: no engine has started threads of its own."""
        self.graph_key: str | None = None
        self.graph_error: OvaError | None = None
        self.fatal: OvaError | None = None
        self.cpu_s = 0.0
        self.peak_rss_kb = 0
        self.jobs: dict[int, Job] = {}
        self._life: Program | Copy | None = program
        self._parent: Program | None = None
        self._patience_s = 0.0
        self._out: deque[memoryview] = deque()
        self._owed: deque[_Message] = deque()
        self._waiting: deque[_Message] = deque()
        self._waiting_sound: dict[int, _Message] = {}
        self._start_by = time.monotonic() + START_BUDGET_S
        self._watch = Watch()
        self._frames = wire.Unpacker()

    @classmethod
    def start(cls, settings: SpeechSettings) -> "WorkerProcess":
        """Start a program. Raises OSError."""
        program = Program(settings)
        return cls(settings, program.link, program)

    def copy(self) -> "WorkerProcess":
        """Have the process make a copy of itself, which knows the same sentences. Raises OSError."""
        if self.program is None:
            raise OSError("only a program can be copied")
        worker = WorkerProcess(self.settings, self.program.copy())
        worker._parent = self.program
        worker.graph_key = self.graph_key
        self.send({"op": "fork"})
        return worker

    def was_never_made(self) -> bool:
        """Tell whether what should have made this copy of itself ended before it could."""
        return self.pid == 0 and self._parent is not None and self._parent.has_ended()

    @property
    def has_output(self) -> bool:
        """True when something waits for the link to be writable."""
        return bool(self._out)

    @property
    def idle(self) -> bool:
        """True when it is ready and owes nothing."""
        return self.ready and not self._owed and not self._waiting

    @property
    def at_work_on(self) -> Job | None:
        """The job whose message it works on now."""
        return self._owed[0].job if self._owed else None

    @property
    def at_work_with(self) -> str:
        """The kind of message it works on now."""
        return str(self._owed[0].head["op"]) if self._owed else ""

    @property
    def load(self) -> tuple[int, int]:
        """How busy it is; the smaller the better."""
        return (len(self.jobs), len(self._owed) + len(self._waiting))

    @property
    def look_at(self) -> float | None:
        """When to look whether it hangs, on the monotonic clock."""
        if not self.ready:
            return self._start_by
        return self._watch.due if self._owed else None

    def hangs(self, now: float) -> bool:
        """Return whether it does nothing about what it owes."""
        due = self.look_at
        if due is None or now < due:
            return False
        vitals = read_vitals(self.pid) if self.ready else None
        return not self.ready or (vitals is not None and self._watch.hangs(now, vitals))

    def take(self, job: Job) -> None:
        """Take over a job, from its start."""
        self.jobs[job.number] = job
        for head, body in job.messages():
            self.send(head, body, job)

    def send(self, head: wire.Head, body: bytes = b"", job: Job | None = None) -> None:
        """Queue a message; it is expected to be answered without more work than its sound is long."""
        budget_s = self.settings.patience_s + (job.seconds if job else START_BUDGET_S)
        budget_s += self._patience_s
        waiting = self._waiting_sound.get(job.number) if job and head["op"] == "feed" else None
        if waiting is not None:
            waiting.parts.append(body)
            waiting.budget_s = budget_s
            return
        message = _Message(head, [body], job, budget_s)
        self._waiting.append(message)
        if job is not None and head["op"] == "feed":
            self._waiting_sound[job.number] = message
        self._send_on()

    def _send_on(self) -> None:
        """Send as much as may be under way."""
        while self._waiting and len(self._owed) < _UNDER_WAY:
            message = self._waiting.popleft()
            if message.job is not None and message.head["op"] == "feed":
                del self._waiting_sound[message.job.number]
            self._owed.append(message)
            if len(self._owed) == 1:
                self._expect()
            self._out.append(memoryview(wire.pack(message.head, b"".join(message.parts))))
            message.parts.clear()
        self.flush()

    def flush(self) -> None:
        """Write what the link takes now; a dead link is noticed when it is read."""
        while self._out:
            try:
                sent = self.link.send(self._out[0])
            except BlockingIOError:
                return
            except OSError:
                self._out.clear()
                return
            if sent == len(self._out[0]):
                self._out.popleft()
            else:
                self._out[0] = self._out[0][sent:]

    def receive(self) -> list[tuple[wire.Head, bytes]] | None:
        """Return the messages that have come, or None when the process is gone."""
        try:
            data = self.link.recv(_READ_BYTES)
        except BlockingIOError:
            return []
        except OSError:
            return None
        if not data:
            return None
        messages = []
        for head, body in self._frames.feed(data):
            self._note(head)
            messages.append((head, body))
        return messages

    def end(self) -> None:
        """Kill the process, wait until it is gone and close the link."""
        self.link.close()
        if self._life is not None:
            self._life.end()
            self._life = None

    def _note(self, head: wire.Head) -> None:
        match head["op"]:
            case "hello":
                self._greeted(head)
            case "done":
                if head["graph"] != self.graph_key:
                    self.graph_key = head["graph"]
                    self.graph_error = None
                self.can_fork = head["can_fork"]
                self.cpu_s = head["cpu_s"]
                self.peak_rss_kb = head["peak_rss_kb"]
                if self._owed:
                    self._owed.popleft()
                if self._owed:
                    self._expect()
                self._send_on()
            case "graph-error":
                self.graph_error = wire.error_from_json(head["error"])
            case "fatal":
                self.fatal = wire.error_from_json(head["error"])

    def _greeted(self, head: wire.Head) -> None:
        self.ready = True
        self.engine = head["engine"]
        self.can_fork = head["can_fork"]
        self._patience_s = head["patience_s"]
        if self._life is None:
            self.pid = head["pid"]
            try:
                self._life = Copy(self.pid)
            except OSError as error:  # it has ended already; its link will tell
                _LOG.debug("Speech worker %d went at once: %s", self.pid, error)
        if self._owed:
            self._expect()

    def _expect(self) -> None:
        self._watch.begin(time.monotonic(), self._owed[0].budget_s, self._patience_s)
