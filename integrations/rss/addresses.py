"""What is shown and kept of a feed's address."""

import hashlib
from urllib.parse import urlsplit


def host(url: str) -> str:
    """Return the machine a feed comes from."""
    return urlsplit(url).hostname or url


def short(url: str) -> str:
    """Return the part of a record's id that keeps equal entries of two feeds apart."""
    return hashlib.sha256(url.encode()).hexdigest()[:8]


def bare(url: str) -> str:
    """Return an address without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"
