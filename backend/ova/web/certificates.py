"""A certificate the hub makes itself: browsers give the microphone only to https or localhost."""

import ipaddress
import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ova.web.tls import TlsFiles

YEARS = 10


def self_signed_certificate(folder: Path) -> TlsFiles:
    """Return the certificate in ``folder``, made on the first call; only its owner may read it."""
    files = TlsFiles(folder / "certificate.pem", folder / "key.pem")
    if files.certificate.is_file() and files.key.is_file():
        return files
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "OpenVoiceAssistant hub")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # clocks at home are not always right
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectAlternativeName(_own_names()), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write_private(
        files.key,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
    _write_private(files.certificate, certificate.public_bytes(serialization.Encoding.PEM))
    return files


def _write_private(path: Path, data: bytes) -> None:
    """Write a file nobody else could read at any moment; it is there whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    draft.replace(path)


def _own_names() -> list[x509.GeneralName]:
    """Return the names and addresses under which this machine is reached at home."""
    host = socket.gethostname().split(".")[0]
    names = ["localhost"]
    if host and host != "localhost" and host.isascii():
        names += [host, f"{host}.local"]
    addresses = {"127.0.0.1", "::1", *_addresses_of(host), *_outward_addresses()}
    return [
        *(x509.DNSName(name) for name in names),
        *(x509.IPAddress(ipaddress.ip_address(one)) for one in sorted(addresses)),
    ]


def _addresses_of(host: str) -> set[str]:
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:  # a machine need not know its own name
        return set()
    return {str(one[4][0]).partition("%")[0] for one in found}


def _outward_addresses() -> set[str]:
    """Return the addresses this machine would use towards a network; nothing is sent."""
    found = set()
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                found.add(str(probe.getsockname()[0]).partition("%")[0])
        except OSError:  # no route for this kind of address
            continue
    return found
