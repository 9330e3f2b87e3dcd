"""Keeps one ESPHome device connected."""

import asyncio
import concurrent.futures
import logging
import time
from collections.abc import Callable
from contextlib import suppress

from aioesphomeapi.core import APIConnectionError

from ova.core import OvaError
from ova.esphome.address import DeviceAddress
from ova.esphome.connecting import connected, goodbye
from ova.esphome.device import VoiceDevice
from ova.esphome.errors import another, in_words, lost, twice
from ova.esphome.loop import Loop
from ova.esphome.ports import Lent

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STEADY_S = 10.0
"""A connection that lasted so long was a good one: the next attempt follows soon."""
CLOSE_S = 10.0


class Driver:
    """Connects, and connects again when the connection is lost."""

    def __init__(
        self,
        address: DeviceAddress,
        key: str,
        known_id: str,
        session: str,
        lent: Lent,
        loop: Loop,
        elsewhere: Callable[[str, DeviceAddress], DeviceAddress | None],
    ) -> None:
        """``known_id`` is the satellite the device was before, empty for a new one; ``session`` the
        same for as long as the hub runs; ``elsewhere(satellite_id, address)`` tells under which other
        address a device is driven. Nothing happens before ``start``."""
        self.address = address
        self.key = key
        self.satellite_id = known_id
        self.problem: OvaError | None = None
        """Why the device cannot be driven; None while it is."""
        self.there = False
        """Whether it is connected."""
        self._session = session
        self._lent = lent
        self._loop = loop
        self._elsewhere = elsewhere
        self._closing = False
        self._driving: concurrent.futures.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._driving = self._loop.run(self._run())

    def close(self) -> None:
        """Hang up. Not for the loop's thread."""
        self._closing = True
        if self._driving is not None:
            self._loop.soon(self._cancel)
            with suppress(concurrent.futures.CancelledError, TimeoutError):
                self._driving.result(CLOSE_S)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        self._task = asyncio.current_task()
        if self._closing:
            return
        pause_s = FIRST_PAUSE_S
        while True:
            began = time.monotonic()
            try:
                await self._drive()
            except (OvaError, APIConnectionError, OSError, TimeoutError) as error:
                self._complain(in_words(error, self.address, with_key=bool(self.key)))
            except Exception as error:
                log.exception("Driving the device at %s failed", self.address)
                self._complain(in_words(error, self.address, with_key=bool(self.key)))
            steady = time.monotonic() - began > STEADY_S
            pause_s = FIRST_PAUSE_S if steady else pause_s
            await asyncio.sleep(pause_s)
            pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)

    async def _drive(self) -> None:
        """Drive the device until its connection ends. Raises why it did."""
        gone = asyncio.Event()

        async def stopped(expected: bool) -> None:
            del expected
            gone.set()

        client, own, host = await connected(self.address, self.key, self._lent.version, stopped)
        device = VoiceDevice(
            *(client, self.address, own, host, self._session, self._lent),
            self._claim,
            self._greeted,
            self._unreachable,
        )
        try:
            await device.run(gone)
            raise lost(self.address)
        finally:
            self.there = False
            await device.close()
            await goodbye(client)

    def _claim(self, satellite_id: str) -> None:
        """Take who answers. Raises OvaError when it is another, or is driven already."""
        if self.satellite_id not in ("", satellite_id):
            raise another(self.address)
        self.satellite_id = satellite_id
        other = self._elsewhere(satellite_id, self.address)
        if other is not None:
            raise twice(self.address, other)
        self.there = True

    def _greeted(self, satellite_id: str) -> None:
        """Take who it is, and that all is well."""
        self.satellite_id = satellite_id
        self.problem = None
        self._lent.changed()

    def _unreachable(self, problem: OvaError | None) -> None:
        if self.problem is None and problem is None:
            return
        if problem is None:
            self.problem = None
            self._lent.changed()
        else:
            self._complain(problem)

    def _complain(self, problem: OvaError) -> None:
        if self._closing:
            return
        same = self.problem is not None and self.problem.code == problem.code
        self.problem = problem
        if not same:
            log.warning("The device at %s: %s", self.address, problem)
            self._lent.changed()
