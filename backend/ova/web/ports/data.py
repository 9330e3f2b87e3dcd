"""Data sources, as the web room asks for them."""

from collections.abc import Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class DataPort(Protocol):
    """The data sources of all integrations."""

    def endpoints(self, entry_id: str) -> Sequence[str]:
        """Return what an integration may be asked for; nothing while it is not connected."""
        ...

    def data(self, entry_id: str, endpoint: str = "") -> Json:
        """Return an endpoint's data in wire form."""
        ...

    def references(self) -> Sequence[str]:
        """Return every ``id[endpoint]``."""
        ...
