"""What may be wished for later, and what may not."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ova.core import MAX_PLAN_TEXT, PlanKind, Recurrence, Wish
from ova.schedule import ScheduleError
from ova.schedule.wish import plan_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).timestamp()


def local(*parts):
    """A time by the clocks of the home."""
    return datetime(*parts)  # noqa: DTZ001 - what a person says has no zone


def planned(**wish):
    wish.setdefault("kind", PlanKind.ALARM)
    return plan_of(Wish(**wish), NOW, BERLIN)


def refused(**wish) -> str:
    with pytest.raises(ScheduleError) as caught:
        planned(**wish)
    assert caught.value.cure
    return caught.value.code


def test_a_moment_is_meant_by_the_clocks_of_the_home():
    plan = planned(at=local(2026, 11, 21, 7, 0), name=" early  bird ")

    assert plan.due_at == datetime(2026, 11, 21, 6, 0, tzinfo=UTC).timestamp()
    assert (plan.kind, plan.name) == ("alarm", "early bird")
    assert plan.data == {"local": "2026-11-21T07:00:00"}


def test_a_length_of_time_counts_from_now():
    plan = planned(kind=PlanKind.COMMAND, in_s=3600, text="turn off the heater")

    assert plan.due_at == NOW + 3600
    assert plan.data == {"text": "turn off the heater"}


def test_a_repeated_one_is_due_on_its_next_day():
    plan = planned(repeat=Recurrence(time(7), frozenset({0})))

    assert plan.due_at == datetime(2026, 11, 23, 6, 0, tzinfo=UTC).timestamp()
    assert plan.data == {"repeat": {"time": "07:00", "weekdays": [0]}}


def test_what_cannot_be_is_refused_with_a_cure():
    past, far = local(2026, 11, 20, 12, 30), local(9999, 12, 31)

    assert refused() == "no_moment"
    assert refused(at=past, in_s=5.0) == "two_moments"
    assert refused(at=past) == "in_the_past"
    assert refused(in_s=-300.0) == "in_the_past"
    assert refused(in_s=0.0) == "in_the_past"
    assert refused(at=far) == "too_far"
    assert refused(in_s=float("inf")) == "too_far"
    assert refused(in_s=float("nan")) == "too_far"
    assert refused(kind=PlanKind.REMINDER, in_s=5.0) == "no_text"
    assert refused(kind=PlanKind.COMMAND, in_s=5.0, text=" \n ") == "no_text"
    assert refused(kind=PlanKind.REMINDER, in_s=5.0, text="x" * 5000) == "text_too_long"
    assert refused(in_s=5.0, name="x" * 101) == "invalid_name"


def test_a_text_may_be_as_long_as_it_says():
    assert len(planned(in_s=5.0, text="x" * MAX_PLAN_TEXT).data["text"]) == MAX_PLAN_TEXT


def test_an_hour_the_clocks_skip_or_repeat_is_one_moment():
    skipped = planned(at=local(2027, 3, 28, 2, 30))
    repeated = planned(at=local(2027, 10, 31, 2, 30))

    assert skipped.due_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC).timestamp()
    assert repeated.due_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC).timestamp()
    assert timedelta(seconds=skipped.duration_s).days == 127
