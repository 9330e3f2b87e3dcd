"""By what a request to join is proven: the device's secret, and the code that both sides show."""

import hashlib
import hmac
import secrets
from collections.abc import Callable

from ova.core import (
    CODE_LENGTH,
    CODE_SIGNS,
    InvalidInput,
    NotAllowed,
    commitment_to,
    joining_code,
)

MIN_SECRET = 20
MAX_SECRET = 200


class PairingProof:
    """What the hub keeps of one request to know its device and its code again. For one thread."""

    def __init__(self, secret: str, commitment: str = "") -> None:
        """``secret`` is random and only the device knows it.

        ``commitment`` is that of a device that makes the code itself; empty for one that is told it.
        Raises InvalidInput for a secret that cannot be used.
        """
        if not MIN_SECRET <= len(secret) <= MAX_SECRET:
            raise InvalidInput(
                "This secret cannot be used.",
                cure=f"Make {MIN_SECRET} to {MAX_SECRET} random characters.",
                code="bad_secret",
            )
        self._secret = _digest(secret)
        self._commitment = commitment
        code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
        self.code = "" if commitment else code
        """Empty until the device has shown what it committed itself to, and when all is over."""
        self.nonce = secrets.token_urlsafe(24) if commitment else ""
        """Of this a device makes the code itself; empty for one that is told it."""

    @property
    def made_there(self) -> bool:
        """Whether the device makes the code itself."""
        return bool(self._commitment)

    def check_secret(self, secret: str) -> None:
        """Raise NotAllowed for another secret than that of the device that asked."""
        if not hmac.compare_digest(self._secret, _digest(secret)):
            raise NotAllowed(
                "This is not the secret the request was made with.",
                cure="Ask to join anew.",
                code="wrong_secret",
            )

    def take_opening(self, opening: str, certificate: Callable[[], str]) -> None:
        """Make the code, once, of what a device committed itself to. Raises NotAllowed.

        ``certificate`` gives the fingerprint of what the hub shows its visitors, empty for plain http.
        """
        if not hmac.compare_digest(self._commitment.encode(), commitment_to(opening).encode()):
            raise NotAllowed(
                "This is not what the request was made with.",
                cure="Ask to join anew.",
                code="wrong_opening",
            )
        self.code = self.code or joining_code(opening, self.nonce, certificate())

    def is_code(self, typed: str) -> bool:
        """Tell whether somebody typed the code, however they wrote it."""
        return hmac.compare_digest(_plain(typed).encode(), self.code.encode())

    def void(self) -> None:
        """Have the code count no longer."""
        self.code = ""


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).digest()


def _plain(code: str) -> str:
    """Return a code as it was made, however a person wrote it."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[: 2 * CODE_LENGTH]
