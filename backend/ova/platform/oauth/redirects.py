"""What services often refuse about an address people are sent back to."""

import ipaddress
from urllib.parse import urlsplit

_LOOPBACK_NAME = "localhost"


def redirect_warnings(callback_url: str, opened_at: str) -> list[str]:
    """Return what to know about a callback address; ``opened_at`` is where the page was opened."""
    callback, page = urlsplit(callback_url), urlsplit(opened_at)
    host = callback.hostname or ""
    loopback = _is_loopback(host)
    warnings = []
    if loopback:
        other = "127.0.0.1" if host == _LOOPBACK_NAME else _LOOPBACK_NAME
        warnings.append(
            f"{host} only works in a browser on the hub's own machine, and {other} is another "
            "address for services: register exactly the one shown here."
        )
    elif _is_number(host):
        warnings.append(
            f"Many services refuse {host}, because it is a number. Give the hub a name and set it "
            "as external_url."
        )
    if callback.scheme == "http" and not loopback:
        warnings.append(
            "Many services send people back to https only. Give the hub a certificate, or put a "
            "proxy with one before it, and set external_url."
        )
    if page.netloc and page.netloc != callback.netloc:
        warnings.append(
            f"You opened the hub as {page.netloc}, and services send you back to "
            f"{callback.netloc}: sign in to the hub at {callback.scheme}://{callback.netloc} first."
        )
    return warnings


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == _LOOPBACK_NAME or (_is_number(host) and ipaddress.ip_address(host).is_loopback)
