"""Deliveries to webhooks: taken here before the application, which has much to do for a page.

The route of the application does the same, for addresses written in an unusual way.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Response

from ova.core import OvaError
from ova.web.errors import BodyCutShort
from ova.web.headers import SECURITY_HEADERS, add_security_headers
from ova.web.ports import WebhooksPort
from ova.web.problems import from_ova_error, from_surprise

_ADDRESS = re.compile(r"/webhooks/([a-z][a-z0-9_]*)/([A-Za-z0-9_-]+)")
_ACCEPTED = b'{"accepted": true}'
_HEADERS = [
    ("Content-Type", "application/json"),
    ("Content-Length", str(len(_ACCEPTED))),
    ("Cache-Control", "no-store"),
    *SECURITY_HEADERS.items(),
]

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class DeliveryDoor:
    """Stands before the application and takes what services send."""

    def __init__(self, app: Wsgi, webhooks: WebhooksPort) -> None:
        """Leave everything else to ``app``."""
        self._app = app
        self._webhooks = webhooks

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        address = (
            _ADDRESS.fullmatch(environ["PATH_INFO"])
            if environ["REQUEST_METHOD"] == "POST"
            else None
        )
        if address is None:
            return self._app(environ, start_response)
        try:
            take_delivery(self._webhooks, environ, address[1], address[2])
        except OvaError as error:
            return _refused(from_ova_error(error), environ, start_response)
        except Exception as error:  # noqa: BLE001 - told and logged like everywhere else
            return _refused(from_surprise(error), environ, start_response)
        start_response("200 OK", _HEADERS)
        return (_ACCEPTED,)


def take_delivery(webhooks: WebhooksPort, environ: Environ, entry_id: str, token: str) -> None:
    """Hand the body of a request to a webhook. Raises OvaError; nothing is read of a stranger's."""
    receiver = webhooks.receiver(entry_id, token)
    declared = environ.get("CONTENT_LENGTH") or ""
    source = environ["wsgi.input"]
    try:
        if declared.isdecimal():
            receiver.check_size(int(declared))
            body = source.read(int(declared))
            whole = len(body) == int(declared)
        else:  # sent in pieces, or nothing at all
            body, whole = _pieces(source, receiver.check_size), True
    except OSError:  # the server's errors for a body that breaks off are of this kind
        body, whole = b"", False
    if not whole:
        raise BodyCutShort("The body broke off.", cure="Send it again.")

    def header(name: str) -> str | None:
        found: str | None = environ.get("HTTP_" + name.upper().replace("-", "_"))
        return found

    receiver.take(header, environ.get("CONTENT_TYPE") or "", body, lambda: _headers(environ))


def _headers(environ: Environ) -> dict[str, str]:
    """Return the headers of a request by the names they usually have."""
    found = {
        name.removeprefix("HTTP_").replace("_", "-").title(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    for name in ("Content-Type", "Content-Length"):
        value = environ.get(name.upper().replace("-", "_"))
        if value:
            found[name] = value
    return found


def _pieces(source: Any, check_size: Callable[[int], None]) -> bytes:
    body = bytearray()
    while piece := source.read(65_536):
        body += piece
        check_size(len(body))
    return bytes(body)


def _refused(
    response: Response, environ: Environ, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    return add_security_headers(response)(environ, start_response)
