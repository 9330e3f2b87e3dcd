"""Requests the server can make nothing of: answered like every other mistake, before any route."""

import logging
import socket
from contextlib import suppress

from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidRequestMethod,
    LimitRequestHeaders,
    LimitRequestLine,
    UnsupportedTransferCoding,
)

from ova.web.headers import SECURITY_HEADERS
from ova.web.problems import problem

log = logging.getLogger(__name__)

_ANSWERS: tuple[tuple[type[Exception], int, str, str], ...] = (
    (LimitRequestLine, 414, "uri_too_long", "The address is too long."),
    (LimitRequestHeaders, 431, "headers_too_large", "The headers are too large."),
    (ExpectationFailed, 417, "expectation_failed", "What is expected cannot be done."),
    (UnsupportedTransferCoding, 501, "unsupported_transfer_coding", "The coding is not known."),
    (InvalidRequestMethod, 400, "bad_request", "The method is not one of HTTP."),
)


def refuse_unreadable(client: socket.socket, error: Exception) -> None:
    """Tell a client that its request cannot be read; the connection is closed afterwards."""
    status, code, detail = next(
        (found[1:] for found in _ANSWERS if isinstance(error, found[0])),
        (400, "bad_request", "The request is not HTTP."),
    )
    log.debug("An unreadable request: %r", error)
    answer = problem(
        status, detail, code=code, cure="Send a shorter or well-formed request.", headers=None
    )
    body = answer.get_data()
    headers = {
        "Content-Type": answer.content_type,
        "Content-Length": str(len(body)),
        "Connection": "close",
        **SECURITY_HEADERS,
    }
    lines = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in headers.items())]
    with suppress(OSError):  # it has left
        client.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
