"""Where a Wyoming server listens."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from ova.engines.errors import BadSpeechInput

ASR_PORT = 10300
"""Where speech recognisers listen by custom."""
TTS_PORT = 10200
"""Where voices listen by custom."""


@dataclass(frozen=True, slots=True)
class WyomingAddress:
    """Host and port."""

    host: str
    port: int

    @classmethod
    def of(cls, written: str, usual_port: int = ASR_PORT) -> "WyomingAddress":
        """Read ``tcp://HOST:PORT``, ``HOST:PORT`` or ``HOST``. Raises BadSpeechInput."""
        cure = f"Write it like tcp://192.168.1.20:{usual_port}."
        if "@" in written:  # not repeated: what stands before it may be a password
            raise BadSpeechInput(
                "The address of a Wyoming server holds no user name or password.", cure=cure
            )
        try:
            parts = urlsplit(written if "://" in written else f"tcp://{written}")
            host, port = parts.hostname or "", parts.port or usual_port
            good = parts.scheme == "tcp" and bool(host) and not parts.path.strip("/")
            good = good and not parts.query and not parts.fragment
            good = good and written.isprintable() and " " not in written
        except ValueError:
            good = False
        if not good:
            raise BadSpeechInput(f"“{written}” is no address of a Wyoming server.", cure=cure)
        return cls(host, port)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp://{host}:{self.port}"
