"""Which hub this is, so that a satellite finds it again at another address and trusts no other one."""

import hashlib
import hmac
import logging
import secrets
import uuid
from collections.abc import Callable
from pathlib import Path

from ova.core import InvalidInput, certificate_proof, fingerprint_of_pem
from ova.satellites import SatelliteRegistry
from ova.storage import Settings

log = logging.getLogger(__name__)

KEY = "hub_id"
SHORTEST_NONCE, LONGEST_NONCE = 16, 200


class HubIdentity:
    """The hub's id, made once and kept, and proofs that it knows a satellite."""

    def __init__(
        self,
        table: Settings,
        registry: SatelliteRegistry,
        name: Callable[[], str],
        certificate: str | None = None,
    ) -> None:
        """Make the id if there is none; ``name`` is the home's.

        ``certificate`` is the file the hub serves https with.
        """
        self.id: str = table.get(KEY) or self._make(table)
        self._registry = registry
        self._name = name
        self._certificate = certificate

    @property
    def name(self) -> str:
        """What the home is called."""
        return self._name()

    def prove(self, satellite_id: str, nonce: str, address: str) -> str:
        """Return what only the hub that gave a satellite its token can know.

        It is made of the token's digest, the satellite's ``nonce`` and the ``address`` at which the hub
        was asked, so that nobody can pass it on from elsewhere. For a satellite that has no token it is
        of no use, and looks the same. Raises InvalidInput.
        """
        if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE:
            raise InvalidInput(
                "This nonce cannot be used.",
                cure=f"Make {SHORTEST_NONCE} to {LONGEST_NONCE} random characters.",
                code="bad_nonce",
            )
        digest = self._key(satellite_id)
        told = "\n".join(("ova-hub", self.id, satellite_id, nonce, address))
        return hmac.new(
            digest.encode(), told.encode(errors="surrogatepass"), hashlib.sha256
        ).hexdigest()

    def certificate(self) -> str:
        """Return the fingerprint of the certificate visitors see; empty for plain http.

        It is read anew: one that is renewed on disk is served from then on.
        """
        if self._certificate is None:
            return ""
        try:
            return fingerprint_of_pem(Path(self._certificate).read_text("ascii"))
        except (OSError, ValueError) as error:
            log.warning("The certificate %s cannot be read: %s", self._certificate, error)
            return "unreadable"

    def prove_certificate(self, satellite_id: str, nonce: str) -> tuple[str, str]:
        """Return the certificate's fingerprint, and a proof for a satellite that it is this hub's."""
        fingerprint = self.certificate()
        proof = certificate_proof(self._key(satellite_id), satellite_id, nonce, fingerprint)
        return fingerprint, proof

    def _key(self, satellite_id: str) -> str:
        """Return the digest of a satellite's token; something of no use where it has none."""
        return self._registry.key_digest(satellite_id) or secrets.token_hex(32)

    @staticmethod
    def _make(table: Settings) -> str:
        made = uuid.uuid4().hex
        table.set(KEY, made)
        return made
