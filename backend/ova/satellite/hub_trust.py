"""Whether the certificate at an address is the hub's: the one known, or one the hub proves to be its own."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace

from ova.core import certificate_proof
from ova.satellite.address import HubAddress
from ova.satellite.errors import HubRefused, HubUnreachable
from ova.satellite.hub_certificate import seen_at, to_be_seen
from ova.satellite.pin_store import PinStore
from ova.satellite.proof_question import asked_for_proofs

TRUST_CURE = (
    "If you have set the hub up anew, run `ova satellite trust` here: it joins again by a code. If not,"
    " another machine has taken the hub's place."
)


class HubTrust:
    """Ties a hub that nobody has signed the certificate of to that certificate.

    Nothing but questions that anybody may ask is said to a certificate that is not known. One that the
    hub has renewed is believed when the hub proves, with the token, that it is its own.
    """

    def __init__(
        self, hub: str, satellite_id: str, pins: PinStore, note: Callable[[str], None]
    ) -> None:
        """``hub`` is what its certificate is kept by; ``note`` is told of a new one."""
        self._hub = hub
        self._satellite_id = satellite_id
        self._pins = pins
        self._note = note

    def __call__(self, address: HubAddress) -> HubAddress:
        """Return the address with the certificate that counts there.

        Raises HubUnreachable when the hub does not answer, or not as the one that is known, and
        HubRefused when none is known and the one that is there cannot be told from a stranger's.
        """
        known = self._pins.get(self._hub)
        if not to_be_seen(address):
            if known and address.web_url.startswith("http://"):
                raise _changed(address, "The hub was joined over https, and now speaks plain http.")
            return address
        seen = seen_at(address, known)
        if seen.fingerprint == known:
            return replace(address, fingerprint=known)
        if seen.signed:
            return replace(address, fingerprint="")
        pinned = replace(address, fingerprint=seen.fingerprint)
        if not self._proved(pinned):
            if known:
                raise _changed(address, "It is not the one that this satellite knows.")
            raise HubRefused(
                f"The certificate of {address.web_url} is not trusted: nobody has signed it.",
                cure="Leave --token away to join by a code, which ties the hub to its certificate; or"
                " pass the certificate with --ca FILE, or --insecure to skip the check.",
                code="untrusted_certificate",
            )
        self._pins.keep(self._hub, seen.fingerprint)
        if known:
            self._note("The hub has a new certificate, and has proved that it is its own.")
        return pinned

    def _proved(self, address: HubAddress) -> bool:
        """Have the hub say which certificate it has; only who knows the token can.

        A stranger who passes the question on gets an answer for the hub's certificate, not for its own.
        """
        proofs = asked_for_proofs(address, self._satellite_id)
        proof = str(proofs.told.get("certificate_proof"))
        key = hashlib.sha256(address.token.encode()).hexdigest()
        wanted = certificate_proof(key, self._satellite_id, proofs.nonce, address.fingerprint)
        return hmac.compare_digest(wanted.encode(), proof.encode(errors="surrogatepass"))


def _changed(address: HubAddress, why: str) -> HubUnreachable:
    return HubUnreachable(
        f"The certificate of {address.web_url} is not trusted. {why}",
        cure=TRUST_CURE,
        code="certificate_changed",
    )
