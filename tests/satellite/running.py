"""The program as people start it, and what it tells as JSON lines."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

WAIT_S = 120.0


class Running:
    """``ova satellite --json``, running."""

    def __init__(
        self, arguments: Sequence[str], environment: dict[str, str], before: Sequence[str] = ()
    ) -> None:
        """``before`` is what the command is run by, such as a network namespace."""
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "ova.cli", "satellite", "--json", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.lines: list[dict[str, Any]] = []
        self._new: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def until(self, *kinds: str) -> dict[str, Any]:
        """Return the next line of one of these kinds."""
        while True:
            line = self._new.get(timeout=WAIT_S)
            assert line is not None, f"the program ended; it told {self.kinds()}"
            if line["type"] in kinds:
                return line

    def kinds(self) -> list[str]:
        """Return the kinds of all lines so far."""
        return [line["type"] for line in self.lines]

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(30)
        self._reader.join(30)
        self.process.stdout.close()

    def _read(self) -> None:
        for line in self.process.stdout:
            told = json.loads(line)
            self.lines.append(told)
            self._new.put(told)
        self._new.put(None)


@contextmanager
def running(
    *arguments: str, environment: dict[str, str], before: Sequence[str] = ()
) -> Iterator[Running]:
    """Run it and end it."""
    program = Running(arguments, environment, before)
    try:
        yield program
    finally:
        program.close()
