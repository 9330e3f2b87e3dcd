"""The language a request wants texts in."""

from flask import request

_ENGLISH = "en"


def asked_language() -> str:
    """Return the first language of ``Accept-Language``; English when the request names none."""
    for language, quality in request.accept_languages:
        if quality > 0 and language != "*":
            base, _, rest = language.replace("_", "-").partition("-")
            return f"{base.lower()}-{rest}" if rest else base.lower()
    return _ENGLISH
