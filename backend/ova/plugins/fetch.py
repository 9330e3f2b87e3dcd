"""HTTP with an integration's credentials: ``ctx.fetch``."""

import asyncio
import re
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from ova.plugins.manifest import HttpPart
from ova.plugins.outside import as_plugin_error, refusal
from ova.sdk import ActionError, FetchResponse

MAX_BYTES = 20 * 1024 * 1024
_AGAIN = frozenset({"GET", "HEAD", "OPTIONS"})
"""What may be sent twice without doing something twice."""
_PAUSES_S = (0.1, 0.4)
"""Before a failed connection is tried again. (The objects of tenacity would keep the connections of
every failure open until they are collected.)"""
_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PIECE = 65_536


class Fetcher:
    """Asks one integration's service. Thread-safe."""

    def __init__(self, name: str, http: HttpPart, settings: Mapping[str, Any]) -> None:
        """``settings`` fill the places of the manifest's addresses, headers and parameters."""
        self._name = name
        self._http = http
        self._settings = settings
        self._session = requests.Session()
        self._turns = threading.BoundedSemaphore(http.parallel)
        self._session.trust_env = False  # no .netrc over the credentials, no proxy in the home
        self.bearer: Callable[[], str | None] = lambda: None
        """Gives the access token of who signed in, renewed when it must be."""

    def __call__(self, url: str, method: str = "GET", **options: Any) -> Any:
        """Ask; see `ova.sdk.Context.fetch`. In a running event loop an awaitable is returned."""
        ask = partial(self._fetch, url, method, **options)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return ask()
        return loop.run_in_executor(None, ask)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _fetch(
        self,
        url: str,
        method: str = "GET",
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> FetchResponse:
        base = self._filled(self._http.base_url)
        address = _joined(base, url)
        own = _same_place(base, address)  # credentials go nowhere else
        options = {
            "params": {**(self._all(self._http.query) if own else {}), **(params or {})},
            "json": json,
            "data": data,
            "headers": self._headers(headers or {}, own=own),
            "timeout": timeout or self._http.timeout_s,
            "auth": self._basic() if own else None,
        }
        try:
            return self._asked(method.upper(), address, options)
        except requests.RequestException as error:
            known = as_plugin_error(self._name, error)
            if known is None:
                raise
            raise known from error

    def _asked(self, method: str, address: str, options: dict[str, Any]) -> FetchResponse:
        for pause_s in _PAUSES_S if method in _AGAIN else ():
            try:
                return self._once(method, address, options)
            except requests.Timeout:
                raise
            except requests.ConnectionError:
                time.sleep(pause_s)
        return self._once(method, address, options)

    def _once(self, method: str, address: str, options: dict[str, Any]) -> FetchResponse:
        with (
            self._turns,
            self._session.request(method, address, stream=True, **options) as answer,
        ):
            refused = refusal(self._name, answer.status_code, answer.headers.get("Retry-After", ""))
            body = bytearray()
            for piece in answer.iter_content(_PIECE):
                body += piece
                if len(body) > MAX_BYTES:
                    raise ActionError(
                        f"{self._name} sends more than {MAX_BYTES // 1_048_576} MB.",
                        cure="Ask for less at a time.",
                    )
            answer._content = bytes(body)
            told = FetchResponse(
                answer.status_code,
                _decoded(answer),
                {name.lower(): value for name, value in answer.headers.items()},
                answer.url,
                answer.content,
            )
            if refused is not None:
                refused.response = told
                raise refused
            return told

    def _headers(self, given: Mapping[str, str], *, own: bool) -> dict[str, str]:
        headers = self._all(self._http.headers) if own else {}
        token = self.bearer() if own else None
        if token and not any(name.lower() == "authorization" for name in headers):
            headers["Authorization"] = f"Bearer {token}"
        names = {name.lower() for name in given}
        return {**{k: v for k, v in headers.items() if k.lower() not in names}, **given}

    def _basic(self) -> tuple[str, str] | None:
        basic = self._http.basic
        return None if basic is None else (self._filled(basic[0]), self._filled(basic[1]))

    def _all(self, templates: Mapping[str, str]) -> dict[str, str]:
        """Fill the places; what has only a blank setting in it is left out."""
        filled = {}
        for name, template in templates.items():
            places = _PLACE.findall(template)
            if not places or any(self._settings.get(place) for place in places):
                filled[name] = self._filled(template)
        return filled

    def _filled(self, template: str) -> str:
        return _PLACE.sub(lambda place: str(self._settings.get(place[1], place[0])), template)


def _joined(base: str, url: str) -> str:
    if urlsplit(url).scheme or not base:
        return url
    return urljoin(base.rstrip("/") + "/", url.lstrip("/"))


def _same_place(base: str, address: str) -> bool:
    if not base:
        return True
    one, other = urlsplit(base), urlsplit(address)
    return (one.scheme, one.netloc) == (other.scheme, other.netloc)


def _decoded(answer: requests.Response) -> Any:
    if not answer.content:
        return None
    if "json" in answer.headers.get("Content-Type", ""):
        try:
            return answer.json()
        except requests.JSONDecodeError:
            return answer.text
    return answer.text
