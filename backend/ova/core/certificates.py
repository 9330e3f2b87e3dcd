"""What a hub and a device that joins it say to one another of the hub's certificate.

A certificate that nobody has signed tells a device nothing. It is tied to the hub by what a person
types, and later by the token: both are made of the fingerprint each side sees, so that somebody in
between, who has another certificate, is noticed.
"""

import base64
import hashlib
import hmac

CODE_LENGTH = 6
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without signs that look alike: no 0 and O, no 1, I and L."""
_END = "-----END CERTIFICATE-----"
_BEGIN = "-----BEGIN CERTIFICATE-----"


def fingerprint_of(der: bytes) -> str:
    """Return the hexadecimal SHA-256 of a certificate."""
    return hashlib.sha256(der).hexdigest()


def fingerprint_of_pem(text: str) -> str:
    """Return that of the first certificate in a file. Raises ValueError when there is none."""
    body = text[text.index(_BEGIN) + len(_BEGIN) : text.index(_END)]
    return fingerprint_of(base64.b64decode("".join(body.split()), validate=True))


def commitment_to(opening: str) -> str:
    """Return what a device says of its ``opening`` before it shows it."""
    return hashlib.sha256(_bytes("ova-opening", opening)).hexdigest()


def joining_code(opening: str, nonce: str, fingerprint: str) -> str:
    """Return the code that a person compares, by typing it.

    The device commits itself to its ``opening`` before it knows the hub's ``nonce``, and shows it
    afterwards: nobody can choose either so that two conversations come to one code.
    """
    number = int.from_bytes(
        hashlib.sha256(_bytes("ova-code", opening, nonce, fingerprint)).digest()
    )
    signs = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(CODE_SIGNS))
        signs.append(CODE_SIGNS[place])
    return "".join(signs)


def certificate_proof(key: str, satellite_id: str, nonce: str, fingerprint: str) -> str:
    """Return what only who knows a satellite's token can say of a certificate.

    ``key`` is the hexadecimal SHA-256 of the token.
    """
    told = _bytes("ova-certificate", satellite_id, nonce, fingerprint)
    return hmac.new(key.encode(), told, hashlib.sha256).hexdigest()


def _bytes(*lines: str) -> bytes:
    return "\n".join(lines).encode(errors="surrogatepass")
