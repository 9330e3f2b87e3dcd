"""How a hub is started."""

from collections.abc import Callable
from dataclasses import dataclass

from ova.folder import HomeFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class HubOptions:
    """How a hub is started."""

    folder: HomeFolder
    workers: int = 2
    """Speech decoding processes; 0 for none."""
    url: str = ""
    """Where this machine's own commands reach it; empty: they cannot."""
    certificate: str | None = None
    """Certificate file those commands are to trust."""
    restart: Callable[[], None] | None = None
    """Starts the hub anew; None: somebody has to."""
