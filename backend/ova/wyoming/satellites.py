"""All Wyoming satellites the hub was given."""

import threading
import uuid
from collections.abc import Iterable

from ova.core import OvaError
from ova.engines import WyomingAddress
from ova.satellites import UsedDevice
from ova.wyoming.about import SATELLITE_PORT, satellite_id
from ova.wyoming.driver import Driver
from ova.wyoming.satellite import Lent


class WyomingSatellites:
    """Drives those that are wanted. Thread-safe."""

    def __init__(self, lent: Lent) -> None:
        """Drive none before ``follow``."""
        self._lent = lent
        self._lock = threading.Lock()
        self._session = uuid.uuid4().hex
        self._drivers: dict[str, Driver] = {}

    def follow(self, addresses: Iterable[str]) -> None:
        """Drive the satellites at these addresses and no others. Raises InvalidInput for what is none."""
        wanted = {
            str(one): one for one in (WyomingAddress.of(a, SATELLITE_PORT) for a in addresses)
        }
        with self._lock:
            gone = [self._drivers.pop(one) for one in self._drivers.keys() - wanted.keys()]
            for written in sorted(wanted.keys() - self._drivers.keys()):
                driver = self._drivers[written] = Driver(wanted[written], self._session, self._lent)
                driver.start()
        closing = [threading.Thread(target=one.close) for one in gone]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()

    def address_of(self, known_id: str) -> str | None:
        """Return the address of a satellite that is driven, by the id it has in the hub."""
        with self._lock:
            return next(
                (
                    written
                    for written, one in self._drivers.items()
                    if satellite_id(one.address) == known_id
                ),
                None,
            )

    def used(self) -> list[UsedDevice]:
        """Return the satellites that are driven, and what keeps them from it."""
        with self._lock:
            drivers = list(self._drivers.values())
        return [used(driver.address, driver.problem) for driver in drivers]

    def close(self) -> None:
        """Let all rest. May be called twice."""
        self.follow(())


def used(address: WyomingAddress, problem: OvaError | None = None) -> UsedDevice:
    """Return the satellite at an address as one the hub drives."""
    return UsedDevice("wyoming", address.host, address.port, satellite_id(address), problem)
