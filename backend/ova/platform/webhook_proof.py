"""Proving who sent a delivery: an HMAC over the raw body, or a header with a shared token."""

import base64
import binascii
import hashlib
import hmac
import math
from collections.abc import Callable

from ova.platform.webhook_errors import SignatureInvalid

REPLAY_WINDOW_S = 300.0
"""How far a delivery's own time may be from ours."""
_PREFIX = "sha256="
_HEX_LENGTH = 64

Header = Callable[[str], str | None]
"""Gives a header of the request by its name, as latin-1 text like WSGI's; None without one."""


class Proof:
    """What one webhook asks for. Comparisons take the same time whatever was sent."""

    def __init__(self, verify: tuple[str, ...], secret: str, now: Callable[[], float]) -> None:
        """``verify`` is a method, a header, a setting and perhaps a header with the time."""
        self.method, self.header, self.setting = verify[:3]
        self.time_header = verify[3] if len(verify) > 3 else ""
        self._secret = secret.encode()
        self._now = now

    def check(self, body: bytes, header: Header) -> bytes | None:
        """Accept a delivery, or raise SignatureInvalid.

        Returns what tells it from every other delivery when its time is signed too, else None:
        without a time, the same body twice may well mean that something happened twice.
        """
        sent = header(self.header)
        at = header(self.time_header) if self.time_header else None
        if self.method == "token":
            genuine = hmac.compare_digest((sent or "").encode("latin-1", "replace"), self._secret)
            proof = None
        else:
            signed = body if at is None else at.encode("latin-1", "replace") + b"." + body
            proof = hmac.new(self._secret, signed, hashlib.sha256).digest()
            genuine = hmac.compare_digest(_digest_of(sent or ""), proof)
        if not sent or not genuine:
            missing = "is missing" if not sent else "does not fit"
            raise SignatureInvalid(
                f"The header {self.header} {missing}.",
                cure="Give the sending service the same secret as the integration's settings.",
            )
        if not self.time_header:
            return None
        if not self._is_recent(at):
            raise SignatureInvalid(
                f"The time in {self.time_header} is missing or more than five minutes off.",
                cure="Check both clocks, and send deliveries when they happen.",
            )
        return proof

    def _is_recent(self, at: str | None) -> bool:
        try:
            sent_at = float(at or "")
        except ValueError:
            return False
        return math.isfinite(sent_at) and abs(self._now() - sent_at) <= REPLAY_WINDOW_S


def _digest_of(text: str) -> bytes:
    """Read a signature in hex or base64, with or without ``sha256=``; nonsense gives nothing."""
    text = text.strip().removeprefix(_PREFIX)
    try:
        if len(text) == _HEX_LENGTH:
            return bytes.fromhex(text)
        return base64.b64decode(text.translate({0x2D: "+", 0x5F: "/"}), validate=True)
    except (ValueError, binascii.Error):
        return b""
