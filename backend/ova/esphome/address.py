"""Where an ESPHome device listens."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ova.core import InvalidInput

ESPHOME_PORT = 6053
"""Where these devices listen by custom."""
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|[0-9A-Fa-f:.]+(?:%[\w.-]+)?")


@dataclass(frozen=True, slots=True)
class DeviceAddress:
    """Host and port."""

    host: str
    port: int = ESPHOME_PORT

    @classmethod
    def of(cls, written: str) -> "DeviceAddress":
        """Read ``HOST`` or ``HOST:PORT``; an IPv6 address with a port is in brackets. Raises InvalidInput."""
        text = written.strip()
        bare = text.count(":") > 1 and not text.startswith("[")
        try:
            parts = urlsplit(f"//[{text}]" if bare else f"//{text}")
            host, port = parts.hostname or "", ESPHOME_PORT if parts.port is None else parts.port
        except ValueError:
            host, port = "", 0
        odd = parts.path or parts.query or parts.username is not None if host else True
        if odd or port == 0 or len(text) > 200 or not _HOST.fullmatch(host):
            raise InvalidInput(
                f"“{text[:80]}” is no address of an ESPHome device.",
                cure=f"Write it like 192.168.1.40, 192.168.1.40:{ESPHOME_PORT} or kitchen.local.",
                code="invalid_address",
            )
        return cls(host, port)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"
