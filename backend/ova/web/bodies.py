"""The bodies of requests, checked before any route sees them."""

from flask import request
from werkzeug.exceptions import BadRequest

from ova.web.errors import MalformedJson, UnsupportedMedia

MAX_JSON_BYTES = 1024 * 1024
MAX_AUDIO_BYTES = 32 * 1024 * 1024

AUDIO_ENDPOINT = "speech.listen"


def check_body() -> None:
    """Cap the current request's size and parse its JSON.

    Raises MalformedJson, UnsupportedMedia; reading beyond the cap answers 413.
    """
    if request.endpoint == AUDIO_ENDPOINT:
        request.max_content_length = MAX_AUDIO_BYTES
        return
    request.max_content_length = MAX_JSON_BYTES
    if request.method in ("GET", "HEAD", "OPTIONS") or request.url_rule is None:
        return
    if not request.content_length and not request.headers.get("Transfer-Encoding"):
        return
    if not request.is_json:
        if not request.get_data(cache=True):
            return
        raise UnsupportedMedia(
            f"A body of type {request.mimetype or 'unknown'} is not taken here.",
            cure="Send JSON with 'Content-Type: application/json'.",
        )
    try:
        document = request.get_json()
    except (BadRequest, RecursionError) as error:
        raise MalformedJson(
            "The body is not valid JSON.", cure="Send one JSON document in UTF-8."
        ) from error
    if b"\\u" in request.get_data() and _has_lone_surrogate(document):
        raise MalformedJson(
            "The body holds half of a surrogate pair, which is no text.",
            cure="Send whole characters.",
        )


def _has_lone_surrogate(document: object) -> bool:
    """Walk a document: such text can neither be stored nor sent on."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if any("\ud800" <= character <= "\udfff" for character in part):
                return True
        elif isinstance(part, dict):
            waiting.extend(part.keys())
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return False
