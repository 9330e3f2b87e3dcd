"""HTTP with an integration's credentials: ``ctx.fetch``."""

import asyncio
import re
import threading
import time
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from ova.plugins.manifest_parts import HttpPart
from ova.plugins.outside import NotSigned, as_plugin_error, refusal
from ova.sdk import ActionError, AuthFailed, FetchResponse, NotReady

MAX_BYTES = 20 * 1024 * 1024
_AGAIN = frozenset({"GET", "HEAD", "OPTIONS"})
"""What may be sent twice without doing something twice."""
_PAUSES_S = (0.1, 0.4)
"""Before a failed connection is tried again."""
_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PIECE = 65_536
KEPT = 5
KEPT_BYTES = 2_000


class Fetcher:
    """Asks one integration's service. Thread-safe."""

    def __init__(
        self,
        name: str,
        http: HttpPart,
        settings: Mapping[str, Any],
        *,
        adapter: BaseAdapter | None = None,
    ) -> None:
        """``settings`` fill the places of the manifest's addresses, headers and parameters.

        An ``adapter`` carries the requests in place of the network.
        """
        self._name = name
        self._http = http
        self._settings = settings
        self._session = requests.Session()
        self._turns = threading.BoundedSemaphore(http.parallel)
        self._session.trust_env = False  # no .netrc over the credentials, no proxy in the home
        self.recent: deque[dict[str, Any]] = deque(maxlen=KEPT)
        """What came back of late, for whoever looks for a fault; not redacted."""
        if adapter is not None:
            self._session.mount("http://", adapter)
            self._session.mount("https://", adapter)
        self.bearer: Callable[[], str | None] = lambda: None
        """Gives the access token of who signed in, renewed when it must be."""
        self.signed_answers = 0
        """Answers the service gave to requests that carried credentials."""
        self.renew: Callable[[str], str | None] = lambda _refused: None
        """Gives another access token in place of a refused one; None when there is none."""

    def __call__(self, url: str, method: str = "GET", **options: Any) -> Any:
        """Ask; see `ova.sdk.Context.fetch`. In a running event loop an awaitable is returned."""
        ask = partial(self._fetch, url, method, **options)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return ask()
        return loop.run_in_executor(None, ask)

    def signed_with(self, bearer: Callable[[], str | None]) -> "Fetcher":
        """Return one for the same service that takes its access token from ``bearer``."""
        other = Fetcher(self._name, self._http, self._settings)
        other.bearer = bearer
        return other

    def basic_form(self) -> tuple[str, ...]:
        """Return name and password as HTTP Basic writes them, when they are sent so."""
        basic = self._basic()
        if basic is None:
            return ()
        return (b64encode(":".join(basic).encode("latin-1", "replace")).decode(),)

    def close(self) -> None:
        """Close the connections: at once, not when the library's pools are collected."""
        for adapter in self._session.adapters.values():
            if isinstance(adapter, HTTPAdapter):
                pools = adapter.poolmanager.pools
                for key in pools.keys():  # noqa: SIM118 - it cannot be iterated itself
                    pools[key].close()
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
        told, token = self._headers(headers or {}, own=own)
        if own and self._http.body:
            json, data = self._filled_body(method.upper(), json, data)
        options = {
            "params": {**(self._all(self._http.query) if own else {}), **(params or {})},
            "json": json,
            "data": data,
            "headers": told,
            "timeout": timeout or self._http.timeout_s,
            "auth": self._basic() if own else None,
        }
        try:
            try:
                answer = self._accepted(method.upper(), address, options)
            except AuthFailed as error:
                self._sign_again(told, token, error)
                self._rewind(data)
                answer = self._accepted(method.upper(), address, options)
            if own and self._is_signed(told):
                self.signed_answers += 1
            return answer
        except requests.RequestException as error:
            known = as_plugin_error(self._name, error)
            if known is None:
                raise
            raise known from error

    def _filled_body(self, method: str, json: Any, data: Any) -> tuple[Any, Any]:
        """Add the declared fields to a JSON object or a form; what the author gives wins."""
        fields = self._all(self._http.body)
        if isinstance(json, Mapping):
            return {**fields, **json}, data
        if isinstance(data, Mapping):
            return json, {**fields, **data}
        if json is None and data is None and method in ("POST", "PUT", "PATCH"):
            return fields, None
        return json, data

    def _is_signed(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request to the service's own place carries who asks."""
        explicit = "authorization" in {name.lower() for name in headers}
        return bool(
            explicit
            or self._http.headers
            or self._http.query
            or self._http.basic
            or self._http.body
        )

    def _sign_again(self, headers: dict[str, str], token: str | None, refused: AuthFailed) -> None:
        """Put a renewed access token in place of the one that was refused.

        What was refused with 401 has not been carried out, so that a POST may be sent again as well.
        Raises what was refused when there is no other token, and ActionError when who signed in may
        not do this: that is no fault of the token.
        """
        if token and not isinstance(refused, NotSigned):
            raise ActionError(
                f"{self._name} does not allow this to who signed in.",
                cure="Check what that account may do, and what was allowed when signing in.",
            ) from refused
        fresh = self.renew(token) if token else None
        if not fresh or fresh == token:
            raise refused
        headers["Authorization"] = f"Bearer {fresh}"

    def _rewind(self, data: Any) -> None:
        """Go back to the beginning of a body that was read as it was sent. Raises NotReady."""
        if data is None or isinstance(data, str | bytes | bytearray | Mapping | list | tuple):
            return
        try:
            data.seek(0)
        except (AttributeError, OSError):  # it comes out of a generator or a pipe: it is gone
            raise NotReady(
                f"The sign-in at {self._name} had to be renewed.", cure="Try once more."
            ) from None

    def _accepted(self, method: str, address: str, options: dict[str, Any]) -> FetchResponse:
        """Return an answer, or raise what a refusal means; here nothing holds the connection any more.

        Raised further inside, the error would keep the connection open for as long as it is kept.
        """
        told = self._asked(method, address, options)
        refused = refusal(self._name, told.status, told.headers.get("retry-after", ""))
        if refused is not None:
            refused.response = told
            raise refused
        return told

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
            body = bytearray()
            for piece in answer.iter_content(_PIECE):
                body += piece
                if len(body) > MAX_BYTES:
                    raise ActionError(
                        f"{self._name} sends more than {MAX_BYTES // 1_048_576} MB.",
                        cure="Ask for less at a time.",
                    )
            self._note(method, answer, bytes(body[:KEPT_BYTES]))
            answer._content = bytes(body)
            return FetchResponse(
                answer.status_code,
                _decoded(answer),
                {name.lower(): value for name, value in answer.headers.items()},
                answer.url,
                answer.content,
            )

    def _note(self, method: str, answer: requests.Response, body: bytes) -> None:
        """Keep the beginning of an answer; without its query the address tells enough."""
        self.recent.append(
            {
                "at": time.time(),
                "method": method,
                "url": answer.url.partition("?")[0],
                "status": answer.status_code,
                "type": answer.headers.get("Content-Type", ""),
                "body": body.decode("utf-8", "replace"),
            }
        )

    def _headers(self, given: Mapping[str, str], *, own: bool) -> tuple[dict[str, str], str | None]:
        """Return the headers to send, and the access token among them."""
        headers = self._all(self._http.headers) if own else {}
        names = {name.lower() for name in given}
        explicit = "authorization" in names | {name.lower() for name in headers}
        token = self.bearer() if own and not explicit else None
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return {**{k: v for k, v in headers.items() if k.lower() not in names}, **given}, token

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
        return filled(template, self._settings)


def filled(template: str, settings: Mapping[str, Any]) -> str:
    """Return a text with ``{setting}`` replaced by that setting's value."""
    return _PLACE.sub(lambda place: str(settings.get(place[1], place[0])), template)


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
