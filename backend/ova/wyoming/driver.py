"""Keeps one Wyoming satellite connected."""

import contextlib
import logging
import threading
import time

from ova.core import OvaError, Unavailable
from ova.engines import WyomingAddress
from ova.wyoming.connection import Connection
from ova.wyoming.probe import connect
from ova.wyoming.satellite import Lent, WyomingSatellite

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STEADY_S = 10.0
"""A connection that lasted so long was a good one: the next attempt follows soon."""
CLOSE_S = 10.0


class Driver:
    """Connects, and connects again when the connection is lost, in a thread of its own."""

    def __init__(self, address: WyomingAddress, session: str, lent: Lent) -> None:
        """``session`` is the same for as long as the hub runs. Nothing happens before ``start``."""
        self.address = address
        self.problem: OvaError | None = None
        """Why the satellite cannot be driven; None while it is, and before that is known."""
        self._session = session
        self._lent = lent
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._driven: WyomingSatellite | None = None
        self._thread = threading.Thread(
            target=self._run, name=f"ova-wyoming-{address.host}", daemon=True
        )

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Let the satellite rest, and hang up."""
        self._closing.set()
        with self._lock:
            driven = self._driven
        if driven is not None:
            driven.pause()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S)

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._closing.is_set():
            began = time.monotonic()
            try:
                self._drive()
            except OvaError as error:
                self._complain(error)
            except OSError as error:
                self._complain(Unavailable(str(error), code="satellite_unreachable"))
            except Exception:
                log.exception("Driving the satellite at %s failed", self.address)
            steady = time.monotonic() - began > STEADY_S
            pause_s = FIRST_PAUSE_S if steady else pause_s
            self._closing.wait(pause_s)
            pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)

    def _drive(self) -> None:
        """Drive the satellite until its connection ends. Raises OvaError, OSError."""
        connection = Connection(connect(self.address), self._tick)
        try:
            driven = WyomingSatellite(connection, self.address, self._session, self._lent)
            with self._lock:
                self._driven = driven
            if self._closing.is_set():
                driven.close()
            else:
                driven.run()
        finally:
            with self._lock:
                self._driven = None
            with contextlib.suppress(OSError):
                connection.close()

    def _tick(self) -> None:
        driven = self._driven
        if driven is not None:
            driven.tick()
            if driven.greeted and self.problem is not None:
                self.problem = None
                self._lent.changed()

    def _complain(self, problem: OvaError) -> None:
        before, self.problem = self.problem, problem
        if not self._closing.is_set() and str(problem) != str(before or ""):
            log.warning("The satellite at %s: %s", self.address, problem)
            self._lent.changed()
