"""What holds for every text, kind and language."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language.tokens import tokens_of
from ova.language.values import VALUE_KINDS, read_numbers, read_values

LANGUAGES = ("en", "de", "fr", "es", "nl", "it", "de-CH", "pt", "ja", "tlh", "")
MIXED = (
    "a an and half quarter to past one two twenty hundred thousand million point minus percent "
    "degrees second minutes hour seven noon midnight am pm tomorrow next friday the of december in "
    "at from now week th nd ein eine halb viertel vor nach fünfundzwanzig uhr morgen früh tagen und "
    "eineinhalb null komma grad quatre vingt dix et demi heures demain à moins le quart dans trois "
    "jours veinticinco y media mañana vijf en kwart voor over drie dagen vanavond om venticinque e "
    "mezza domani alle tra giorni mila mille 1 2 5 25 30 07 1830 2026 24.12 7.30 0.5 "
    "99999999999999999 ½ ¾ ٣ ² 1² % ° : / + - # ff 8800 red blue light"
)
phrase = st.lists(st.sampled_from(MIXED.split()), max_size=12).map(tuple)
anything = st.text().map(tokens_of)
moments = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(tokens=phrase | anything, kind=st.sampled_from(VALUE_KINDS), now=st.none() | moments)
def test_readings_are_ordered_distinct_and_inside_the_text(language, tokens, kind, now):
    for at in range(len(tokens)):
        found = read_values(kind, tokens, at, language, now)
        ends = [each.end for each in found]
        assert ends == sorted(ends, reverse=True)
        assert len(set(found)) == len(found)
        assert all(at < end <= len(tokens) for end in ends)
        assert found == read_values(kind, tokens, at, language, now)


@given(tokens=phrase, language=st.sampled_from(LANGUAGES))
def test_numbers_are_the_values_of_the_kind_number(tokens, language):
    for at in range(len(tokens)):
        assert read_numbers(tokens, at, language) == read_values("number", tokens, at, language)


@given(tokens=phrase, kind=st.sampled_from(VALUE_KINDS), now=moments)
def test_a_reading_depends_only_on_the_tokens_it_uses(tokens, kind, now):
    for at in range(len(tokens)):
        for found in read_values(kind, tokens, at, "en", now):
            assert found in read_values(kind, tokens[: found.end], at, "en", now)


@given(tokens=phrase, now=moments)
def test_values_have_the_form_of_their_kind(tokens, now):
    for at in range(len(tokens)):
        for each in read_values("percentage", tokens, at, "en", now):
            assert 0 <= each.value <= 100
        for each in read_values("duration", tokens, at, "en", now):
            assert each.value >= 0
        for each in read_values("ordinal", tokens, at, "en", now):
            assert isinstance(each.value, int)
        for each in read_values("time", tokens, at, "en", now):
            assert datetime.strptime(each.value, "%H:%M").strftime("%H:%M") == each.value  # noqa: DTZ007 - a time has no zone
        for each in read_values("date", tokens, at, "en", now):
            assert datetime.fromisoformat(each.value).date().isoformat() == each.value
        for each in read_values("datetime", tokens, at, "en", now):
            assert datetime.fromisoformat(each.value).tzinfo is None
            assert len(each.value) in (16, 19)


@pytest.mark.parametrize("kind", VALUE_KINDS)
def test_there_is_nothing_to_read_outside_a_text(kind):
    assert read_values(kind, (), 0, "en") == ()
    assert read_values(kind, ("five",), 1, "en") == ()
    assert read_values(kind, ("five",), -1, "en") == ()


@pytest.mark.parametrize("kind", VALUE_KINDS)
@pytest.mark.parametrize(
    "text", ["twenty " * 2000, "one million " * 800, "point five " * 800, "in two hours and " * 500]
)
def test_a_very_long_text_is_read_like_a_short_one(kind, text, now):
    found = read_values(kind, tokens_of(text), 0, "en", now)
    assert all(each.end < 40 for each in found)


def test_a_language_without_a_word_table_has_the_numerals_of_unicode():
    assert read_numbers(("vinte", "e", "cinco"), 0, "pt")[0].value == 25
    assert read_numbers(("25",), 0, "pt")[0].value == 25


def test_an_unknown_language_has_only_digits():
    assert read_numbers(("25",), 0, "tlh")[0].value == 25
    assert read_numbers(("five",), 0, "tlh") == ()
    assert read_values("percentage", ("25", "%"), 0, "tlh")[0].value == 25


def test_regions_share_the_words_of_their_language(read, now):
    assert read("number", "fünfundzwanzig", "de-AT") == 25
    assert read("number", "fünfundzwanzig", "de_CH") == 25
    assert read("date", "3/4/2026", "en-US", now) == "2026-03-04"
    assert read("date", "3/4/2026", "en-GB", now) == "2026-04-03"
