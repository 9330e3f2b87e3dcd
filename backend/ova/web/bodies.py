"""The bodies of requests, checked before any route sees them."""

import math

from flask import request
from werkzeug.exceptions import BadRequest

from ova.web.errors import InvalidRequest, MalformedJson, UnsupportedMedia
from ova.web.identity import FORM_ENDPOINT

MAX_JSON_BYTES = 1024 * 1024
MAX_AUDIO_BYTES = 32 * 1024 * 1024

MAX_MODEL_BYTES = 6 * 1024 * 1024 * 1024

AUDIO_ENDPOINTS = ("speech.listen", "satellites.play", "understanding.hear")
MODEL_ENDPOINT = "models.upload"
BACKUP_ENDPOINT = "backups.upload"
DELIVERY_ENDPOINT = "deliveries.deliver"
WAKE_ENDPOINTS = ("wake_words.upload", "wake_words.test", "wake_words.test_phrase")
SEVERAL = frozenset({"satellite_ids", "area_ids", "floor_ids"})
"""Parameters that may be given more than once."""
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def check_body() -> None:
    """Cap the current request's size and parse its JSON.

    Raises MalformedJson, UnsupportedMedia; reading beyond the cap answers 413.
    """
    if request.endpoint in AUDIO_ENDPOINTS:
        request.max_content_length = MAX_AUDIO_BYTES
        return
    if request.endpoint == DELIVERY_ENDPOINT:
        return  # each webhook has a cap of its own and looks at the bytes itself
    if request.endpoint in WAKE_ENDPOINTS:
        request.max_content_length = MAX_AUDIO_BYTES
        return
    if request.endpoint in (MODEL_ENDPOINT, BACKUP_ENDPOINT):
        request.max_content_length = MAX_MODEL_BYTES
        return
    request.max_content_length = MAX_JSON_BYTES
    if request.endpoint == FORM_ENDPOINT and request.mimetype in FORM_TYPES:
        return
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
    if b"\\u" in request.get_data() and not is_sound(document, numbers=False):
        raise MalformedJson(
            "The body holds half of a surrogate pair, which is no text.",
            cure="Send whole characters.",
        )


def check_query() -> None:
    """Refuse a parameter of the current request that is given twice: which one counts?

    Raises InvalidRequest.
    """
    if request.path.startswith("/api/"):
        twice = [
            name for name, values in request.args.lists() if len(values) > 1 and name not in SEVERAL
        ]
        if twice:
            raise InvalidRequest(
                f"The parameter {twice[0]} is given more than once.",
                cure="Give each parameter once.",
                errors=[{"parameter": name, "detail": "is given more than once"} for name in twice],
            )


def is_sound(document: object, *, numbers: bool = True) -> bool:
    """Tell whether all texts (and ``numbers``) of a document can be stored and sent on.

    Half a surrogate pair cannot be written as UTF-8, and JSON has no infinity and no NaN.
    """
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if any("\ud800" <= character <= "\udfff" for character in part):
                return False
        elif isinstance(part, float):
            if numbers and not math.isfinite(part):
                return False
        elif isinstance(part, dict):
            waiting.extend(part.keys())
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return True
