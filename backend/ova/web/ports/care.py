"""Looking after the hub, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class CarePort(Protocol):
    """Tells what the hub is and how it is."""

    def about(self) -> Json:
        """Return what this program is."""
        ...

    def findings(self) -> Sequence[Json]:
        """Look at everything; takes some seconds."""
        ...

    def diagnostics(self) -> Json:
        """Return what helps to find a fault, without secrets."""
        ...
