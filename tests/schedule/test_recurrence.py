"""Times of day on days of the week, over the changes of the clocks."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.core import InvalidInput, Recurrence, recurrence_of
from ova.schedule import anchored, next_occurrence

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = frozenset(range(5))


def at(text: str) -> float:
    """A moment in UTC as seconds since the epoch."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def following(rule: Recurrence, after: str) -> str:
    moment = next_occurrence(rule, at(after), BERLIN)
    return datetime.fromtimestamp(moment, UTC).isoformat()[:16]


def test_it_happens_on_the_next_of_its_days_and_never_twice():
    weekdays = Recurrence(time(7), WEEKDAYS)

    assert following(weekdays, "2026-11-20 05:59") == "2026-11-20T06:00"
    assert following(weekdays, "2026-11-20 06:00") == "2026-11-23T06:00"
    assert following(Recurrence(time(7)), "2026-11-20 06:00") == "2026-11-21T06:00"
    assert following(Recurrence(time(7), frozenset({4})), "2026-11-20 06:00") == "2026-11-27T06:00"


def test_seven_oclock_stays_seven_oclock_when_the_clocks_change():
    daily = Recurrence(time(7))

    assert following(daily, "2026-03-28 12:00") == "2026-03-29T05:00"
    assert following(daily, "2026-10-24 12:00") == "2026-10-25T06:00"


def test_a_time_the_clocks_skip_comes_as_much_later():
    assert following(Recurrence(time(2, 30)), "2026-03-28 12:00") == "2026-03-29T01:30"  # 3:30


def test_a_time_the_clocks_repeat_comes_once():
    rule = Recurrence(time(2, 30))

    assert following(rule, "2026-10-24 12:00") == "2026-10-25T00:30"
    assert following(rule, "2026-10-25 00:30") == "2026-10-26T01:30"
    assert following(rule, "2026-10-25 01:10") == "2026-10-26T01:30"


def test_the_wire_form_is_read_and_written():
    rule = recurrence_of({"time": "06:45", "weekdays": [6, 5, 5]})

    assert rule == Recurrence(time(6, 45), frozenset({5, 6}))
    assert rule.to_json() == {"time": "06:45", "weekdays": [5, 6]}
    assert recurrence_of({"time": "06:45:30"}).to_json()["time"] == "06:45:30"


@pytest.mark.parametrize(
    ("rule", "after", "days"),
    [
        # every other Monday, from the first on or after the start
        ({"every": 2, "weekdays": [0], "start": "2026-11-23"}, "2026-11-20", "11-23 12-07 12-21 01-04"),
        ({"every": 2, "weekdays": [0], "start": "2026-11-24"}, "2026-11-20", "11-30 12-14"),
        ({"every": 2, "weekdays": [0, 4], "start": "2026-11-25"}, "2026-11-20", "11-27 12-07 12-11 12-21"),
        ({"every": 3, "weekdays": [6], "start": "2020-01-05"}, "2026-11-20", "11-29 12-20"),
        ({"unit": "day", "every": 3, "start": "2026-02-26"}, "2026-02-27", "03-01 03-04 03-07"),
        ({"unit": "day", "every": 2, "start": "2026-12-24"}, "2026-11-20", "12-24 12-26 12-28"),
        ({"unit": "month", "day": 1}, "2026-11-20", "12-01 01-01 02-01"),
        ({"unit": "month", "day": 31}, "2026-12-31", "12-31 01-31 02-28 03-31 04-30"),
        ({"unit": "month", "day": 30}, "2028-02-01", "02-29 03-30"),
        ({"unit": "month", "day": -1}, "2028-01-31", "01-31 02-29 03-31"),
        ({"unit": "month", "every": 3, "day": 15, "start": "2026-11-20"}, "2026-11-20", "12-15 03-15 06-15"),
        ({"unit": "month", "nth": 1, "weekdays": [0]}, "2026-11-20", "12-07 01-04 02-01"),
        ({"unit": "month", "nth": 2, "weekdays": [1, 3]}, "2026-12-01", "12-08 12-10 01-12"),
        ({"unit": "month", "nth": -1, "weekdays": [4]}, "2026-01-31", "02-27 03-27 04-24 05-29"),
        ({"unit": "year", "month": 5, "day": 3}, "2026-05-04", "05-03 05-03"),
        ({"unit": "year", "month": 2, "day": 29}, "2026-03-01", "02-28 02-29 02-28"),
        ({"unit": "year", "every": 2, "month": 1, "day": 1, "start": "2026-01-01"}, "2026-01-02", "01-01"),
        ({"unit": "year", "month": 11, "nth": 4, "weekdays": [3]}, "2026-11-27", "11-25 11-23"),
    ],
)  # fmt: skip
def test_it_comes_again_every_few_weeks_months_or_years(rule, after, days):
    read = recurrence_of({"time": "07:00", **rule})
    assert recurrence_of(read.to_json()) == read

    moment, found = at(after), []
    for _ in days.split():
        moment = next_occurrence(read, moment, BERLIN)
        shown = datetime.fromtimestamp(moment, BERLIN)
        found.append(f"{shown:%m-%d}")
        assert (shown.hour, shown.minute) == (7, 0)
    assert " ".join(found) == days


