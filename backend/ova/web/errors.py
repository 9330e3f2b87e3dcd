"""Errors of the web room."""

from typing import Any

from ova.core import InvalidInput, NotAllowed, NotFound, OvaError


class WebError(OvaError):
    """Base of what goes wrong at the hub's door."""

    code = "web_error"


class NotSignedIn(WebError, NotAllowed):
    """No valid session or token came with the request."""

    code = "not_signed_in"
    status = 401


class RoleMissing(WebError, NotAllowed):
    """Who asks is signed in, and may not do this."""

    code = "role_missing"
    status = 403


class CsrfMissing(WebError, NotAllowed):
    """A change was asked for with a cookie, but without the header that proves its page."""

    code = "csrf"
    status = 403


class InvalidRequest(WebError, InvalidInput):
    """The body or the query does not have the wanted form; ``errors`` names every fault."""

    code = "invalid_request"
    status = 422

    def __init__(self, message: str, *, cure: str = "", errors: list[dict[str, Any]]) -> None:
        super().__init__(message, cure=cure)
        self.errors = errors


class MalformedJson(WebError, InvalidInput):
    """The body is not JSON."""

    code = "malformed_json"
    status = 400


class BodyCutShort(WebError, InvalidInput):
    """Less came than was announced."""

    code = "body_cut_short"
    status = 400


class UnsupportedMedia(WebError, InvalidInput):
    """The body is of a type this route does not take."""

    code = "unsupported_media_type"
    status = 415


class NoSuchAudio(WebError, NotFound):
    """A reply's sound is not kept any more."""

    code = "no_such_audio"
    status = 404


class CannotListen(WebError):
    """The address or port cannot be used."""

    code = "cannot_listen"
    status = 503
