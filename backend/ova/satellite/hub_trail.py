"""Where the hub is now: at the address known, or wherever it has moved to."""

import threading
from collections.abc import Callable
from dataclasses import replace

from ova.satellite.address import HubAddress
from ova.satellite.errors import HubRefused, HubUnreachable, SatelliteError, TokenRefused
from ova.satellite.hub_memory import HubMemory, KnownHub
from ova.satellite.hub_proof import Asked, Verdict, proved
from ova.satellite.hub_search import FoundHub, HubSearch

CERTIFICATE = ("certificate_changed", "untrusted_certificate")
"""Codes of what is worth telling before the hub is looked for elsewhere."""


class HubTrail:
    """Follows one hub by its id, and never shows the token to another one."""

    def __init__(
        self,
        address: HubAddress,
        hub: KnownHub,
        satellite_id: str,
        memory: HubMemory,
        search: HubSearch,
        *,
        prove: Callable[[HubAddress, Asked], Verdict] = proved,
        trust: Callable[[HubAddress], HubAddress] = lambda address: address,
    ) -> None:
        """``address`` is where the hub was last; ``memory`` is told when it has moved.

        ``trust`` tells the certificate that counts at an address, as ``HubTrust`` does.
        """
        self._address = address
        self._hub = hub
        self._asked = Asked(hub.id, satellite_id, address.token)
        self._memory = memory
        self._search = search
        self._prove = prove
        self._trust = trust

    def __call__(self, stopping: threading.Event) -> HubAddress:
        """Return where the hub is now. Raises HubUnreachable, TokenRefused when it forgot this one."""
        distrust: SatelliteError | None = None
        try:
            here = self._trust(self._address)
            verdict = self._prove(here, self._asked)
        except (HubUnreachable, HubRefused) as error:
            verdict = Verdict.STRANGER
            distrust = error if error.code in CERTIFICATE else None
        if verdict is Verdict.OURS:
            return here
        if verdict is Verdict.FORGOTTEN:
            raise TokenRefused(f"The hub {self._hub.name} does not know this satellite any more.")
        moved = self._moved(stopping)
        if moved is None and distrust is not None:
            raise HubUnreachable(distrust.message, cure=distrust.cure, code=distrust.code)
        if moved is None:
            raise HubUnreachable(
                f"The hub {self._hub.name} cannot be found, neither at {self._hub.url} nor elsewhere"
                " on the network.",
                cure="Check that it runs and is on this network.",
            )
        self._address = moved
        self._hub = replace(self._hub, url=moved.url)
        self._memory.keep(self._hub)
        return moved

    def _moved(self, stopping: threading.Event) -> HubAddress | None:
        """Look for the hub on the network, and have whoever says it is it prove that."""

        def same(hub: FoundHub) -> bool:
            return hub.id == self._hub.id

        for hub in self._search.look(stopping, same):
            if not same(hub):
                continue
            try:
                address = self._trust(replace(self._address, url=hub.url))
                if self._prove(address, self._asked) is Verdict.OURS:
                    return address
            except (HubUnreachable, HubRefused):
                continue
        return None
