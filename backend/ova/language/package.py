"""Sentences that come with the home-assistant-intents package."""

from functools import cache
from typing import Any

import home_assistant_intents

from ova.language.source import SentenceSource

PACKAGE = "home-assistant-intents"


@cache
def package_data(language: str) -> dict[str, Any] | None:
    """Return the full sentences, lists, rules and skip words of a language, or None."""
    return home_assistant_intents.get_intents(language)


@cache
def speech_data(language: str) -> dict[str, Any] | None:
    """Return the lean sentences meant for a closed-grammar speech decoder, or None."""
    return home_assistant_intents.get_speech_to_phrase_intents(language)


def package_intents(language: str) -> tuple[str, ...]:
    """Return the names of all intents the package has sentences for."""
    data = package_data(language)
    return tuple(data["intents"]) if data else ()


def package_source(skill: str, language: str = "en") -> SentenceSource:
    """Return every sentence of the package as one source of a skill."""
    data = {"package": PACKAGE, "intents": list(package_intents(language))}
    return SentenceSource(skill, language, data, PACKAGE)
