"""Read a whole text as one value."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ova.language.tokens import tokens_of
from ova.language.values import VALUE_KINDS, read_values


@pytest.fixture(scope="session")
def now():
    """It is Wednesday, 11 March 2026, 10:15:30, in Berlin."""
    return datetime(2026, 3, 11, 10, 15, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="session")
def at():
    """Make a moment in Berlin."""
    return lambda *parts: datetime(*parts, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="session")
def read():
    """Read a text that is one value from its start to its end; None when it is not."""

    def whole(kind, text, language="en", now=None):
        tokens = tokens_of(text)
        found = read_values(kind, tokens, 0, language, now)
        return found[0].value if found and found[0].end == len(tokens) else None

    return whole


@pytest.fixture(scope="session", autouse=True)
def tables():
    """Read the tables of all languages once, so that no single example pays for it."""
    for language in ("en", "de", "fr", "es", "nl", "it", "de-CH", "pt", "ja", "tlh", ""):
        for kind in VALUE_KINDS:
            read_values(kind, ("one",), 0, language)
