"""Times of day on days of the week, over the changes of the clocks."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.core import InvalidInput, Recurrence, recurrence_of
from ova.schedule import next_occurrence

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
