"""Where the hub is, and how it is trusted."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ova.satellite.errors import BadInput


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Where the hub is, and how to tell that it is the right one."""

    url: str
    token: str = ""
    ca: Path | None = None
    insecure: bool = False
    fingerprint: str = ""
    """SHA-256 of the one certificate that counts, hexadecimal; empty: those that are signed do."""

    @property
    def checks(self) -> bool:
        """Whether nobody has told how the certificate is to be checked, and there is one."""
        return self.web_url.startswith("https://") and self.ca is None and not self.insecure

    @property
    def web_url(self) -> str:
        """The address for ordinary requests, without a slash at its end."""
        base = self.url.rstrip("/")
        for socket, web in (("ws://", "http://"), ("wss://", "https://")):
            if base.startswith(socket):
                return web + base.removeprefix(socket)
        return base

    @property
    def verify(self) -> bool | str:
        """How ``requests`` is to check who signed the hub's certificate."""
        if self.fingerprint:
            return False
        return str(self.ca) if self.ca is not None else not self.insecure

    def __post_init__(self) -> None:
        """Check the address and the certificate file. Raises BadInput."""
        try:
            parts = urlsplit(self.url)
            good = parts.scheme in ("http", "https", "ws", "wss") and bool(parts.hostname)
            good = good and (parts.port is None or parts.port > 0)
        except ValueError:
            good = False
        if not good:
            raise BadInput(
                f"{self.url!r} is no address of a hub.",
                cure="Write it like http://192.168.1.20:7123 or https://hub.local:7123.",
            )
        if self.ca is not None:
            try:
                ssl.create_default_context(cafile=str(self.ca))
            except (OSError, ssl.SSLError) as error:
                raise BadInput(
                    f"{self.ca} is no certificate that can be read.",
                    cure="Name the hub's certificate file in PEM form.",
                ) from error
