"""Dates and moments: the calendar's corners."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.language.tokens import tokens_of
from ova.language.values import read_values

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
moments = st.builds(
    datetime.combine,
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.times().map(lambda each: each.replace(microsecond=0)),
    st.just(BERLIN),
)


@pytest.mark.parametrize("language", MONTHS)
@given(day=days)
def test_a_date_with_a_year_is_that_date(language, day, read):
    month = MONTHS[language].split()[day.month - 1]
    between = " de " if language == "es" else " "
    text = f"{day.day}{between}{month}{between}{day.year}"
    assert read("date", text, language) == day.isoformat()
    assert read("date", f"{day:%Y-%m-%d}", language) == day.isoformat()


@pytest.mark.parametrize("language", MONTHS)
@given(day=st.dates(date(2000, 1, 1), date(2000, 12, 31)), now=moments)
def test_a_date_without_a_year_is_the_next_such_day(language, day, now, read):
    month = MONTHS[language].split()[day.month - 1]
    between = " de " if language == "es" else " "
    found = date.fromisoformat(read("date", f"{day.day}{between}{month}", language, now))
    assert (found.month, found.day) == (day.month, day.day)
    assert found >= now.date()
    leap_day = (day.month, day.day) == (2, 29)
    assert found - now.date() <= timedelta(days=8 * 366 if leap_day else 366)


@pytest.mark.parametrize("language", MONTHS)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_its_month_never_has_is_told_from_one_it_has(language, month, read):
    between = " de " if language == "es" else " "
    name = MONTHS[language].split()[month - 1]
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    never = {day: read("no_date", f"{day}{between}{name}", language) for day in range(1, 32)}
    assert never == {day: f"{month:02}-{day:02}" if day > longest else None for day in range(1, 32)}


@given(weekday=st.integers(0, 6), now=moments)
def test_weekdays_come_within_a_week_and_next_means_the_week_after_this(weekday, now, read):
    name = WEEKDAYS[weekday]
    coming = date.fromisoformat(read("date", f"on {name}", "en", now))
    following = date.fromisoformat(read("date", f"next {name}", "en", now))
    assert coming.weekday() == following.weekday() == weekday
    assert 1 <= (coming - now.date()).days <= 7
    assert following.isocalendar()[:2] == (now.date() + timedelta(days=7)).isocalendar()[:2]


@given(count=st.integers(0, 5000), now=moments)
def test_days_and_weeks_are_counted_from_today(count, now, read):
    days_on = now.date() + timedelta(days=count)
    weeks_on = now.date() + timedelta(weeks=count)
    assert read("date", f"in {count} days", "en", now) == days_on.isoformat()
    assert read("date", f"{count} weeks from now", "en", now) == weeks_on.isoformat()


@given(count=st.integers(1, 400), now=moments)
def test_months_keep_the_day_or_end_with_the_month(count, now, read):
    found = date.fromisoformat(read("date", f"in {count} months", "en", now))
    assert (found.year - now.year) * 12 + found.month - now.month == count
    assert found.day == now.day or (found + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ((2026, 12, 31), "tomorrow", "2027-01-01"),
        ((2026, 12, 30), "the day after tomorrow", "2027-01-01"),
        ((2026, 12, 31), "on friday", "2027-01-01"),
        ((2026, 12, 31), "next monday", "2027-01-04"),
        ((2026, 1, 31), "in a month", "2026-02-28"),
        ((2028, 1, 31), "in a month", "2028-02-29"),
        ((2028, 2, 29), "in a year", "2029-02-28"),
        ((2026, 11, 30), "in three months", "2027-02-28"),
        ((2026, 2, 5), "the 31st", "2026-03-31"),
        ((2026, 2, 5), "the 30th", "2026-03-30"),
        ((2026, 12, 15), "the 1st", "2027-01-01"),
        ((2026, 2, 5), "february 29", "2028-02-29"),
        ((2096, 3, 1), "february 29", "2104-02-29"),
        ((2026, 12, 24), "december 24", "2026-12-24"),
        ((2026, 12, 25), "december 24", "2027-12-24"),
        ((2026, 12, 28), "friday the 1st of january", "2027-01-01"),
        ((2026, 3, 14), "friday the 13th", "2026-11-13"),
        ((2026, 3, 15), "tomorrow", "2026-03-16"),
        ((2026, 3, 15), "next sunday", "2026-03-22"),
        ((2026, 3, 15), "next monday", "2026-03-16"),
    ],
)
def test_years_months_and_weeks_turn(today, text, expected, read, at):
    assert read("date", text, "en", at(*today, 12)) == expected


def test_nothing_is_guessed_when_today_is_not_known(read):
    assert read("date", "tomorrow") is None
    assert read("date", "the 3rd of december") is None
    assert read("datetime", "in 20 minutes") is None
    assert read("datetime", "at seven") is None
    assert read("date", "the 3rd of december 2027") == "2027-12-03"
    assert read("datetime", "3 december 2027 at 6 pm") == "2027-12-03T18:00"
    assert read("time", "seven") == "07:00"


@given(now=moments, clock=st.times())
def test_a_day_and_a_time_together_are_that_moment(now, clock, read):
    half = f"{clock.hour % 12 or 12}:{clock.minute:02d} {'am' if clock.hour < 12 else 'pm'}"
    tomorrow = now.date() + timedelta(days=1)
    expected = f"{tomorrow.isoformat()}T{clock:%H:%M}"
    assert read("datetime", f"tomorrow at {half}", "en", now) == expected
    assert read("datetime", f"at {half} tomorrow", "en", now) == expected
    written = f"{tomorrow.isoformat()}T{clock:%H:%M}"
    assert read("datetime", written.replace("T00:", "T00:"), "en", now) == expected


@given(now=moments, hour=st.integers(1, 12), minute=st.integers(0, 59))
def test_a_time_alone_is_never_over_and_at_most_half_a_day_away(now, hour, minute, read):
    found = datetime.fromisoformat(read("datetime", f"at {hour}:{minute:02d}", "en", now))
    wall = now.replace(tzinfo=None)
    assert timedelta(0) < found - wall <= timedelta(hours=12)


@given(now=moments, minutes=st.integers(1, 100_000).filter(lambda each: each % 1440))
def test_minutes_from_now_are_minutes_that_pass(now, minutes, read):
    found = read("datetime", f"in {minutes} minutes", "en", now)
    passed = datetime.fromtimestamp(now.timestamp() + minutes * 60, BERLIN)
    assert found == passed.replace(tzinfo=None).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        # Clocks go from 2:00 to 3:00 on 29 March and from 3:00 back to 2:00 on 25 October.
        ((2026, 3, 29, 1, 50), "in 20 minutes", "2026-03-29T03:10:00"),
        ((2026, 3, 28, 12, 0), "in two days", "2026-03-30T12:00:00"),
        ((2026, 3, 28, 12, 0), "in 24 hours and one minute", "2026-03-29T13:01:00"),
        ((2026, 10, 25, 1, 50), "in two hours", "2026-10-25T02:50:00"),
        ((2026, 3, 28, 12, 0), "tomorrow at 2:30 am", "2026-03-29T02:30"),
        ((2026, 12, 31, 23, 50), "in 20 minutes", "2027-01-01T00:10:00"),
        ((2026, 12, 31, 23, 50), "at noon", "2027-01-01T12:00"),
        ((2026, 12, 31, 20, 0), "tonight at one", "2027-01-01T01:00"),
        ((2026, 3, 12, 0, 30), "tonight at one", "2026-03-12T01:00"),
        ((2026, 3, 12, 0, 30), "tonight at nine", "2026-03-12T21:00"),
        ((2026, 3, 11, 20, 0), "today at seven", "2026-03-11T19:00"),
        ((2026, 3, 11, 20, 0), "at seven", "2026-03-12T07:00"),
    ],
)
def test_changing_clocks_and_nights_are_counted_right(now, text, expected, read, at):
    assert read("datetime", text, "en", at(*now)) == expected


def test_the_end_of_the_calendar_is_no_error(now):
    last = datetime(9999, 12, 31, 23, 0, tzinfo=BERLIN)
    for text in ("tomorrow", "on friday", "next friday", "in a year", "the 30th", "february 29"):
        assert all(
            each.value.startswith("9999")
            for each in read_values("date", tokens_of(text), 0, "en", last)
        )
    for text in ("tomorrow at noon", "in two hours", "at seven", "tonight at one", "in 2 days"):
        assert read_values("datetime", tokens_of(text), 0, "en", last) in ((),)
