"""Numbers between words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language import digits_from_words, words_from_number
from ova.language.numbers import spell_numerals


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("fifty percent", "50 percent"),
        ("twenty five", "25"),
        ("twenty-five minutes", "25 minutes"),
        ("Twenty Five", "25"),
        ("a hundred and one", "101"),
        ("one hundred one", "101"),
        ("two thousand seven hundred", "2700"),
        ("fifteen hundred", "1500"),
        ("one million two hundred thousand and five", "1200005"),
        ("twenty point five degrees", "20.5 degrees"),
        ("minus five", "-5"),
        ("kitchen one", "kitchen 1"),
        ("one hour and five minutes", "1 hour and 5 minutes"),
        ("five and six", "5 and 6"),
        ("ten thirty", "10 30"),
        ("twenty, five", "20, 5"),
    ],
)
def test_spelled_out_numbers_become_digits(text, digits):
    assert digits_from_words(text) == digits


@pytest.mark.parametrize(
    "text",
    [
        "the second floor",
        "a lamp",
        "an hour and a half",
        "someone",
        "a point",
        "half",
        "hundred",
        "and",
        "",
        "minus",
        "a thousandth",
        "often",
    ],
)
def test_other_words_stay(text):
    assert digits_from_words(text) == text


def test_a_twenty_second_timer_lasts_twenty_seconds():
    assert digits_from_words("a twenty second timer") == "a 20 second timer"


def test_a_language_without_a_table_is_left_alone():
    assert digits_from_words("fifty percent", "tlh") == "fifty percent"
    assert words_from_number(5, "tlh") == ()


@given(number=st.integers(0, 999_999))
def test_every_way_to_say_a_number_is_read_back(number):
    forms = words_from_number(number)
    assert forms
    for form in forms:
        assert digits_from_words(form) == str(number)
        assert digits_from_words(f"set it to {form} percent") == f"set it to {number} percent"


@given(number=st.integers(0, 2000), tenths=st.integers(1, 9))
def test_decimals_are_read_back(number, tenths):
    value = number + tenths / 10
    for form in words_from_number(value):
        assert float(digits_from_words(form)) == value


@given(text=st.text())
def test_reading_digits_a_second_time_changes_nothing(text):
    once = digits_from_words(text)
    assert digits_from_words(once) == once


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("lamp 2", "lamp two"),
        ("2nd floor", "second floor"),
        ("Studio 54", "Studio fifty four"),
        ("R2D2", None),
        ("plain", "plain"),
    ],
)
def test_numerals_of_names_are_spelled(name, spoken):
    assert spell_numerals(name) == spoken