def test_every_other_week_stays_the_same_weeks_whenever_it_is_asked():
    rule = recurrence_of({"time": "07:00", "every": 2, "weekdays": [0]})
    friday = at("2026-11-20 12:00")

    counted = anchored(rule, friday, BERLIN)

    assert counted.to_json()["start"] == "2026-11-23"
    assert next_occurrence(counted, friday, BERLIN) == next_occurrence(rule, friday, BERLIN)
    assert anchored(counted, at("2026-12-01"), BERLIN) == counted
    assert following(counted, "2026-11-25") == "2026-12-07T06:00"
    assert anchored(Recurrence(time(7)), friday, BERLIN) == Recurrence(time(7))


def test_a_monthly_time_the_clocks_skip_comes_as_much_later():
    rule = recurrence_of({"time": "02:30", "unit": "month", "nth": -1, "weekdays": [6]})

    assert following(rule, "2026-03-01") == "2026-03-29T01:30"  # 3:30
    assert following(rule, "2026-10-01") == "2026-10-25T00:30"
    assert following(rule, "2026-10-25 00:30") == "2026-11-29T01:30"


def test_every_single_day_is_every_day_of_the_week():
    rule = recurrence_of({"time": "07:00", "unit": "day"})

    assert rule.to_json() == {"time": "07:00", "weekdays": [0, 1, 2, 3, 4, 5, 6]}


@pytest.mark.parametrize(
    "wire",
    [
        {},
        {"time": "25:00"},
        {"time": 7},
        {"time": "07"},
        {"time": "07:00+01:00"},
        {"time": "07:00", "weekdays": []},
        {"time": "07:00", "weekdays": [7]},
        {"time": "07:00", "weekdays": [True]},
        {"time": "07:00", "weekdays": "monday"},
        {"time": "07:00", "unit": "fortnight"},
        {"time": "07:00", "every": 0},
        {"time": "07:00", "every": 53},
        {"time": "07:00", "every": True},
        {"time": "07:00", "day": 1},
        {"time": "07:00", "unit": "day", "every": 2, "weekdays": [0]},
        {"time": "07:00", "unit": "month"},
        {"time": "07:00", "unit": "month", "day": 0},
        {"time": "07:00", "unit": "month", "day": 32},
        {"time": "07:00", "unit": "month", "day": 1, "nth": 1, "weekdays": [0]},
        {"time": "07:00", "unit": "month", "nth": 5, "weekdays": [0]},
        {"time": "07:00", "unit": "month", "nth": 1},
        {"time": "07:00", "unit": "month", "weekdays": [0]},
        {"time": "07:00", "unit": "month", "nth": 1, "weekdays": []},
        {"time": "07:00", "unit": "year", "day": 1},
        {"time": "07:00", "unit": "year", "month": 4, "day": 31},
        {"time": "07:00", "unit": "year", "month": 2, "day": 30},
        {"time": "07:00", "every": 2, "start": "2026-02-30"},
        {"time": "07:00", "every": 2, "start": "20261123"},
        {"time": "07:00", "every": 2, "start": "9999-12-31"},
        {"time": "07:00", "every": 2, "start": 7},
    ],
)
def test_what_is_no_time_or_day_is_refused_with_a_cure(wire):
    with pytest.raises(InvalidInput) as caught:
        recurrence_of(wire)

    assert caught.value.cure


@given(
    after=st.integers(0, 4_000_000_000),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(
        ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata"]
    ),
)
def test_it_is_always_later_on_one_of_its_days_and_at_most_a_week_away(
    after, hour, minute, days, zone
):
    moment = next_occurrence(Recurrence(time(hour, minute), days), after, ZoneInfo(zone))

    shown = datetime.fromtimestamp(moment, ZoneInfo(zone))
    assert after < moment <= after + 8 * 86_400
    if (shown.hour, shown.minute) == (hour, minute):
        assert shown.weekday() in days
    else:
        assert (
            shown.utcoffset() != datetime.fromtimestamp(moment - 86_400, ZoneInfo(zone)).utcoffset()
        )
