"""How the words of a graph are spoken: a dictionary of just those words."""

import logging
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ova.engines.errors import EngineError
from ova.engines.espeak import espeak
from ova.engines.stt.arpabet import phones_from_ipa

_LOG = logging.getLogger(__name__)
_EXTRA = {
    "almond": ("AO L M AH N D", "AE L M AH N D", "AA L M AH N D"),
    "americano": ("AH M EH R IH K AE N OW",),
    "latte": ("L AE T EY",),
    "mocha": ("M AO K AH",),
    "ounce": ("AW N T S",),
}
"""Common pronunciations the CMU dictionary lacks."""
_VARIANT = re.compile(rb"\(\d+\)$")
_UNACCENTED = {0x131: "i", 0xF8: "o", 0x142: "l"}
"""Dotless i, o with stroke and l with stroke do not decompose."""
_SCRIPT_VOICES = {"CYRILLIC": "ru", "GREEK": "el"}


def pronunciations(words: Iterable[str], dictionary: Path) -> dict[str, tuple[str, ...]]:
    """Return how each word is spoken: from the dictionary file, else worked out by espeak-ng.

    Words nothing can be found for are left out, with a warning in the log.
    """
    wanted = set(words)
    found = _looked_up(wanted, dictionary)
    result = {}
    for word in sorted(wanted):
        spoken = found.get(word, ()) or guess(word)
        spoken = tuple(dict.fromkeys((*spoken, *_EXTRA.get(word, ()))))
        if spoken:
            result[word] = spoken
        else:
            _LOG.warning("No pronunciation for “%s”: sentences with it cannot be heard.", word)
    return result


def guess(word: str) -> tuple[str, ...]:
    """Return what espeak-ng makes of a word, as written and without accents."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word.replace("ß", "ss"))
        if not unicodedata.combining(letter)
    )
    plain = plain.translate(_UNACCENTED)
    try:
        library = espeak()
        spoken = [
            " ".join(phones_from_ipa(library.phonemes(text, _voice_for(text))))
            for text in dict.fromkeys((word.replace("ß", "ss"), plain))
        ]
    except EngineError as error:
        _LOG.warning("Cannot work out how “%s” is spoken: %s", word, error)
        return ()
    return tuple(dict.fromkeys(phones for phones in spoken if phones))


def _voice_for(text: str) -> str:
    for letter in text:
        if letter.isalpha():
            script = unicodedata.name(letter, "").partition(" ")[0]
            return _SCRIPT_VOICES.get(script, "en-us")
    return "en-us"


def _looked_up(wanted: set[str], dictionary: Path) -> dict[str, tuple[str, ...]]:
    keys = {word.encode(): word for word in wanted}
    found: dict[str, tuple[str, ...]] = {}
    with dictionary.open("rb") as lines:  # bytes and line by line: the file has 130,000 words
        for line in lines:
            head, _, phones = line.partition(b" ")
            word = keys.get(head) or keys.get(_VARIANT.sub(b"", head))
            if word is not None:
                found[word] = (*found.get(word, ()), phones.decode().strip())
    return found
