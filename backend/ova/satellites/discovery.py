"""Voice devices that announce themselves on the network, found by mDNS."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ova.satellites.announced import SERVICES, Announced, announced

if TYPE_CHECKING:
    from zeroconf import ServiceBrowser, ServiceStateChange, Zeroconf

log = logging.getLogger(__name__)

ASK_MS = 3_000


class Discovery:
    """Looks from the first time somebody asks; where the network does not let it, it says so."""

    def __init__(
        self,
        on_change: Callable[[], None],
        open_network: Callable[[], "Zeroconf"] | None = None,
    ) -> None:
        """``on_change`` is told of every coming and going; ``open_network`` raises OSError."""
        self._on_change = on_change
        self._open_network = open_network or _usual_network
        self._lock = threading.Lock()
        self._found: dict[str, Announced] = {}
        self._network: Zeroconf | None = None
        self._browser: ServiceBrowser | None = None
        self._closed = False
        self._reason = ""
        self._began = False

    def look(self) -> tuple[list[Announced], str]:
        """Return what was found, and begin to look if nobody has asked before.

        The text says why nothing can be found; it is empty where looking works.
        """
        with self._lock:
            begin = not self._began and not self._closed
            self._began = True
        if begin:
            threading.Thread(target=self._begin, name="ova-discovery", daemon=True).start()
        return self.found()

    def found(self) -> tuple[list[Announced], str]:
        """Return the same, and look for nothing that nobody has asked for."""
        with self._lock:
            found = sorted(self._found.values(), key=lambda one: (one.kind, one.name.casefold()))
            return found, self._reason

    def close(self) -> None:
        """Stop looking. May be called twice."""
        with self._lock:
            self._closed = True
            network, self._network = self._network, None
            browser, self._browser = self._browser, None
        if browser is not None:
            browser.cancel()  # its thread is not the network's: closing that leaves it behind
        if network is not None:
            network.close()

    def _begin(self) -> None:
        from zeroconf import Error, ServiceBrowser

        try:
            network = self._open_network()
            browser = ServiceBrowser(network, list(SERVICES), handlers=[self._changed])
        except (OSError, RuntimeError, Error) as error:  # the hub works without
            log.info("Devices on the network cannot be looked for: %s", error)
            with self._lock:
                self._reason = f"This network cannot be searched: {error}."
                self._began = False  # the next one who asks tries again
            self._on_change()
            return
        with self._lock:
            closed = self._closed
            if not closed:
                self._network, self._browser, self._reason = network, browser, ""
        if closed:
            browser.cancel()
            network.close()

    def _changed(
        self,
        zeroconf: "Zeroconf",
        service_type: str,
        name: str,
        state_change: "ServiceStateChange",
    ) -> None:
        """Take news of the network's thread: asking for details must not hold it up."""
        if state_change.name == "Removed":
            with self._lock:
                gone = self._found.pop(name, None)
            if gone is not None:
                self._on_change()
            return
        threading.Thread(
            target=self._ask,
            args=(zeroconf, service_type, name),
            name="ova-discovered",
            daemon=True,
        ).start()

    def _ask(self, zeroconf: "Zeroconf", service_type: str, name: str) -> None:
        from zeroconf import Error

        try:
            info = zeroconf.get_service_info(service_type, name, ASK_MS)
        except (OSError, RuntimeError, Error) as error:
            log.debug("%s does not say what it is: %s", name, error)
            return
        if info is None:
            return
        one = announced(
            service_type,
            name,
            info.parsed_scoped_addresses(),
            info.port or 0,
            {
                _text(key): _text(value)
                for key, value in info.properties.items()
                if value is not None
            },
        )
        with self._lock:
            if self._found.get(name) == one or self._closed:
                return
            self._found[name] = one
        self._on_change()


def _usual_network() -> "Zeroconf":
    from zeroconf import Zeroconf

    return Zeroconf()


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
