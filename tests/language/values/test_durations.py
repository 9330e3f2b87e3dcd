"""Lengths of time: what is said is what is measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language import duration_words, words_from_number
from ova.language.tokens import tokens_of
from ova.language.values import read_values

UNITS = {
    "en": (("second", "seconds"), ("minute", "minutes"), ("hour", "hours")),
    "de": (("Sekunde", "Sekunden"), ("Minute", "Minuten"), ("Stunde", "Stunden")),
    "fr": (("seconde", "secondes"), ("minute", "minutes"), ("heure", "heures")),
    "es": (("segundo", "segundos"), ("minuto", "minutos"), ("hora", "horas")),
    "nl": (("seconde", "seconden"), ("minuut", "minuten"), ("uur", "uur")),
    "it": (("secondo", "secondi"), ("minuto", "minuti"), ("ora", "ore")),
}
AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "nl": "en", "it": "e"}


def seconds(text, language):
    tokens = tokens_of(text)
    return {
        each.value
        for each in read_values("duration", tokens, 0, language)
        if each.end == len(tokens)
    }


@given(total=st.integers(1, 5_000_000))
def test_a_length_is_read_as_it_is_spoken_by_the_voice(total):
    assert seconds(duration_words(total, parts=5), "en") == {total}


@pytest.mark.parametrize("language", UNITS)
@given(number=st.integers(2, 100), unit=st.integers(0, 2))
def test_a_number_of_units_is_read_in_words_and_digits(language, number, unit):
    name = UNITS[language][unit][1]
    for said in (*words_from_number(number, language), str(number)):
        assert seconds(f"{said} {name}", language) == {number * 60**unit}


@pytest.mark.parametrize("language", UNITS)
@given(hours=st.integers(2, 23), minutes=st.integers(2, 59), joined=st.booleans())
def test_hours_and_minutes_add_up(language, hours, minutes, joined):
    joiner = f" {AND[language]} " if joined else " "
    hour, minute = UNITS[language][2][1], UNITS[language][1][1]
    assert seconds(f"{hours} {hour}{joiner}{minutes} {minute}", language) == {
        hours * 3600 + minutes * 60
    }


@given(hours=st.integers(0, 99), minutes=st.integers(0, 59), rest=st.integers(0, 59))
def test_a_row_of_digits_with_colons_is_hours_minutes_and_seconds(hours, minutes, rest):
    assert seconds(f"{hours}:{minutes:02d}:{rest:02d}", "en") == {
        hours * 3600 + minutes * 60 + rest
    }


@given(hours=st.integers(1, 99))
def test_halves_are_added_before_and_behind_the_unit(hours):
    expected = {hours * 3600 + 1800}
    assert seconds(f"{hours} and a half hours", "en") == expected
    assert seconds(f"{hours} hours and a half", "en") == expected
    assert seconds(f"{hours}.5 hours", "en") == expected
    assert seconds(f"{hours}½ hours", "en") == expected


def test_a_number_behind_minutes_counts_seconds_but_not_when_its_own_unit_follows():
    assert seconds("two minutes thirty", "en") == {150}
    tokens = tokens_of("two hours thirty seconds")
    found = {(each.value, each.end) for each in read_values("duration", tokens, 0, "en")}
    assert found == {(7230, 4), (7200, 2)}
