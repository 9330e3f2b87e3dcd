"""The other side of an integration under test: answers what the test told it to."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict


@dataclass(frozen=True, slots=True)
class Asked:
    """One request the integration made."""

    method: str
    url: str
    headers: Mapping[str, str]
    """Names in any case."""
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path alone."""
        return urlsplit(self.url).path or "/"

    @property
    def params(self) -> dict[str, str]:
        """The query; the last value of each name."""
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    @property
    def json(self) -> Any:
        """The decoded body. Raises ValueError when it is not JSON."""
        return json.loads(self.body)


Answerer = Callable[[Asked], Any]


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content: Answerer
    headers: Mapping[str, str] = field(default_factory=dict)


class Service(BaseAdapter):
    """Stands in for whatever ``ctx.fetch`` asks: ``service.answer("GET", "/lights", [...])``."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []
        """Every request, the first one first."""
        self.down = False
        """True: nothing answers, as in an outage."""
        self._answers: dict[tuple[str, str], _Answer] = {}
        self._always: _Answer | None = None

    def answer(
        self,
        method: str,
        address: str,
        content: Any = None,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Answer a method and an address, given whole or as the end of its path.

        ``content`` is JSON, a text, None, or a function of the request that returns one of them, a
        bare status, or raises. The answer given last counts.
        """
        given = content if callable(content) else lambda _asked: content
        self._answers[method.upper(), address] = _Answer(status, given, headers or {})

    def refuse(self, status: int = 401) -> None:
        """Answer everything with a refusal, as for credentials that are wrong."""
        self._always = _Answer(status, lambda _asked: None)

    def accept(self) -> None:
        """End ``refuse``."""
        self._always = None

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the library's own parameters
        timeout: Any = None,  # noqa: ARG002 - as above
        verify: Any = True,  # noqa: ARG002 - as above
        cert: Any = None,  # noqa: ARG002 - as above
        proxies: Any = None,  # noqa: ARG002 - as above
    ) -> requests.Response:
        """Take a request of the requests library and answer it."""
        body = request.body or b""
        asked = Asked(
            request.method or "GET",
            request.url or "",
            CaseInsensitiveDict(request.headers),
            body.encode() if isinstance(body, str) else bytes(body),
        )
        self.asked.append(asked)
        if self.down:
            raise requests.ConnectionError("the service is down in this test")
        found = self._always or self._find(asked)
        if found is None:
            place = f'"{asked.method}", "{asked.path}"'
            raise AssertionError(
                f"nothing answers {asked.method} {asked.url}; tell it to: service.answer({place}, ...)"
            )
        return _response(request, found, found.content(asked))

    def close(self) -> None:
        """Nothing is open."""

    def _find(self, asked: Asked) -> _Answer | None:
        plain = asked.url.partition("?")[0]
        for (method, address), answer in reversed(self._answers.items()):
            fits = address in (asked.url, plain) or asked.path.endswith(address)
            if method == asked.method and fits:
                return answer
        return None


def _response(
    request: requests.PreparedRequest, answer: _Answer, content: Any
) -> requests.Response:
    response = requests.Response()
    response.status_code = content if type(content) is int else answer.status
    response.request = request
    response.url = request.url or ""
    response.headers.update(answer.headers)
    if isinstance(content, bytes):
        body = content
    elif isinstance(content, str):
        body = content.encode()
        response.headers.setdefault("Content-Type", "text/plain; charset=utf-8")
    elif content is None or type(content) is int:
        body = b""
    else:
        body = json.dumps(content).encode()
        response.headers.setdefault("Content-Type", "application/json")
    response.raw = io.BytesIO(body)
    return response
