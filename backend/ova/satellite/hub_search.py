"""Finding hubs on the network by what they announce."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests

from ova.satellite.address import HubAddress
from ova.satellite.hub_web import get

if TYPE_CHECKING:
    from zeroconf import Zeroconf

log = logging.getLogger(__name__)

SERVICE = "_ova-hub._tcp.local."
LOOK_S = 3.0
"""How long hubs have to answer."""
ALONE_S = 1.0
"""How long others may take after the first has answered."""
LOCAL_URL = "http://127.0.0.1:7123"
LOCAL_S = 2.0
_ANSWER_MS = 2_000


@dataclass(frozen=True, slots=True)
class FoundHub:
    """A hub that answered."""

    id: str
    name: str
    url: str


class HubSearch:
    """Asks the network for hubs, and this machine."""

    def __init__(
        self,
        open_network: Callable[[], "Zeroconf"] | None = None,
        local_url: str = LOCAL_URL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``open_network`` raises OSError where there is none; ``clock`` is monotonic."""
        self._open_network = open_network or _usual_network
        self._local_url = local_url
        self._clock = clock
        self.problem = ""
        """Why the network could not be asked the last time; empty where it could."""

    def look(
        self, stopping: threading.Event, wanted: Callable[[FoundHub], bool] | None = None
    ) -> list[FoundHub]:
        """Return the hubs that answer within a few seconds, by name; at once when one is ``wanted``."""
        found: dict[str, FoundHub] = {}
        here = hub_at(self._local_url)
        if here is not None:
            found[here.id] = here
            if wanted is not None and wanted(here):
                return [here]
        for hub in self._on_the_network(stopping, wanted):
            found.setdefault(hub.id, hub)
        return sorted(found.values(), key=lambda hub: (hub.name.casefold(), hub.id))

    def _on_the_network(
        self, stopping: threading.Event, wanted: Callable[[FoundHub], bool] | None
    ) -> list[FoundHub]:
        from zeroconf import Error, ServiceBrowser

        came: dict[str, FoundHub] = {}
        changed = threading.Condition()

        def change(zeroconf: Any, service_type: str, name: str, state_change: Any) -> None:
            if state_change.name == "Removed":
                return
            threading.Thread(
                target=ask, args=(zeroconf, service_type, name), name="ova-hub-found", daemon=True
            ).start()

        def ask(zeroconf: Any, service_type: str, name: str) -> None:
            try:
                hub = announced_hub(zeroconf.get_service_info(service_type, name, _ANSWER_MS))
            except (OSError, RuntimeError, Error) as error:
                log.debug("%s does not say where it is: %s", name, error)
                return
            if hub is not None:
                with changed:
                    came[name] = hub
                    changed.notify_all()

        try:
            network = self._open_network()
        except (OSError, RuntimeError, Error) as error:
            self.problem = f"The network cannot be searched: {error}."
            return []
        self.problem = ""
        try:
            browser = ServiceBrowser(network, SERVICE, handlers=[change])
            until = self._clock() + LOOK_S
            with changed:
                while (left_s := until - self._clock()) > 0 and not stopping.is_set():
                    if wanted is not None and any(wanted(hub) for hub in came.values()):
                        break
                    if came:
                        until = min(until, self._clock() + ALONE_S)
                    changed.wait(min(left_s, 0.25))
                answered = list(came.values())
            browser.cancel()
        finally:
            network.close()
        return answered


def hub_at(url: str, address: HubAddress | None = None) -> FoundHub | None:
    """Return the hub that answers at an address, if one does; ``address`` tells how it is checked."""
    try:
        answer = get(address or HubAddress(url), "/api/hub", LOCAL_S)
        told = answer.json() if answer.ok else {}
        return FoundHub(str(told["id"]), str(told["name"]), url)
    except (requests.RequestException, ValueError, KeyError, TypeError):
        return None


def announced_hub(info: Any) -> FoundHub | None:
    """Read an announcement; None when it says nothing that can be used."""
    if info is None:
        return None
    told = {_text(name): _text(value) for name, value in info.properties.items() if value}
    addresses = sorted(info.parsed_scoped_addresses(), key=lambda one: ":" in one)
    scheme = told.get("scheme", "http")
    if not addresses or not info.port or not told.get("id") or scheme not in ("http", "https"):
        return None
    host = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
    name = "".join(sign if sign.isprintable() else " " for sign in told.get("name", ""))[:100]
    return FoundHub(told["id"][:100], name.strip() or "?", f"{scheme}://{host}:{info.port}")


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _usual_network() -> "Zeroconf":
    from zeroconf import Zeroconf

    return Zeroconf()
