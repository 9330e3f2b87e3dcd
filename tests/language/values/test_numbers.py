"""Numbers: what is spelled is read back, in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language import digits_from_words, words_from_number
from ova.language.tokens import tokens_of
from ova.language.values import read_numbers, read_values

LANGUAGES = ("en", "de", "fr", "es", "nl", "it")


def whole(text, language):
    tokens = tokens_of(text)
    return [each.value for each in read_numbers(tokens, 0, language) if each.end == len(tokens)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_spell_a_number_to_ten_thousand_is_read_back(language):
    for number in range(10_001):
        for words in words_from_number(number, language):
            assert whole(words, language) == [number], words


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(-999_999_999, 999_999_999))
def test_large_and_negative_numbers_are_read_back(language, number):
    for words in words_from_number(number, language):
        assert number in whole(words, language), words


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 2000), decimals=st.integers(1, 99))
def test_spoken_decimals_are_read_back(language, number, decimals):
    value = float(f"{number}.{decimals:02d}")
    for words in words_from_number(value, language):
        assert whole(words, language) == [pytest.approx(value)], words


@given(number=st.integers(0, 999_999))
def test_and_may_be_said_or_left_out(number):
    (words,) = words_from_number(number)[:1]
    assert whole(
        words.replace("hundred ", "hundred and ").replace("and thousand", "thousand"), "en"
    ) == [number]


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10**12 - 1), decimals=st.integers(1, 99), minus=st.booleans())
def test_digits_are_read_back(language, number, decimals, minus):
    sign = "-" if minus else ""
    value = float(f"{sign}{number}.{decimals}")
    assert whole(f"{sign}{number}.{decimals}", language) == [value]
    assert whole(f"{sign}{number},{decimals}", language) == [value]
    assert whole(f"{sign}{number}", language) == [-number if minus else number]


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(1, 31))
def test_digits_with_the_ending_of_an_ordinal_are_ordinals(language, number):
    ending = {"en": "th", "de": ".", "fr": "e", "es": "º", "nl": "e", "it": "º"}[language]
    tokens = tokens_of(f"{number}{ending}")
    assert read_values("ordinal", tokens, 0, language)[0].value == number


@given(number=st.integers(0, 100))
def test_percentages_are_read_back_in_words_and_digits(number):
    for said in (*words_from_number(number), str(number)):
        tokens = tokens_of(f"{said} percent")
        assert read_values("percentage", tokens, 0, "en")[0].value == number


@given(tenths=st.integers(-400, 400))
def test_temperatures_are_read_back_in_words_and_digits(tenths):
    degrees = tenths / 10
    for said in (*words_from_number(degrees), str(degrees)):
        (found, *_) = read_values(
            "temperature_value", tokens_of(f"{said} degrees celsius"), 0, "en"
        )
        assert (found.value, found.unit) == (pytest.approx(degrees), "C")


@pytest.mark.parametrize(
    ("language", "text", "digits"),
    [
        ("de", "stelle fünfundzwanzig Prozent ein", "stelle 25 Prozent ein"),
        ("de", "schalte eine Lampe ein", "schalte eine Lampe ein"),
        ("de", "zwanzig Komma fünf Grad", "20.5 Grad"),
        ("de", "minus fünf", "-5"),
        ("fr", "mets quatre-vingt-dix-sept pour cent", "mets 97 pour cent"),
        ("fr", "une lampe", "une lampe"),
        ("es", "treinta y uno por ciento", "31 por ciento"),
        ("nl", "een lamp op vijfentwintig procent", "een lamp op 25 procent"),
        ("it", "venticinque per cento", "25 per cento"),
    ],
)
def test_spelled_out_numbers_of_other_languages_become_digits(language, text, digits):
    assert digits_from_words(text, language) == digits


@pytest.mark.parametrize("language", LANGUAGES)
def test_negative_decimals_are_spelled_with_their_decimals(language):
    for words in words_from_number(-20.5, language):
        assert whole(words, language) == [-20.5]
    assert words_from_number(-0.5, "en") == ("minus zero point five",)
