"""The certificate a hub shows, looked at before anything is said to it."""

import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies, select_proxy

from ova.core import fingerprint_of
from ova.satellite.address import HubAddress
from ova.satellite.errors import HubUnreachable

LOOK_S = 5.0


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """What is shown at an address."""

    fingerprint: str
    """SHA-256, hexadecimal."""
    signed: bool
    """Whether somebody this machine trusts has signed it for this address."""


def to_be_seen(address: HubAddress) -> bool:
    """Tell whether there is a certificate here, and nothing else tells how it is to be checked.

    What a proxy of this machine's is used for leaves the house: there a certificate has to be signed.
    """
    return address.checks and not select_proxy(
        address.web_url, get_environ_proxies(address.web_url)
    )


def seen_at(address: HubAddress, known: str = "") -> SeenCertificate:
    """Look at the certificate of an https address. Raises HubUnreachable.

    Whether it is signed is not asked where it is the one that is ``known``.
    """
    anyone = ssl.create_default_context()
    anyone.check_hostname = False
    anyone.verify_mode = ssl.CERT_NONE
    try:
        fingerprint = fingerprint_of(_shown(address, anyone))
        if fingerprint == known:
            return SeenCertificate(fingerprint, signed=False)
        try:
            signed = fingerprint_of(_shown(address, ssl.create_default_context()))
        except ssl.SSLCertVerificationError:
            return SeenCertificate(fingerprint, signed=False)
    except (OSError, ValueError) as error:
        raise HubUnreachable(
            f"The hub at {address.web_url} cannot be reached.",
            cure="Check the address, the network, and that the hub runs.",
        ) from error
    return SeenCertificate(signed, signed=True)


def _shown(address: HubAddress, context: ssl.SSLContext) -> bytes:
    parts = urlsplit(address.web_url)
    host = parts.hostname or ""
    with (
        socket.create_connection((host, parts.port or 443), LOOK_S) as plain,
        context.wrap_socket(plain, server_hostname=host.partition("%")[0]) as connection,
    ):
        return connection.getpeercert(binary_form=True) or b""
