"""Every error as RFC 9457 problem JSON, with OVA's code and cure."""

import json
import logging
import secrets
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, has_request_context, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from ova.core import OvaError, Wanted, fault_json
from ova.web.errors import InvalidRequest
from ova.web.frontend import Frontend
from ova.web.public import is_private_path

log = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"

_CURES = {
    404: "Check the address; /api/docs lists every route.",
    405: "Use one of the methods named in the Allow header.",
    413: "Send at most 32 MB of audio, 6 GB of a model or backup, or 1 MB of JSON.",
    429: "Wait a minute, then try again.",
}


def problem(
    status: int,
    detail: str,
    *,
    code: str,
    cure: str = "",
    headers: dict[str, str] | None = None,
    **extra: Any,
) -> Response:
    """Build a problem response."""
    body = {
        "type": f"urn:ova:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "cure": cure,
        **extra,
    }
    return Response(json.dumps(body), status=status, headers=headers, content_type=PROBLEM_TYPE)


def handle_errors(app: Flask, frontend: Frontend) -> None:
    """Answer every error of ``app`` with a problem, and unknown paths with the frontend."""

    @app.errorhandler(OvaError)
    def known(error: OvaError) -> Response:
        return from_ova_error(error)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        if error.code == 404 and request.routing_exception is not None:
            page = None if is_private_path(request.path) else frontend.answer(request)
            if page is not None:
                return page
        return from_http_exception(error)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        return from_surprise(error)


def from_surprise(error: Exception) -> Response:
    """Turn what nobody foresaw into a problem that the log explains."""
    error_id = secrets.token_hex(6)
    log.error("Error %s in %s", error_id, _asked(), exc_info=error)
    return problem(
        500,
        "Something went wrong inside the hub.",
        code="internal_error",
        cure=f"Try again. The hub's log tells more under {error_id}.",
        error_id=error_id,
    )


def from_ova_error(error: OvaError) -> Response:
    """Turn one of OVA's errors into a problem."""
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s failed: %s", _asked(), error, exc_info=error)
    extra = {}
    errors = getattr(error, "errors", None)
    if errors:
        extra["errors"] = errors
    form = getattr(error, "form", None)
    if form:
        extra["form"] = form
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return problem(
        error.status, error.message, code=error.code, cure=error.cure, headers=headers, **extra
    )


def _asked() -> str:
    """Return what was asked for, without the secret in a webhook's address."""
    if not has_request_context() or request.path.startswith("/webhooks/"):
        return "a delivery to a webhook"
    return f"{request.method} {request.path}"


def from_http_exception(error: HTTPException) -> Response:
    """Turn one of werkzeug's errors (404, 405, 413, 429, redirects, ...) into a response."""
    status = error.code or 500
    response = error.get_response()
    if status < 400:
        return Response(response.get_data(), status=status, headers=response.headers)
    kept = {
        name: value
        for name, value in response.headers.items()
        if name.lower() in ("allow", "retry-after", "www-authenticate")
    }
    phrase = HTTPStatus(status).phrase
    if status == 429:
        kept.setdefault("Retry-After", "60")
    detail = {
        404: f"There is nothing at {request.path}.",
        405: f"{request.path} does not take {request.method}.",
        413: "The request is too large.",
        429: "Too many requests came from this address.",
    }.get(status, f"{error.description or phrase}")
    code = "too_large" if isinstance(error, RequestEntityTooLarge) else phrase.lower()
    return problem(
        status,
        detail,
        code=code.replace(" ", "_").replace("-", "_"),
        cure=_CURES.get(status, ""),
        headers=kept,
    )


def from_validation(error: ValidationError) -> InvalidRequest:
    """Turn pydantic's findings into one error that points at every fault.

    A fault in the body carries a JSON pointer (RFC 6901), one in the query its parameter's name.
    What was sent is not repeated: it may hold a secret.
    """
    in_query = error.title.endswith("Query")
    errors = []
    for fault in error.errors(include_url=False, include_input=False):
        place = fault["loc"]
        where = (
            {"parameter": str(place[0]) if place else ""}
            if in_query
            else {"pointer": json_pointer(place)}
        )
        errors.append(fault_json(Wanted.of_model(fault), **where))
    first = errors[0]
    place_text = first.get("parameter") or first.get("pointer") or "the body"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return InvalidRequest(
        f"The request does not fit: {place_text}: {first['detail']}{more}.",
        cure="Correct the named fields; /api/docs shows the form that is wanted.",
        errors=errors,
    )


def json_pointer(place: tuple[int | str, ...]) -> str:
    """Write a place in a JSON document as an RFC 6901 pointer."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)
