"""Bringing worker processes to life, and ending them."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from ova.engines.settings import SpeechSettings

_ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""A pool is as parallel as it has workers; math libraries must not multiply that."""
_SMALL = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "1000000"}
"""glibc: one heap, and give back what a decode needed. Source: mallopt(3)."""
_END_S = 5.0
_LAST_BREATH_S = 0.2
"""From closing its links to its end."""


class Program:
    """A worker started as a program; it loads its recogniser itself and can make copies."""

    def __init__(self, settings: SpeechSettings) -> None:
        """Start it. Raises OSError."""
        values = asdict(settings)
        values["models_dir"] = str(settings.models_dir) if settings.models_dir else None
        with contextlib.ExitStack() as undo, contextlib.ExitStack() as theirs:
            self.link, link = socket.socketpair()
            undo.callback(self.link.close)
            theirs.enter_context(link)
            self.births, births = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            undo.callback(self.births.close)
            theirs.enter_context(births)
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no outside input
                [
                    sys.executable,
                    "-m",
                    "ova.engines.worker",
                    str(link.fileno()),
                    str(births.fileno()),
                    json.dumps(values),
                ],
                pass_fds=[link.fileno(), births.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), **_SMALL},
                process_group=0,
            )
            undo.pop_all()
        self.births.setblocking(False)
        self.pid = self._process.pid

    def copy(self) -> socket.socket:
        """Hand the process the link of a copy of it; return our end. Raises OSError.

        The copy is made when the process next reads a ``fork`` message.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.births, [b"f"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def has_ended(self) -> bool:
        """Tell whether it ended by itself; one that has closed its links is given a moment to."""
        try:
            self._process.wait(_LAST_BREATH_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self) -> None:
        """Kill and reap it."""
        self.births.close()
        self._process.kill()
        self._process.wait()


class Copy:
    """A worker forked from a program, which reaps it."""

    def __init__(self, pid: int) -> None:
        """Take hold of it. Raises OSError when it has ended already."""
        self.pid = pid
        # A number could mean another process by the time it is used.
        self._handle = os.pidfd_open(pid)

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        gone = select.poll()
        gone.register(self._handle, select.POLLIN)
        gone.poll(_END_S * 1000)
        os.close(self._handle)


def settings_from_json(text: str) -> SpeechSettings:
    """Return the settings a program was started with."""
    values = json.loads(text)
    values["models_dir"] = Path(values["models_dir"]) if values["models_dir"] else None
    values["order"] = tuple(values["order"])
    return SpeechSettings(**values)
