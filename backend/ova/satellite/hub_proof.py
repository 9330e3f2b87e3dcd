"""Asking a hub to prove that it is the one a token came from, before the token is shown to it."""

import hashlib
import hmac
import socket
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from ova.satellite.address import HubAddress
from ova.satellite.proof_question import asked_for_proofs


class Verdict(Enum):
    """What the proof says."""

    OURS = "ours"
    """It knows the token."""
    STRANGER = "stranger"
    """It says it is another hub, or cannot prove that it is not."""
    FORGOTTEN = "forgotten"
    """It says it is ours and does not know the token: it forgot this satellite, or it lies."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask, about what."""

    hub_id: str
    satellite_id: str
    token: str


def proved(address: HubAddress, asked: Asked) -> Verdict:
    """Ask the hub at an address. Raises HubUnreachable when it does not answer.

    The address it was asked at is part of the proof: a stranger who passes the question on to the real
    hub gets an answer for another address. A certificate that was checked tells that as well, so that
    a hub may stand behind a proxy.
    """
    proofs = asked_for_proofs(address, asked.satellite_id)
    told = proofs.told
    if told.get("hub_id") != asked.hub_id:
        return Verdict.STRANGER
    where = str(told.get("address"))
    if not _is_certain(address) and where not in _addresses(address):
        return Verdict.STRANGER
    digest = hashlib.sha256(asked.token.encode()).hexdigest()
    lines = "\n".join(("ova-hub", asked.hub_id, asked.satellite_id, proofs.nonce, where))
    wanted = hmac.new(digest.encode(), lines.encode(), hashlib.sha256).hexdigest()
    good = hmac.compare_digest(wanted.encode(), str(told.get("proof")).encode())
    return Verdict.OURS if good else Verdict.FORGOTTEN


def _is_certain(address: HubAddress) -> bool:
    """Tell whether TLS has shown who is there."""
    return address.web_url.startswith("https://") and not address.insecure


def _addresses(address: HubAddress) -> set[str]:
    """Return the numeric forms of an address, each as ``host:port``."""
    parts = urlsplit(address.web_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except OSError:
        return set()
    return {f"{str(where[0]).partition('%')[0]}:{port}" for *_, where in found}
