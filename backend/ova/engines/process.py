"""One worker process as the pool sees it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict

from ova.core import OvaError
from ova.engines import wire
from ova.engines.settings import SpeechSettings

START_BUDGET_S = 60.0
_READ_BYTES = 1 << 16
_ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""A pool is as parallel as it has workers; math libraries must not multiply that."""
_SMALL = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "1000000"}
"""glibc: one heap, and give back what a decode needed. Source: mallopt(3)."""

Handler = Callable[[wire.Head], None]
"""Gets the event or error meant for one session; called without any lock held."""


class WorkerProcess:
    """A child process, the messages under way to it, and what it still owes an answer for.

    Not thread-safe: the pool's lock guards it.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        ours, theirs = socket.socketpair()
        values = asdict(settings)
        values["models_dir"] = str(settings.models_dir) if settings.models_dir else None
        with theirs, contextlib.ExitStack() as undo:
            undo.callback(ours.close)
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no outside input
                [
                    sys.executable,
                    "-m",
                    "ova.engines.worker",
                    str(theirs.fileno()),
                    json.dumps(values),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), **_SMALL},
                process_group=0,
            )
            undo.pop_all()
        ours.setblocking(False)
        self.link = ours
        self.pid = self._process.pid
        self.ready = False
        self.engine = ""
        self.graph_key: str | None = None
        self.graph_error: OvaError | None = None
        self.fatal: OvaError | None = None
        self.cpu_s = 0.0
        self.peak_rss_kb = 0
        self.sessions: dict[int, Handler] = {}
        self._out: deque[memoryview] = deque()
        self._owed: deque[float] = deque([START_BUDGET_S])
        self._since = time.monotonic()
        self._frames = wire.Unpacker()

    @property
    def has_output(self) -> bool:
        """True when something waits for the link to be writable."""
        return bool(self._out)

    @property
    def deadline(self) -> float | None:
        """When the oldest unanswered message counts as a hang, on the monotonic clock."""
        return self._since + self._owed[0] if self._owed else None

    @property
    def load(self) -> tuple[bool, int, int]:
        """How busy it is; the smaller the better."""
        return (not self.ready, len(self.sessions), len(self._owed))

    def send(self, head: wire.Head, body: bytes, budget_s: float) -> None:
        """Queue a message that must be answered within ``budget_s`` of work."""
        if not self._owed:
            self._since = time.monotonic()
        self._owed.append(budget_s)
        self._out.append(memoryview(wire.pack(head, body)))
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

    def receive(self) -> list[wire.Head] | None:
        """Return the messages that have come, or None when the process is gone."""
        try:
            data = self.link.recv(_READ_BYTES)
        except BlockingIOError:
            return []
        except OSError:
            return None
        if not data:
            return None
        heads = []
        for head, _ in self._frames.feed(data):
            self._note(head)
            heads.append(head)
        return heads

    def end(self) -> None:
        """Kill the process, reap it and close the link."""
        self.link.close()
        self._process.kill()
        self._process.wait()

    def _note(self, head: wire.Head) -> None:
        match head["op"]:
            case "hello":
                self.ready = True
                self.engine = head["engine"]
                self._answered()
            case "done":
                if head["graph"] != self.graph_key:
                    self.graph_key = head["graph"]
                    self.graph_error = None
                self.cpu_s = head["cpu_s"]
                self.peak_rss_kb = head["peak_rss_kb"]
                self._answered()
            case "graph-error":
                self.graph_error = wire.error_from_json(head["error"])
            case "fatal":
                self.fatal = wire.error_from_json(head["error"])

    def _answered(self) -> None:
        if self._owed:
            self._owed.popleft()
        self._since = time.monotonic()
