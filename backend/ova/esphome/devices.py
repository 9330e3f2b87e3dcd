"""All ESPHome devices the hub was given."""

import threading
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ova.core import OvaError
from ova.esphome.address import DeviceAddress
from ova.esphome.loop import Loop
from ova.esphome.ports import Lent

if TYPE_CHECKING:
    from ova.esphome.driver import Driver

PROBE_S = 40.0


class EsphomeDevices:
    """Drives those that are wanted. Thread-safe."""

    def __init__(self, lent: Lent) -> None:
        """Drive none before ``follow``; a hub without such devices needs neither loop nor library."""
        self._lent = lent
        self._lock = threading.Lock()
        self._session = uuid.uuid4().hex
        self._drivers: dict[str, Driver] = {}
        self._loop: Loop | None = None
        self._closed = False

    def follow(self, keys: Mapping[str, str], known: Mapping[str, str]) -> None:
        """Drive the devices at these addresses and no others.

        ``keys`` has the key of each, empty for none; ``known`` the satellites they were before.
        Raises InvalidInput for what is no address.
        """
        wanted = {str(one): (one, keys[w]) for w in keys for one in (DeviceAddress.of(w),)}
        with self._lock:
            if self._closed:
                wanted = {}
            stale = {
                one
                for one, driver in self._drivers.items()
                if one not in wanted
                or wanted[one][1] != driver.key
                or driver.satellite_id not in ("", known.get(one) or driver.satellite_id)
            }
            gone = [self._drivers.pop(one) for one in stale]
        _close(gone)
        with self._lock:
            for written in sorted(wanted.keys() - self._drivers.keys()):
                self._drivers[written] = self._started(*wanted[written], known.get(written, ""))

    def used(self) -> list[tuple[DeviceAddress, str, OvaError | None]]:
        """Return the devices that are driven: address, satellite's id, and what keeps them from it."""
        with self._lock:
            drivers = list(self._drivers.values())
        return [(one.address, one.satellite_id, one.problem) for one in drivers]

    def _elsewhere(self, satellite_id: str, address: DeviceAddress) -> DeviceAddress | None:
        with self._lock:
            drivers = list(self._drivers.values())
        return next(
            (
                one.address
                for one in drivers
                if one.there and one.satellite_id == satellite_id and one.address != address
            ),
            None,
        )

    def address_of(self, satellite_id: str) -> str | None:
        """Return the address of a device that is driven, by the id it has in the hub."""
        with self._lock:
            found = (w for w, one in self._drivers.items() if one.satellite_id == satellite_id)
            return next(found, None)

    def probe(self, address: DeviceAddress, key: str) -> str:
        """Ask a device what it is, and return the id it has in the hub.

        Raises OvaError that says why it cannot be used.
        """
        from ova.esphome.about import satellite_id
        from ova.esphome.connecting import probed

        with self._lock:
            loop = self._running_loop()
        info, _ = loop.run(probed(address, key, self._lent.version)).result(PROBE_S)
        return satellite_id(info)

    def close(self) -> None:
        """Hang up everywhere. May be called twice."""
        with self._lock:
            self._closed = True
            drivers, self._drivers = list(self._drivers.values()), {}
            loop, self._loop = self._loop, None
        _close(drivers)
        if loop is not None:
            loop.close()

    def _started(self, address: DeviceAddress, key: str, known_id: str) -> "Driver":
        from ova.esphome.driver import Driver  # loads a large library

        loop = self._running_loop()
        driver = Driver(address, key, known_id, self._session, self._lent, loop, self._elsewhere)
        driver.start()
        return driver

    def _running_loop(self) -> Loop:
        if self._loop is None:
            self._loop = Loop()
        return self._loop


def _close(drivers: Iterable["Driver"]) -> None:
    closing = [threading.Thread(target=one.close) for one in drivers]
    for thread in closing:
        thread.start()
    for thread in closing:
        thread.join()
