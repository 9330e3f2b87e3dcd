"""Where the certificate for https lies."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """A certificate and its key, as PEM files."""

    certificate: Path
    key: Path
