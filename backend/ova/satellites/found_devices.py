"""Voice devices of others: those that announce themselves, and those the hub drives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ova.core import InvalidInput, NotFound, OvaError
from ova.satellites.announced import Announced
from ova.satellites.discovery import Discovery


@dataclass(frozen=True, slots=True)
class UsedDevice:
    """A device the hub drives, or tries to."""

    kind: str
    address: str
    port: int
    satellite_id: str
    """As which satellite it stands in the hub once it was there."""
    problem: OvaError | None = None
    """Why it cannot be driven now."""


class Drives(Protocol):
    """Drives devices of one kind."""

    def used(self) -> Sequence[UsedDevice]:
        """Return the devices that are driven."""
        ...

    def use(self, address: str, port: int, key: str) -> UsedDevice:
        """Drive a device from now on, after it has answered.

        ``port`` 0 is the usual one; ``key`` is what it is opened with, where it needs one. What is
        driven already stays so. Raises OvaError with what is wrong: nobody answers, it is no
        satellite, another hub drives it, the key is wrong or missing.
        """
        ...


class FoundDevices:
    """Both lists as one."""

    def __init__(self, discovery: Discovery, on_change: Callable[[], None]) -> None:
        """``on_change`` is told when ``look`` gives something else."""
        self._discovery = discovery
        self._on_change = on_change
        self.drives: dict[str, Drives] = {}
        """What drives devices, by their kind."""

    def look(self) -> dict[str, Any]:
        """Return what announces itself and what is driven, in wire form; see ``Discovery.look``."""
        self._discovery.look()
        return self.known()

    def known(self) -> dict[str, Any]:
        """Return the same, and look for nothing that nobody has asked for."""
        seen, problem = self._discovery.found()
        used = {(one.kind, one.address, one.port): one for one in self._used()}
        devices = [
            _wire(device, used.pop((device.kind, device.address, device.port), None))
            for device in seen
        ]
        devices += [_wire(_silent(one), one) for one in used.values()]
        return {"devices": devices, "problem": problem}

    def look_for(self, kind: str) -> list[Announced]:
        """Return the devices of a kind that announce themselves, and begin to look if nobody has before."""
        return [one for one in self._discovery.look()[0] if one.kind == kind]

    def use(
        self,
        device_id: str | None = None,
        *,
        kind: str | None = None,
        address: str | None = None,
        port: int = 0,
        key: str = "",
    ) -> dict[str, Any]:
        """Drive a device of the list, by its id, or one at an address; return it in wire form.

        Raises NotFound for one that is not there any more, InvalidInput, and what ``Drives.use`` does.
        """
        if device_id is not None:
            seen, _ = self._discovery.found()
            known = (*seen, *(_silent(one) for one in self._used()))
            device = next((one for one in known if one.id == device_id), None)
            if device is None:
                raise NotFound(
                    "This device is not to be seen on the network any more.",
                    cure="Switch it on, or give its address.",
                    code="device_gone",
                )
            kind, address, port = device.kind, device.address, device.port
        if not kind or not (address or "").strip():
            raise InvalidInput(
                "It was not said which device to use.",
                cure="Give the id of one from the list, or its kind and address.",
                code="device_not_named",
            )
        drives = self.drives.get(kind)
        if drives is None:
            raise InvalidInput(
                f"Devices of the kind “{kind}” cannot be used.",
                cure=f"Use one of: {', '.join(sorted(self.drives))}.",
                code="device_kind",
            )
        used = drives.use(str(address).strip(), port, key)
        self.changed()
        listed: Sequence[dict[str, Any]] = self.known()["devices"]
        place = (used.kind, used.address, used.port)
        return next(
            (one for one in listed if (one["kind"], one["address"], one["port"]) == place),
            _wire(_silent(used), used),
        )

    def changed(self) -> None:
        """Take note that something is different about a device."""
        self._on_change()

    def _used(self) -> list[UsedDevice]:
        return [one for drives in self.drives.values() for one in drives.used()]


def _silent(used: UsedDevice) -> Announced:
    """Return a device that is driven and does not announce itself."""
    name = f"{used.address}:{used.port}"
    return Announced(name, used.kind, used.address, used.address, used.port, "", "", True)


def _wire(device: Announced, used: UsedDevice | None) -> dict[str, Any]:
    return {
        **device.to_json(),
        "satellite_id": used.satellite_id if used is not None else None,
        "problem": _problem(used.problem) if used is not None and used.problem else None,
    }


def _problem(error: OvaError) -> Mapping[str, str]:
    return {"code": error.code, "message": error.message, "cure": error.cure}
