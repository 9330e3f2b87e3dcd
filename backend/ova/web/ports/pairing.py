"""Devices that want to join, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Satellite
from ova.web.ports.wire import Json


class PairingRequestView(Protocol):
    """A device that asks to join."""

    @property
    def id(self) -> str:
        """Id of the request."""
        ...

    def to_json(self) -> Json:
        """Return the wire form."""
        ...


class AskedView(Protocol):
    """What a device is told that asked to join."""

    @property
    def request(self) -> PairingRequestView:
        """The request."""
        ...

    @property
    def code(self) -> str:
        """What the device shows; empty where it makes that itself."""
        ...

    @property
    def nonce(self) -> str:
        """Of what a device makes its code; empty where it is told one."""
        ...


class ClaimedView(Protocol):
    """How a request stands."""

    @property
    def state(self) -> str:
        """One of a few words."""
        ...

    @property
    def token(self) -> str | None:
        """The device's token, told once."""
        ...

    @property
    def satellite(self) -> Satellite | None:
        """What the device is to the hub now."""
        ...


class PairingPort(Protocol):
    """Lets devices join."""

    def ask(
        self,
        satellite_id: str,
        name: str,
        area: str,
        version: str,
        secret: str,
        address: str,
        commitment: str = "",
    ) -> AskedView:
        """Take a device's wish to join. Raises InvalidInput, Unavailable."""
        ...

    def claim(self, request_id: str, secret: str, opening: str = "") -> ClaimedView:
        """Tell a device how its request stands. Raises NotFound, NotAllowed."""
        ...

    def waiting(self) -> Sequence[PairingRequestView]:
        """Return the requests that are not over."""
        ...

    def accept(
        self, request_id: str, code: str, name: str | None = None, area_id: str | None = None
    ) -> PairingRequestView:
        """Let a device in. Raises NotFound, NotAllowed, Conflict."""
        ...

    def reject(self, request_id: str) -> None:
        """Send a device away. Raises NotFound."""
        ...


class DiscoveryPort(Protocol):
    """Voice devices seen on the network."""

    def look(self) -> Json:
        """Return what was found, and what is driven."""
        ...

    def use(
        self,
        device_id: str | None = None,
        *,
        kind: str | None = None,
        address: str | None = None,
        port: int = 0,
        key: str = "",
    ) -> Json:
        """Drive a device from now on.

        Raises NotFound, InvalidInput, Unavailable when it does not answer, Conflict when another
        hub drives it.
        """
        ...


class HubIdentityPort(Protocol):
    """Which hub this is."""

    @property
    def id(self) -> str:
        """Made once and kept."""
        ...

    @property
    def name(self) -> str:
        """What the home is called."""
        ...

    def prove(self, satellite_id: str, nonce: str, address: str) -> str:
        """Return what only the hub a satellite joined can know. Raises InvalidInput."""
        ...

    def prove_certificate(self, satellite_id: str, nonce: str) -> tuple[str, str]:
        """Return the fingerprint of the hub's certificate, and a proof that it is the hub's."""
        ...
