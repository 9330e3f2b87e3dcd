"""Texts and names in the form they are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language import clean_text
from ova.language.normalise import name_forms, spoken_form


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" Turn  on\nthe light! ", "Turn on the light"),
        ("set it to 20.5°.", "set it to 20.5°"),
        ("hey, turn it on, please", "hey turn it on please"),
        ("wi-fi on", "wi fi on"),
        ("set it to -5", "set it to -5"),
        ("what\u2019s up?", "what's up"),
        ("cafe\u0301", "café"),
        ("a\x00b\u200bc", "abc"),
        ("...", ""),
    ],
)
def test_a_text_is_cleaned(text, cleaned):
    assert clean_text(text) == cleaned


@given(text=st.text())
def test_a_cleaned_text_is_one_line_without_control_characters_and_stays(text):
    cleaned = clean_text(text)
    assert "\n" not in cleaned
    assert not any(unicodedata.category(letter) == "Cc" for letter in cleaned)
    assert cleaned == cleaned.strip()


def test_a_name_may_be_written_in_several_ways():
    assert name_forms("Wi-Fi plug #2") == (
        "Wi Fi plug #2",
        "Wi Fi plug number 2",
        "Wi Fi plug number two",
    )


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("TV & Radio", "tv and radio"),
        ("Kids' Room", "kids' room"),
        ("Lamp_2", "lamp two"),
        ("Büro", "büro"),
        ("R2D2", None),
        ("!!!", None),
    ],
)
def test_a_name_is_said_in_words(name, spoken):
    assert spoken_form(name) == spoken
