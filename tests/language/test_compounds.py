"""Compounds of languages that join words."""

import pytest

from ova.language.compounds import taken_apart
from ova.language.tokens import as_written, token_row

WORDS = {"küche", "lampe", "lampen", "wohnzimmer", "wohn", "zimmer", "zimmerlampe", "licht", "haus"}
LINKING = ("s", "n", "en")


def apart(text, whole=()):
    return taken_apart(token_row(text), WORDS, lambda word: word in whole, LINKING)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Küchenlampe", ("küche", "lampe")),
        ("Küchelampen", ("küche", "lampen")),
        ("Wohnzimmerlicht", ("wohnzimmer", "licht")),
        ("Hauslampe an", ("haus", "lampe", "an")),
        ("Kellerlampe", ("kellerlampe",)),
        ("Lampe", ("lampe",)),
        ("12345678", ("12345678",)),
    ],
)
def test_a_compound_of_two_known_words_is_these_two(text, parts):
    assert apart(text) == parts


def test_what_is_a_word_of_its_own_stays_whole():
    assert apart("Küchenlampe", whole={"küchenlampe"}) == ("küchenlampe",)


def test_a_language_that_does_not_join_words_takes_nothing_apart():
    row = token_row("Küchenlampe")
    assert taken_apart(row, WORDS, lambda word: False, ()) == row


def test_what_was_written_can_still_be_told():
    assert as_written(apart("die Küchenlampe bitte")) == "die Küchenlampe bitte"
