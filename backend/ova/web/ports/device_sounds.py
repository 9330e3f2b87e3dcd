"""Sounds that devices fetch, as the web room asks for them."""

from collections.abc import Iterator
from typing import Protocol


class DeviceSoundPort(Protocol):
    """One sound, perhaps still being made."""

    @property
    def mime(self) -> str:
        """What kind of file it is."""
        ...

    def whole(self) -> bytes | None:
        """Return the file when it is whole."""
        ...

    def pieces(self) -> Iterator[bytes]:
        """Yield the file as it is made."""
        ...


class EsphomePort(Protocol):
    """ESPHome devices."""

    def sound(self, name: str) -> DeviceSoundPort | None:
        """Return what a device may fetch under a name; None when there is nothing any more."""
        ...
