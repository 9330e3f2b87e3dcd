"""Clock times."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language import words_from_number
from ova.language.tokens import tokens_of
from ova.language.values import read_values

hours = st.integers(1, 12)
clocks = st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None))
moments = st.builds(
    datetime.combine, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.times(), st.just(UTC)
)


def said(text, language="en", now=None):
    tokens = tokens_of(text)
    found = {
        each.value
        for each in read_values("time", tokens, 0, language, now)
        if each.end == len(tokens)
    }
    assert len(found) <= 1
    return found.pop() if found else None


@given(clock=clocks, now=st.none() | moments)
def test_a_time_written_with_two_digits_is_that_time(clock, now):
    if clock.hour in range(10, 13):
        now = None
    assert said(f"{clock:%H:%M}", now=now) == f"{clock:%H:%M}"


@given(clock=clocks)
def test_am_and_pm_tell_the_halves_of_the_day(clock):
    text = f"{clock.hour % 12 or 12}:{clock.minute:02d}"
    half = "am" if clock.hour < 12 else "pm"
    assert said(f"{text} {half}") == f"{clock:%H:%M}"
    assert said(f"{text}{half}") == f"{clock:%H:%M}"
    assert said(f"{text} {half[0]}.m.") == f"{clock:%H:%M}"


@given(hour=hours, minute=st.integers(0, 59), now=moments)
def test_a_time_without_a_half_of_the_day_is_the_next_such_time(hour, minute, now):
    found = said(f"{hour}:{minute:02d}", now=now)
    clock = datetime.strptime(found, "%H:%M").time()  # noqa: DTZ007 - a time has no zone
    assert (clock.hour % 12, clock.minute) == (hour % 12, minute)
    moment = datetime.combine(now.date(), clock, UTC)
    if moment <= now:
        moment += timedelta(days=1)
    assert moment - now <= timedelta(hours=12)


@given(hour=hours)
def test_a_time_without_a_half_of_the_day_stays_as_said_when_it_is_not_known_what_time_it_is(hour):
    assert said(f"{hour}:05") == f"{hour:02d}:05"
    assert said("half past twelve") == "12:30"
    assert said("quarter to one") == "12:45"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        (
            "en",
            {
                15: "quarter past {0}",
                30: "half past {0}",
                -15: "quarter to {0}",
                10: "ten past {0}",
            },
        ),
        (
            "de",
            {15: "viertel nach {0}", -30: "halb {0}", -15: "viertel vor {0}", 10: "zehn nach {0}"},
        ),
        (
            "fr",
            {
                15: "{0} heures et quart",
                30: "{0} heures et demie",
                -15: "{0} heures moins le quart",
            },
        ),
        ("es", {15: "las {0} y cuarto", 30: "las {0} y media", -15: "las {0} menos cuarto"}),
        ("nl", {15: "kwart over {0}", -30: "half {0}", -15: "kwart voor {0}", 10: "tien over {0}"}),
        ("it", {15: "le {0} e un quarto", 30: "le {0} e mezza", -15: "le {0} meno un quarto"}),
    ],
)
@given(hour=st.integers(2, 11))
def test_parts_of_an_hour_are_counted_from_the_hour_that_is_named(language, forms, hour):
    words = words_from_number(hour, language)[0]
    for minutes, form in forms.items():
        expected = datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(minutes=minutes)
        assert said(form.format(words), language) == f"{expected:%H:%M}"


@given(clock=clocks)
def test_an_hour_and_its_minutes_are_read_in_words(clock):
    for language, middle in (("de", "uhr"), ("fr", "heures"), ("nl", "uur")):
        hour = words_from_number(clock.hour, language)[0]
        if clock.minute and clock.hour > 1:
            minute = words_from_number(clock.minute, language)[0]
            assert said(f"{hour} {middle} {minute}", language) == f"{clock:%H:%M}"


def test_exactly_now_is_not_the_next_time(at):
    assert said("ten", now=at(2026, 3, 11, 10, 0)) == "22:00"
    assert said("ten", now=at(2026, 3, 11, 9, 59, 59)) == "10:00"
    assert said("ten", now=at(2026, 3, 11, 22, 0)) == "10:00"
