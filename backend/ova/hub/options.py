"""How a hub is started."""

from collections.abc import Callable
from dataclasses import dataclass

from ova.folder import HomeFolder
from ova.plugins import PluginFolders


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the hub listens."""

    host: str
    port: int
    scheme: str
    """``http`` or ``https``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubOptions:
    """How a hub is started."""

    folder: HomeFolder
    workers: int = 2
    """Speech decoding processes; 0 for none."""
    url: str = ""
    """Where this machine's own commands reach it; empty: they cannot."""
    host: str = ""
    """The address it listens on; empty: this machine's own."""
    certificate: str | None = None
    """Certificate file those commands are to trust."""
    listening: Listening | None = None
    """Where it listens, to be announced on the network; None: nowhere."""
    restart: Callable[[], None] | None = None
    """Starts the hub anew; None: somebody has to."""
    plugins: PluginFolders | None = None
    """Where plugins are looked for; None: those that came with the hub, and the home's own."""
    by_hand: bool = False
    """Nothing happens by itself: whoever holds the hub moves its clock and calls ``run_due``. It is
    not found on the network, neither speech nor models are loaded, and of a reply's variants the first
    is said."""
