"""How far an install is."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from ova.engines.models.errors import InstallStopped


class InstallStep(StrEnum):
    """The steps of an install, in order."""

    LOOK_UP = "look_up"
    """Asks upstream what it has."""
    DOWNLOAD = "download"
    VERIFY = "verify"
    """Compares checksums."""
    UNPACK = "unpack"
    TRY = "try"
    """Loads the model once."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A step and the bytes it has dealt with."""

    step: InstallStep
    done: int = 0
    total: int | None = None
    """None while nobody knows."""


Report = Callable[[Progress], None]


class Stop:
    """Asks an install to stop at the next piece."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._lock = threading.Lock()
        self._interrupt: Callable[[], None] | None = None

    def ask(self) -> None:
        """Stop soon; what waits for something that may never come is interrupted."""
        with self._lock:
            self._asked.set()
            if self._interrupt is not None:
                self._interrupt()

    @contextmanager
    def interrupting(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """Call ``interrupt`` when somebody asks meanwhile, in the thread of who asks, or at once."""
        with self._lock:
            self._interrupt = interrupt
            if self._asked.is_set():
                interrupt()
        try:
            yield
        finally:
            with self._lock:
                self._interrupt = None

    @property
    def asked(self) -> bool:
        """Whether to stop."""
        return self._asked.is_set()

    def wait(self, seconds: float) -> None:
        """Pause, but not longer than until somebody asks to stop."""
        self._asked.wait(seconds)

    def check(self) -> None:
        """Raise InstallStopped when somebody asked."""
        if self._asked.is_set():
            raise InstallStopped(
                "The install was stopped.",
                cure="What was downloaded is kept: install it again to go on from there.",
            )
