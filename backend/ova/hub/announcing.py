"""Telling the local network where the hub is, by mDNS."""

import ipaddress
import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ova import __version__
from ova.hub.hub_identity import HubIdentity
from ova.hub.options import Listening

if TYPE_CHECKING:
    from zeroconf import Zeroconf

log = logging.getLogger(__name__)

SERVICE = "_ova-hub._tcp.local."
LOOK_EVERY_S = 15.0
LONGEST_NAME_BYTES = 60
"""A label of DNS has 63 bytes at most."""
_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - compared, not bound

Addresses = Callable[[], Sequence[str]]


class Announcing:
    """Announces the hub where it can be reached from, and again when its name or address changes."""

    def __init__(
        self, identity: HubIdentity, listening: Listening | None, addresses: Addresses | None = None
    ) -> None:
        """Without ``listening``, or where only this machine reaches the hub, nothing is announced."""
        self._identity = identity
        self._listening = listening
        self._addresses = addresses or (lambda: reachable_at(listening.host if listening else ""))
        self._told: tuple[str, tuple[str, ...]] | None = None
        self._network: Zeroconf | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ova-announcing", daemon=True)

    def start(self) -> None:
        """Begin, if there is anything to announce."""
        if self._listening is not None and not _is_loopback(self._listening.host):
            self._thread.start()

    def close(self) -> None:
        """Say goodbye. May be called twice, and without a start."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _run(self) -> None:
        while True:
            try:
                self._follow()
            except Exception as error:  # noqa: BLE001 - the hub works without, whatever the network is like
                log.info("The hub cannot be announced on the network: %s", error)
                self._end()
            if self._closing.wait(LOOK_EVERY_S):
                self._end()
                return

    def _follow(self) -> None:
        """Announce what is true now."""
        facts = (self._identity.name, tuple(self._addresses()))
        if facts == self._told:
            return
        self._end()
        if facts[1]:
            self._announce(*facts)
        self._told = facts

    def _announce(self, name: str, addresses: tuple[str, ...]) -> None:
        from zeroconf import ServiceInfo, Zeroconf

        assert self._listening is not None  # noqa: S101 - start sees to it
        hub_id = self._identity.id
        shown = name.encode()[:LONGEST_NAME_BYTES].decode(errors="ignore").replace(".", " ")
        info = ServiceInfo(
            SERVICE,
            f"{shown.strip() or 'OpenVoiceAssistant'}.{SERVICE}",
            port=self._listening.port,
            properties={
                "id": hub_id,
                "name": name[:100],
                "version": __version__,
                "scheme": self._listening.scheme,
            },
            server=f"ova-{hub_id[:12]}.local.",
            parsed_addresses=list(addresses),
        )
        self._network = Zeroconf(interfaces=list(addresses))
        self._network.register_service(info, allow_name_change=True)
        log.info("The hub is announced on the network as %s", info.get_name())

    def _end(self) -> None:
        network, self._network, self._told = self._network, None, None
        if network is not None:
            network.close()  # says goodbye first


def reachable_at(host: str) -> list[str]:
    """Return the addresses at which other machines reach a hub that listens on ``host``."""
    if host not in _EVERYWHERE:
        return [host] if _is_address(host) else []
    import ifaddr

    found = [
        str(one.ip)
        for adapter in ifaddr.get_adapters()
        for one in adapter.ips
        if one.is_IPv4 and not ipaddress.ip_address(str(one.ip)).is_loopback
    ]
    return sorted(set(found))


def _is_address(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
