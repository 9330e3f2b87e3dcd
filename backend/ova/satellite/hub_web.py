"""Ordinary requests to the hub, which go to the holder of its certificate only."""

from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from ova.satellite.address import HubAddress


def post(
    address: HubAddress, path: str, body: Mapping[str, Any], wait_s: float
) -> requests.Response:
    """POST JSON. Raises as ``requests`` does, SSLError for another certificate."""
    url, how = address.web_url + path, _how(address, wait_s)
    if not address.fingerprint:
        return requests.post(url, json=dict(body), **how)  # noqa: S113 - it is in there
    with _pinned(address) as session:
        return session.post(url, json=dict(body), **how)


def get(
    address: HubAddress, path: str, wait_s: float, headers: Mapping[str, str] | None = None
) -> requests.Response:
    """GET likewise."""
    url, how = address.web_url + path, _how(address, wait_s)
    if not address.fingerprint:
        return requests.get(url, headers=headers, **how)  # noqa: S113 - it is in there
    with _pinned(address) as session:
        return session.get(url, headers=headers, **how)


class _Pinned(HTTPAdapter):
    """Has every connection compare the certificate."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, assert_fingerprint=self._fingerprint, **options)


def _how(address: HubAddress, wait_s: float) -> dict[str, Any]:
    how: dict[str, Any] = {"timeout": wait_s, "verify": address.verify}
    if address.fingerprint:
        how["allow_redirects"] = False  # to plain http, nothing would be compared
    return how


def _pinned(address: HubAddress) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy stands between the two
    session.mount("https://", _Pinned(address.fingerprint))
    return session
