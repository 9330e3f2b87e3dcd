"""One fetch for many: what an integration reads as a whole, shared and kept fresh."""

import asyncio
import logging
import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ova.core import OvaError
from ova.plugins.fence import redact
from ova.plugins.flights import Flights
from ova.plugins.record import reason_of
from ova.plugins.retries import retry_delay_s
from ova.schedule import Jobs
from ova.sdk import Device, NotReady
from ova.sdk.marks import span_s

if TYPE_CHECKING:
    from ova.plugins.entry import Entry

logger = logging.getLogger(__name__)
Read = Callable[[], Any]
Devices = Callable[[Any], Iterable[Device]]


class Coordinator:
    """Reads at most once in a while, for everybody who asks; see `ova.sdk.Coordinator`."""

    def __init__(
        self, name: str, entry: "Callable[[], Entry]", steady: Callable[[], float]
    ) -> None:
        self.name = name
        self.data: Any = None
        self.available = False
        self._entry = entry
        self._steady = steady
        self._flights = Flights()
        self._read: Read = lambda: None
        self._at: float | None = None
        self._is_down = False
        self.every_s = 0.0
        self.refusals = 0
        """Refreshes in a row that failed."""

    def does(self, read: Read, every_s: float) -> None:
        """Take what reads, and how long that is good for."""
        self._read, self.every_s = read, every_s

    def get(self) -> Any:
        """Return what was read, read anew when it is too old. In an event loop it is awaited."""
        if self._is_fresh():
            return _done(self.data) if _in_a_loop() else self.data
        if _in_a_loop():  # who waits must not take a thread that the read may need
            return asyncio.wrap_future(self._flights.begin("read", self._current))
        return self._flights.share("read", self._current)

    def refresh(self) -> Any:
        """Read now and return it."""
        return self._flights.share("read", self._renewed)

    def _is_fresh(self) -> bool:
        at = self._at
        return self.available and at is not None and self._steady() < at + self.every_s

    def _current(self) -> Any:
        return self.data if self._is_fresh() else self._renewed()

    def _renewed(self) -> Any:
        entry = self._entry()
        at = self._steady()
        try:
            data = entry.loop.finish(self._read())
        except BaseException as error:
            self.available = False
            if not self._is_down:
                self._is_down = True
                why = error.message if isinstance(error, OvaError) else type(error).__name__
                why = redact(why, entry.secrets)
                logger.warning("integration %s: %s is away: %s", entry.id, self.name, why)
            raise
        if self._is_down:
            self._is_down = False
            logger.info("integration %s: %s is back", entry.id, self.name)
        self.data, self._at, self.available = data, at, True
        return data


class Coordinators:
    """The coordinators of one loaded integration. Those with devices are refreshed by the hub."""

    def __init__(
        self,
        entry: "Callable[[], Entry]",
        jobs: Jobs | None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """``entry`` gives the integration; without ``jobs`` nothing is refreshed by itself."""
        self._entry = entry
        self._jobs = jobs
        self._steady = steady
        self._made: dict[str, Coordinator] = {}
        self._lock = threading.Lock()
        self._closed = False

    def __call__(
        self, name: str, read: Read, *, every: str = "30s", devices: Devices | None = None
    ) -> Coordinator:
        """Make a coordinator, or take the one of this name; see `ova.sdk.Context`."""
        every_s = span_s(every)
        with self._lock:
            made = self._made.get(name)
            if made is None:
                made = self._made[name] = Coordinator(name, self._entry, self._steady)
        made.does(read, every_s)
        if devices is None:
            return made
        if _in_a_loop():  # reading here would block the loop it may need
            self._plan(made, devices, 0.0)
            return made
        self._plan(made, devices, every_s)
        _declare(self._entry(), devices(made.refresh()))
        return made

    def close(self) -> None:
        """Refresh nothing more."""
        with self._lock:
            self._closed = True
            for name in self._made:
                if self._jobs is not None:
                    self._jobs.forget(self._key(name))

    def _key(self, name: str) -> str:
        return f"refresh:{self._entry().id}:{name}"

    def _plan(self, made: Coordinator, devices: Devices, pause_s: float) -> None:
        pause_s += random.uniform(0, min(pause_s / 10, 5))  # noqa: S311 - spreads the load
        with self._lock:
            if self._jobs is not None and not self._closed:
                work = partial(self._refresh, made, devices)
                self._jobs.plan(self._key(made.name), pause_s, work)

    def _refresh(self, made: Coordinator, devices: Devices) -> None:
        entry = self._entry()
        try:
            entry.call(made.name, lambda: _declare(entry, devices(made.refresh())))
        except OvaError as error:
            if self._closed:
                return
            made.refusals += 1
            pause_s = retry_delay_s(made.refusals, local=entry.manifest.local, error=error)
            self._tell_away(entry, error)
        else:
            made.refusals, pause_s = 0, made.every_s
        self._plan(made, devices, pause_s)

    def _tell_away(self, entry: "Entry", error: OvaError) -> None:
        try:
            entry.context.entities.unavailable(reason_of(error))
        except NotReady:  # it was unloaded in this moment
            logger.debug("integration %s was unloaded", entry.id)


def _declare(entry: "Entry", devices: Iterable[Device]) -> None:
    """Declare what was read; a sensor without a value is unknown, for it was asked and has none."""
    entry.context.entities.declare(
        replace(one, state="unknown") if one.state is None and not one.virtual else one
        for one in devices
    )


async def _done(data: Any) -> Any:
    return data


def _in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
