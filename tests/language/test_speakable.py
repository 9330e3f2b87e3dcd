"""Replies as they are spoken; the texts lie in speakable/<language>.yaml."""

from pathlib import Path

import pytest
import yaml

from ova.engines.espeak import espeak
from ova.language import speakable_text
from ova.language.speakable.words import spoken_words

LANGUAGES = ("de", "en", "es", "fr", "it", "nl")
ENGLISH_ONLY = frozenset(
    ("mi", "ft", "yd", "lb", "lbs", "oz", "gal", "kph", "rpm", "hr", "hrs", "mins", "sec")
)
TABLES = Path(__file__).parent / "speakable"


def cases():
    for language in LANGUAGES:
        table = yaml.safe_load((TABLES / f"{language}.yaml").read_text(encoding="utf-8"))
        yield from ((language, str(shown), str(spoken)) for shown, spoken in table.items())


@pytest.mark.parametrize(("language", "shown", "spoken"), list(cases()))
def test_a_text_is_spoken(language, shown, spoken):
    assert speakable_text(shown, language) == spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_the_same_kinds_of_things(language):
    words, english = spoken_words(language), spoken_words("en")

    assert set(english.units) - set(words.units) <= ENGLISH_ONLY
    assert set(english.currencies) <= set(words.currencies)
    assert set(english.table["words"]) == set(words.table["words"])
    assert len(words.months) == 12


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_minus_that_espeak_leaves_out_is_said(language):
    say = espeak().phonemes
    voice = f"roa/{language}"

    assert say("-5", voice) == say("5", voice)
    assert say(speakable_text("-5", language), voice) != say("5", voice)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "🎉🎊", "***", "<br>"])
def test_what_holds_no_words_is_silence(text):
    assert speakable_text(text, "en") == ""


def test_a_language_without_words_loses_markup_only():
    assert speakable_text("**21.5** °C 🎉 <b>ok</b>", "tr") == "21.5 °C ok"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "1" * 3000,
        "1." * 2000,
        "<" * 3000,
        "[" * 3000,
        "- " * 2000,
        "_a" * 2000,
        "**a" * 2000,
        "a@" * 2000,
        "+49 " * 1000,
    ],
)
def test_no_text_takes_it_long_or_breaks_it(language, text):
    speakable_text(text, language)
