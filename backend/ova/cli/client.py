"""Talking to the hub that runs on this machine."""

import hashlib
import ssl
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter

from ova.core import OvaError, Unavailable
from ova.folder import Presence, read_presence

TIMEOUT_S = 60.0
_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


class _Pinned(HTTPAdapter):
    """Talks to the holder of one certificate and to nobody else."""

    def __init__(self, certificate: Path) -> None:
        """Trust the first certificate of a PEM file. Raises Unavailable when it cannot be read."""
        try:
            first, end, _ = certificate.read_text("ascii").partition(_END)
            der = ssl.PEM_cert_to_DER_cert(first[first.index(_BEGIN) :] + end)
        except (OSError, ValueError) as error:
            raise Unavailable(
                f"The hub's certificate {certificate} cannot be read.",
                cure="Check the file, or run the command as the user the hub runs as.",
                code="certificate_unreadable",
            ) from error
        self._fingerprint = hashlib.sha256(der).hexdigest()
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Have every connection compare the certificate."""
        super().init_poolmanager(*args, assert_fingerprint=self._fingerprint, **options)


class HubClient:
    """Calls the REST API of the running hub with the key it leaves for its own machine."""

    def __init__(self, presence: Presence) -> None:
        """Use the address and key of ``presence``."""
        self._base = presence.url
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy, .netrc or CA_BUNDLE stands between the two
        self._session.headers["Authorization"] = f"Bearer {presence.key}"
        if presence.certificate:
            self._session.verify = (
                False  # the pin below is stricter, whatever names it was made for
            )
            self._session.mount("https://", _Pinned(Path(presence.certificate)))

    def __enter__(self) -> "HubClient":
        return self

    def __exit__(self, *exception: object) -> None:
        self._session.close()

    def get(self, path: str) -> Any:
        """Return the JSON of a GET."""
        return self._call("GET", path).json()

    def post(self, path: str, body: dict[str, Any], *, timeout_s: float = TIMEOUT_S) -> Any:
        """Return the JSON of a POST with a JSON body."""
        return self._call("POST", path, json=body, timeout=timeout_s).json()

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Return the JSON of a call with a JSON body, or None when it is answered without one."""
        response = self._call(method, path, **({} if body is None else {"json": body}))
        return response.json() if response.content else None

    def delete(self, path: str) -> Any:
        """Return the JSON of a DELETE."""
        return self._call("DELETE", path).json()

    def upload(self, path: str, data: bytes) -> Any:
        """Return the JSON of a POST of audio bytes."""
        headers = {"Content-Type": "application/octet-stream"}
        return self._call("POST", path, data=data, headers=headers).json()

    def remove(self, path: str) -> None:
        """Send a DELETE that is answered without a body."""
        self._call("DELETE", path)

    def send_file(self, path: str, file: IO[bytes]) -> Any:
        """Return the JSON of a POST of a file, which is read piece by piece."""
        headers = {"Content-Type": "application/octet-stream"}
        return self._call("POST", path, data=file, headers=headers).json()

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        try:
            response = self._session.request(
                method, f"{self._base}{path}", **{"timeout": TIMEOUT_S, **options}
            )
        except requests.RequestException as error:
            raise Unavailable(
                f"The hub at {self._base} does not answer.",
                cure="See its log, or start it with 'ova run'.",
                code="hub_unreachable",
            ) from error
        if response.ok:
            return response
        raise _problem(response)


class RemotePlugins:
    """The plugins of the running hub: ``integrations`` or ``skills``."""

    def __init__(self, hub: HubClient, kind: str) -> None:
        self._hub = hub
        self._base = f"/api/{kind}"

    def all(self) -> list[dict[str, Any]]:
        """Return every plugin in wire form."""
        rows: list[dict[str, Any]] = self._hub.get(self._base)
        return rows

    def info(self, plugin_id: str) -> dict[str, Any]:
        """Return a plugin in wire form."""
        plugin: dict[str, Any] = self._hub.get(f"{self._base}/{quote(plugin_id, safe='')}")
        return plugin

    def enable(
        self, plugin_id: str, config: dict[str, Any] | None = None, *, force: bool = False
    ) -> dict[str, Any]:
        """Switch a plugin on, with settings laid over those it has."""
        path = f"{self._base}/{quote(plugin_id, safe='')}{'?force=1' if force else ''}"
        body = {} if config is None else {"config": config}
        plugin: dict[str, Any] = self._hub.post(path, body)
        return plugin

    def reload(self, plugin_id: str) -> dict[str, Any]:
        """Load a plugin anew from its files."""
        path = f"{self._base}/{quote(plugin_id, safe='')}/reload"
        plugin: dict[str, Any] = self._hub.post(path, {})
        return plugin

    def disable(self, plugin_id: str) -> dict[str, Any]:
        """Switch a plugin off."""
        plugin: dict[str, Any] = self._hub.delete(f"{self._base}/{quote(plugin_id, safe='')}")
        return plugin

    def install(self, plugin_id: str) -> dict[str, Any]:
        """Have what an integration needs installed."""
        path = f"{self._base}/{quote(plugin_id, safe='')}/requirements"
        plugin: dict[str, Any] = self._hub.post(path, {}, timeout_s=900.0)
        return plugin


def _problem(response: requests.Response) -> OvaError:
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    if not isinstance(problem, dict):
        problem = {}
    return OvaError(
        str(problem.get("detail") or f"The hub answered {response.status_code}."),
        cure=str(problem.get("cure") or ""),
        code=str(problem.get("code") or "hub_error"),
    )


def find_hub(folder: Path) -> HubClient:
    """Return a client for the hub running on this folder. Raises Unavailable when none does."""
    presence = read_presence(folder)
    if presence is None:
        raise Unavailable(
            "The hub is not running.",
            cure="Start it with 'ova run', or add --offline to answer in this process.",
            code="hub_not_running",
        )
    return HubClient(presence)
