"""What becomes of alarms, reminders and commands."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from ova.core import Conflict, PlanKind, Recurrence, ScheduleState, Wish
from ova.schedule import ScheduleError
from ova.schedule import plan_changes as rules
from ova.schedule.wish import plan_of

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).timestamp()
DAILY = Recurrence(time(7))


def local(*parts):
    """A time by the clocks of the home."""
    return datetime(*parts)  # noqa: DTZ001 - what a person says has no zone


def plan(kind=PlanKind.ALARM, **wish):
    if not wish:
        wish = {"in_s": 60.0}
    return plan_of(Wish(kind=kind, text="turn off the heater", **wish), NOW, BERLIN)


def test_what_is_due_rings_or_is_carried_out():
    alarm, command = (
        rules.fired(plan(kind), NOW + 60) for kind in (PlanKind.ALARM, PlanKind.COMMAND)
    )

    assert (alarm.state, alarm.late, rules.is_running(alarm)) == (
        ScheduleState.RINGING,
        False,
        False,
    )
    assert (command.state, command.late, rules.is_running(command)) == (
        ScheduleState.RINGING,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("kind", "behind", "trouble"),
    [
        (PlanKind.ALARM, 3500, None),
        (PlanKind.ALARM, 3700, "missed"),
        (PlanKind.REMINDER, 86_400, None),
        (PlanKind.COMMAND, 500, None),
        (PlanKind.COMMAND, 700, "missed"),
    ],
)
def test_what_comes_late_happens_as_late_and_what_comes_too_late_is_told(kind, behind, trouble):
    found = rules.fired(plan(kind), NOW + 60 + behind)

    assert found.late
    assert found.data.get("trouble") == trouble
    assert rules.is_running(found) == (kind is PlanKind.COMMAND and trouble is None)


def test_what_happens_once_is_finished_and_what_repeats_waits_for_its_next_day():
    once = rules.ended(rules.fired(plan(), NOW + 60), NOW + 90, BERLIN)
    daily = plan(repeat=DAILY)
    again = rules.ended(rules.fired(daily, daily.due_at), daily.due_at + 90, BERLIN)

    assert once.state is ScheduleState.FINISHED
    assert (again.state, again.due_at) == (ScheduleState.PENDING, daily.due_at + 86_400)


def test_a_clock_set_back_does_not_make_it_happen_twice():
    daily = plan(repeat=DAILY)
    rang = rules.fired(daily, daily.due_at)

    assert rules.ended(rang, daily.due_at - 1800, BERLIN).due_at == daily.due_at + 86_400


def test_trouble_is_told_once_and_forgotten_with_the_next_time():
    daily = plan(PlanKind.COMMAND, repeat=DAILY)
    told = rules.troubled(rules.fired(daily, daily.due_at), rules.Trouble.FAILED, "No answer.")

    assert (told.data["trouble"], told.data["words"]) == ("failed", "No answer.")
    assert not rules.is_running(told)
    waits = rules.ended(told, daily.due_at + 5, BERLIN)
    assert not {"trouble", "words", "running"} & waits.data.keys()
    well = rules.ended(rules.fired(waits, waits.due_at), waits.due_at + 5, BERLIN)
    assert "last_trouble" in waits.data
    assert "last_trouble" not in well.data


def test_snoozing_rings_again_later_and_then_keeps_its_days():
    daily = plan(repeat=DAILY)
    rang = rules.fired(daily, daily.due_at)
    later = rules.snoozed(rang, 540, daily.due_at + 10)

    assert (later.state, later.due_at) == (ScheduleState.PENDING, daily.due_at + 550)
    assert rules.in_zone(later, NOW, NEW_YORK) == later
    again = rules.ended(rules.fired(later, later.due_at), later.due_at + 5, BERLIN)
    assert again.due_at == daily.due_at + 86_400
    assert "snoozed" not in again.data


def test_only_what_rings_is_snoozed_and_not_for_ever():
    waiting = plan()
    rang = rules.fired(waiting, NOW + 60)

    with pytest.raises(Conflict):
        rules.snoozed(waiting, 540, NOW)
    with pytest.raises(Conflict):
        rules.snoozed(rules.fired(plan(PlanKind.COMMAND), NOW + 60), 540, NOW)
    for seconds in (0, 59, 13 * 3600):
        with pytest.raises(ScheduleError):
            rules.snoozed(rang, seconds, NOW)


def test_a_paused_one_comes_back_on_its_next_day_or_not_at_all_when_its_time_has_passed():
    daily, once = plan(repeat=DAILY), plan()

    back = rules.resumed(rules.paused(daily), NOW + 3 * 86_400, BERLIN)
    assert back.due_at == daily.due_at + 3 * 86_400
    assert rules.resumed(rules.paused(once), NOW, BERLIN) == once
    with pytest.raises(ScheduleError):
        rules.resumed(rules.paused(once), NOW + 61, BERLIN)
    with pytest.raises(Conflict):
        rules.paused(rules.fired(once, NOW + 60))


def test_a_home_that_moves_takes_its_times_of_day_along():
    daily, once, soon = plan(repeat=DAILY), plan(at=local(2026, 11, 21, 7)), plan(in_s=600.0)
    six_hours = 6 * 3600

    assert rules.in_zone(daily, NOW, NEW_YORK).due_at == daily.due_at + six_hours
    assert rules.in_zone(once, NOW, NEW_YORK).due_at == once.due_at + six_hours
    assert rules.in_zone(soon, NOW, NEW_YORK) == soon
    assert [rules.follows_the_wall_clock(one) for one in (daily, once, soon)] == [True, True, False]


def test_one_time_is_skipped_of_what_repeats_only():
    daily = plan(repeat=DAILY)

    assert rules.skipped(daily, NOW, BERLIN).due_at == daily.due_at + 86_400
    with pytest.raises(Conflict):
        rules.skipped(plan(), NOW, BERLIN)
