"""How a phrase of a person's own choosing may sound, and whether it makes a good wake word."""

import re
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from ova.engines.errors import EngineError, EngineMissing
from ova.engines.espeak import espeak
from ova.engines.stt.arpabet import phones_from_ipa
from ova.engines.stt.pronounce import pronunciations
from ova.engines.wake.errors import BadPhrase, PhraseFault

VOWELS = frozenset(
    ("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW")
)
_ACCENTS = ("en-us", "en", "en-gb-scotland")
_MOST_VARIANTS = 8
_MOST_WORDS = 5
_MOST_PHONES = 30
_FEWEST_PHONES = 4
_FEWEST_SYLLABLES = 2
_GOOD_SYLLABLES = 3
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_EVERYDAY = frozenset(
    """
    a about all and are at be but can come did do for from get go good had has have he hello her hey hi
    him his how i if in is it just know like look me my no not now of off oh okay on one or out over
    right say see she so some that the then there they this time to up us was we well what when where
    who why will with yes you your
    """.split()  # noqa: SIM905 - a list of quoted words would be hard to read
)
_CURE = (
    "Choose words of at least three syllables that nobody says by chance, such as “hey computer”."
)


@dataclass(frozen=True, slots=True)
class SpokenPhrase:
    """A phrase with the ways to say it."""

    text: str
    """In lower case, words separated by one blank."""
    variants: tuple[tuple[str, ...], ...]
    """Phones (ARPAbet without stress) of each way to say it."""
    warning: str = ""
    """Why it may wake by chance or be missed; empty for a good phrase."""


def spoken_phrase(text: str) -> SpokenPhrase:
    """Return how a phrase sounds. Raises BadPhrase with a cure, EngineMissing."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    words = _WORD.findall(plain)
    if not words or len(words) > _MOST_WORDS or _WORD.sub("", plain).strip(" -,.!?"):
        raise BadPhrase(
            f"“{text[:60]}” cannot be a wake word.",
            cure=f"Write one to {_MOST_WORDS} words, digits as words.",
            fault=PhraseFault.FORM,
        )
    ways = [_ways_to_say(word) for word in words]
    variants = tuple(
        tuple(phone for word in chosen for phone in word)
        for chosen in islice(product(*ways), _MOST_VARIANTS)
    )
    plain = " ".join(words)
    syllables = min(sum(phone in VOWELS for phone in one) for one in variants)
    shortest = min(map(len, variants))
    if syllables < _FEWEST_SYLLABLES or shortest < _FEWEST_PHONES:
        raise BadPhrase(
            f"“{plain}” is too short to be told from other words.",
            cure=_CURE,
            fault=PhraseFault.SHORT,
        )
    if max(map(len, variants)) > _MOST_PHONES:
        raise BadPhrase(
            f"“{plain}” is too long for a wake word.",
            cure="Choose fewer words.",
            fault=PhraseFault.LONG,
        )
    if set(words) <= _EVERYDAY:
        raise BadPhrase(
            f"People say “{plain}” all the time.", cure=_CURE, fault=PhraseFault.EVERYDAY
        )
    warning = ""
    if syllables < _GOOD_SYLLABLES:
        warning = f"“{plain}” is short: it will be missed or wake by chance more often. {_CURE}"
    return SpokenPhrase(plain, variants, warning)


def _ways_to_say(word: str) -> tuple[tuple[str, ...], ...]:
    found = [tuple(one.split()) for one in pronunciations([word], _dictionary()).get(word, ())]
    for accent in _ACCENTS:
        try:
            found.append(phones_from_ipa(espeak().phonemes(word, accent)))
        except EngineError:
            continue  # the dictionary's own are enough
    ways = tuple(dict.fromkeys(one for one in found if one))
    if not ways:
        raise BadPhrase(
            f"Nobody knows how to say “{word}”.",
            cure="Write it the way it sounds in English.",
            fault=PhraseFault.UNKNOWN,
        )
    return ways


def _dictionary() -> Path:
    try:
        import pocketsphinx
    except ImportError as error:
        raise EngineMissing(
            "PocketSphinx, which listens for phrases of your own, is not installed.",
            cure="Install it with `pip install pocketsphinx`.",
        ) from error
    return Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
