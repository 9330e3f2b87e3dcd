"""Sentences that start an action, by language."""

import re
from collections.abc import Iterable, Mapping

from ova.sdk.errors import InputInvalid

Phrases = Mapping[str, tuple[str, ...]]
"""Language to sentences."""
PLAIN_LANGUAGE = "en"
"""The language of phrases that do not say theirs."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def phrases_by_language(given: str | Iterable[str] | Mapping[str, str | Iterable[str]]) -> Phrases:
    """Return phrases by language; a text or a list of texts is English.

    Raises InputInvalid for a language that is none, such as ``German`` for ``de``.
    """
    if not isinstance(given, Mapping):
        plain = (given,) if isinstance(given, str) else tuple(given)
        return {PLAIN_LANGUAGE: plain} if plain else {}
    for language in given:
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise InputInvalid(
                f"The phrases name the language {language!r}, which there is not.",
                cure='Use its code, as in phrases={"en": [...], "de": [...]}.',
            )
    said = {
        language: (texts,) if isinstance(texts, str) else tuple(texts)
        for language, texts in given.items()
    }
    return {language: texts for language, texts in said.items() if texts}


def phrases_in(phrases: Phrases, language: str) -> tuple[str, ...]:
    """Return what is said in a language, else in its base language, else in English."""
    base = language.partition("-")[0]
    found = (phrases.get(one) for one in (language, base, PLAIN_LANGUAGE))
    return next((texts for texts in found if texts), ())
