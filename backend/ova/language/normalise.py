"""Texts as they are compared: one form for everything people type or recognisers print."""

import re
import unicodedata
from functools import lru_cache

from ova.language.numbers import digits_from_words, spell_numerals
from ova.language.vocabulary import vocabulary

_SPACES = re.compile(r"\s+")
_END = re.compile(r"[\s.,;:!?…。\uff0c\uff1f\uff01؟]+$")
_START = re.compile(r"^[\s.,;:!?…¿¡]+")
_INNER_HYPHEN = re.compile(r"(?<=\w)[-_](?=\w)")
_INNER_STOP = re.compile(r"(?<=\w)[,;:!?…]+(?=\s)|(?<=[^\W\d])\.(?=\s)")
_UNSPEAKABLE = re.compile(r"[^\w\s']|_")


def clean_text(text: str) -> str:
    """Return text in NFC, on one line, without control characters, outer blanks and stops."""
    text = unicodedata.normalize("NFC", text).replace("\u2019", "'")
    text = "".join(
        letter
        if not unicodedata.category(letter).startswith("C")
        else " "
        if letter.isspace()
        else ""
        for letter in text
    )
    text = _INNER_STOP.sub("", _END.sub("", _START.sub("", text)))
    return _SPACES.sub(" ", _INNER_HYPHEN.sub(" ", text)).strip()


@lru_cache(maxsize=8192)
def name_forms(name: str, language: str = "en") -> tuple[str, ...]:
    """Return the ways a name may be written in a text, the cleaned name first.

    "Wi-Fi plug #2" is also "wi fi plug number 2" and "wi fi plug number two".
    """
    plain = clean_text(name)
    forms = dict.fromkeys([plain])
    symbols = _with_symbol_words(plain, language)
    forms[symbols] = None
    bare = _SPACES.sub(" ", _UNSPEAKABLE.sub(" ", symbols)).strip()
    forms[bare] = None
    spelled = spell_numerals(bare, language)
    if spelled:
        forms[_SPACES.sub(" ", spelled).strip()] = None
    for form in list(forms):
        forms[digits_from_words(form, language)] = None
    return tuple(form for form in forms if form)


def spoken_form(name: str, language: str = "en") -> str | None:
    """Return how a name is said: lower-case words only; None when part of it cannot be said."""
    symbols = _with_symbol_words(clean_text(name), language)
    words = spell_numerals(_UNSPEAKABLE.sub(" ", symbols), language)
    return _SPACES.sub(" ", words).strip().lower() or None if words else None


def _with_symbol_words(text: str, language: str) -> str:
    for symbol, word in vocabulary(language).symbols.items():
        if symbol in text:
            text = text.replace(symbol, f" {word} ")
    return _SPACES.sub(" ", text).strip()
