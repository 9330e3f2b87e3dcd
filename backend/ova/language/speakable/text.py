"""Whole replies as a voice reads them well.

Engines read plain numbers in their language well, and little else: espeak-ng leaves out the minus of
"-5" in French and Spanish, says "14 30" for a time and spells "kWh" and "km/h"; Piper uses
its rules. One pass over the text finds what is written for the eye, the longest form first, and
puts words in its place; what was put in is never looked at again.
"""

import re
from functools import cache

from ova.language.speakable.forms import Form, forms_of
from ova.language.speakable.markup import plain_text
from ova.language.speakable.words import spoken_words

_GROUP_BLANK = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
"""The blank between groups of digits in "10 000", which is no blank between words."""
_CAPITALS = re.compile(r"\b[^\W\d_]{5,}\b")
_BEFORE_STOP = re.compile(r"\s+([,.;:!?…])")
_DOUBLE_STOP = re.compile(r"[,;:](?=\s*[,;:.!?])|(?<=[!?])\.(?!\.)")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")


def speakable_text(text: str, language: str = "en") -> str:
    """Return a reply as it is to be spoken: "21.5 °C" becomes "21.5 degrees Celsius".

    Pure. Markup and pictures go in every language; numbers, units, times, dates, money, addresses
    and signs become words in those with a table.
    """
    words = spoken_words(language)
    plain = plain_text(_GROUP_BLANK.sub("", text))
    if words.known:
        plain = _said(_sober(plain), _forms(words.language))
    return " ".join(_DOUBLE_STOP.sub("", _BEFORE_STOP.sub(r"\1", plain)).split())


@cache
def _forms(language: str) -> tuple[Form, ...]:
    return forms_of(spoken_words(language))


def _said(text: str, forms: tuple[Form, ...]) -> str:
    """Return the text with every form in words, from left to right; the first that fits wins."""
    found = [
        (match.start(), place, match)
        for place, form in enumerate(forms)
        for match in form.pattern.finditer(text)
    ]
    said: list[str] = []
    at = 0
    for start, place, match in sorted(found, key=lambda one: one[:2]):
        if start < at:
            continue
        spoken = forms[place].say(match)
        if spoken is not None:
            said += [text[at:start], spoken]
            at = match.end()
    return "".join([*said, text[at:]])


def _sober(text: str) -> str:
    """Return a text that does not shout: capitals that are no initials in small letters."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(text.split()) > 1 and len(letters) > 7 and all(letter.isupper() for letter in letters):
        return text.capitalize()
    return _CAPITALS.sub(
        lambda word: word[0].lower() if word[0].isupper() and _VOWEL.search(word[0]) else word[0],
        text,
    )
