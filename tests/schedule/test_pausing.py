"""Timers that stand still, go on, and are edited."""

import pytest

from ova.core import ChangedMeanwhile, Conflict, InvalidInput, NotFound, ScheduleState
from ova.schedule import MAX_DURATION_S, MAX_PENDING

PENDING, PAUSED, RINGING = ScheduleState.PENDING, ScheduleState.PAUSED, ScheduleState.RINGING


def ring(timers, clocks, seconds):
    clocks.pass_by(seconds)
    timers.check_now()


def test_a_paused_timer_keeps_what_is_left_and_does_not_ring(timers, database, clocks):
    timer = timers.set(300, "pizza")
    clocks.pass_by(100)
    paused = timers.pause(timer.id)
    assert (paused.state, paused.left_s, paused.duration_s) == (PAUSED, 200, 300)
    assert database.schedules.get(timer.id) == paused == timers.get(timer.id)
    assert (timers.pending(), timers.paused()) == ([], [paused])
    ring(timers, clocks, 10_000)
    assert timers.ringing() == []
    assert timers.get(timer.id).left_s == 200


def test_a_resumed_timer_rings_when_the_rest_has_passed(timers, database, clocks):
    timer = timers.set(300, "pizza")
    clocks.pass_by(100)
    timers.pause(timer.id)
    clocks.pass_by(5000)
    resumed = timers.resume(timer.id)
    assert (resumed.state, resumed.left_s) == (PENDING, None)
    assert resumed.due_at == clocks.wall + 200
    assert database.schedules.get(timer.id) == resumed
    ring(timers, clocks, 199)
    assert timers.ringing() == []
    ring(timers, clocks, 1)
    assert [one.id for one in timers.ringing()] == [timer.id]


def test_a_paused_timer_outlives_a_restart_however_long_it_takes(make, clocks):
    first = make()
    timer = first.set(300, "pizza")
    clocks.pass_by(60)
    first.pause(timer.id)
    first.close()
    clocks.off(1_000_000)
    second = make()
    second.start()
    [paused] = second.paused()
    assert (paused.id, paused.left_s, paused.late) == (timer.id, 240, False)
    assert second.resume(timer.id).due_at == clocks.wall + 240


def test_pausing_and_resuming_twice_changes_nothing(timers, clocks):
    heard = []
    timer = timers.set(300)
    timers.subscribe(heard.append)
    assert timers.resume(timer.id) == timer
    once = timers.pause(timer.id)
    clocks.pass_by(50)
    assert timers.pause(timer.id) == once
    assert [told.state for told in heard] == [PAUSED]


def test_what_rings_or_is_over_is_neither_paused_nor_resumed_nor_edited(timers, clocks):
    timer = timers.set(10)
    ring(timers, clocks, 10)
    for refuse in (timers.pause, timers.resume, lambda one: timers.edit(one, {"name": "egg"})):
        with pytest.raises(Conflict) as refused:
            refuse(timer.id)
        assert refused.value.code == "timer_over"
    timers.cancel(timer.id)
    for refuse in (timers.pause, timers.resume):
        with pytest.raises(Conflict):
            refuse(timer.id)
    for refuse in (timers.pause, timers.resume):
        with pytest.raises(NotFound):
            refuse("unknown")


def test_time_is_added_to_a_paused_timer(timers, clocks):
    timer = timers.set(300)
    clocks.pass_by(100)
    timers.pause(timer.id)
    longer = timers.change(timer.id, 60)
    assert (longer.left_s, longer.duration_s, longer.state) == (260, 360, PAUSED)
    with pytest.raises(InvalidInput):
        timers.change(timer.id, -260)
    clocks.pass_by(1000)
    assert timers.resume(timer.id).due_at == clocks.wall + 260


def test_a_paused_timer_is_found_and_cancelled(timers):
    timer = timers.set(300, "Pizza")
    timers.pause(timer.id)
    assert [one.id for one in timers.find("pizza")] == [timer.id]
    assert timers.cancel(timer.id).state is ScheduleState.CANCELLED
    assert timers.paused() == []


def test_a_set_clock_moves_no_paused_timer(timers, clocks):
    timer = timers.set(300)
    timers.pause(timer.id)
    clocks.wall += 7200
    timers.check_now()
    assert timers.get(timer.id).left_s == 300
    assert timers.resume(timer.id).due_at == clocks.wall + 300


def test_paused_timers_count_for_the_limit_of_a_satellite(timers):
    made = [timers.set(100, satellite_id="a") for _ in range(MAX_PENDING)]
    timers.pause(made[0].id)
    with pytest.raises(InvalidInput) as refused:
        timers.set(100, satellite_id="a")
    assert refused.value.code == "too_many_timers"


def test_a_timer_is_edited(timers, database, clocks):
    timer = timers.set(300, "pizza", "kitchen-sat")
    clocks.pass_by(100)
    changed = timers.edit(timer.id, {"name": " Big  pizza ", "satellite_id": None})
    assert (changed.name, changed.satellite_id, changed.due_at) == ("Big pizza", None, timer.due_at)
    longer = timers.edit(timer.id, {"duration_s": 600})
    assert longer.due_at == timer.due_at + 300
    assert database.schedules.get(timer.id) == longer
    ring(timers, clocks, 500)
    assert len(timers.ringing()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"duration_s": 0},
        {"duration_s": MAX_DURATION_S + 1},
        {"duration_s": 50},
        {"name": "x" * 101},
    ],
)
def test_what_cannot_be_leaves_the_timer_as_it_was(timers, clocks, changes):
    timer = timers.set(300, "pizza")
    clocks.pass_by(100)
    with pytest.raises(InvalidInput):
        timers.edit(timer.id, {"satellite_id": "hall", **changes})
    assert timers.get(timer.id) == timer


def test_a_change_somebody_else_made_is_not_overwritten_unseen(timers):
    timer = timers.set(300, "pizza")
    renamed = timers.edit(timer.id, {"name": "dough"}, {"name": "pizza"})
    with pytest.raises(ChangedMeanwhile):
        timers.edit(timer.id, {"name": "egg"}, {"name": "pizza"})
    assert timers.get(timer.id) == renamed
