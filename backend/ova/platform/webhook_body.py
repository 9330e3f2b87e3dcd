"""From the bytes of a delivery to its payload."""

import json
import math
from typing import Any
from urllib.parse import parse_qsl

from ova.platform.webhook_errors import DeliveryMalformed

FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS = 1_000


def payload_of(body: bytes, content_type: str) -> Any:
    """Return the document of a JSON body, or the fields of a form. Raises DeliveryMalformed.

    A field of a form that comes several times becomes a list. Every other content type is taken for
    JSON: services name it in many ways, and some not at all.
    """
    if content_type.partition(";")[0].strip().lower() == FORM:
        return _form(body)
    try:
        document = json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise DeliveryMalformed(
            "The body is not valid JSON.", cure="Send one JSON document in UTF-8, or a form."
        ) from error
    if not _can_be_kept(document):
        raise DeliveryMalformed(
            "The body holds half a character, a zero character, or a number beyond all limits.",
            cure="Send whole characters and finite numbers.",
        )
    return document


def _form(body: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError as error:
        raise DeliveryMalformed(
            "The body is not a form.", cure="Send name=value pairs joined by &, in UTF-8."
        ) from error
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            earlier = fields[name]
            fields[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            fields[name] = value
    if not _can_be_kept(fields):
        raise DeliveryMalformed("The form holds a zero character.", cure="Send plain text.")
    return fields


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _can_be_kept(document: Any) -> bool:
    """Tell whether every text and number can be stored: in UTF-8 without zeros, and finite."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if "\0" in part or any("\ud800" <= sign <= "\udfff" for sign in part):
                return False
        elif isinstance(part, float):
            if not math.isfinite(part):
                return False
        elif isinstance(part, dict):
            waiting.extend(part)
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return True
