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
        """What the device shows."""
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
        self, satellite_id: str, name: str, area: str, version: str, secret: str, address: str
    ) -> AskedView:
        """Take a device's wish to join. Raises InvalidInput, Unavailable."""
        ...

    def claim(self, request_id: str, secret: str) -> ClaimedView:
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
        """Return what was found."""
        ...
