"""Clocks that are set, hubs that were off, and the thread that waits."""

import threading

import pytest

from ova.core import Schedule, ScheduleState
from ova.schedule import Timers
from ova.storage import Database

RINGING = ScheduleState.RINGING


def test_what_came_due_while_the_hub_was_off_rings_late_at_once(make, clocks):
    timer = make().set(60, "egg")
    waiting = make().set(600, "bread")
    clocks.off(120)
    timers, told = make(), []
    timers.subscribe(told.append)
    timers.start()
    assert [(one.id, one.state, one.late) for one in told] == [(timer.id, RINGING, True)]
    assert [one.id for one in timers.pending()] == [waiting.id]


def test_what_comes_due_later_keeps_its_moment_over_a_restart(make, clocks):
    make().set(600, "bread")
    clocks.off(120)
    timers = make()
    clocks.pass_by(479)
    timers.check_now()
    assert timers.ringing() == []
    clocks.pass_by(1)
    timers.check_now()
    assert [one.late for one in timers.ringing()] == [False]


def test_what_was_ringing_rings_again_after_a_restart(make, clocks):
    first = make()
    timer = first.set(60)
    clocks.pass_by(60)
    first.check_now()
    clocks.off(3600)
    timers, told = make(), []
    timers.subscribe(told.append)
    timers.start()
    assert [(one.id, one.state) for one in told] == [(timer.id, RINGING)]
    timers.stop_ringing(timer.id)
    assert make().ringing() == []


def test_a_start_forgets_what_was_over_long_ago(make, database, clocks):
    timers = make()
    old = timers.set(60)
    timers.cancel(old.id)
    clocks.off(8 * 24 * 3600)
    make().start()
    assert database.schedules.get(old.id) is None


def test_other_kinds_of_schedules_are_left_alone(make, database, clocks):
    database.schedules.put(Schedule("a", "alarm", clocks.wall - 5, clocks.wall - 9, 4.0))
    timers = make()
    timers.start()
    assert timers.find() == []
    assert database.schedules.get("a").state is ScheduleState.PENDING


@pytest.mark.parametrize("step", [3600.0, -3600.0, 90.0])
def test_setting_the_wall_clock_changes_no_length(timers, database, clocks, step):
    timer = timers.set(300)
    clocks.pass_by(100)
    clocks.wall += step
    timers.check_now()
    [moved] = timers.pending()
    assert moved.due_at == timer.due_at + step
    assert database.schedules.get(timer.id) == moved
    clocks.pass_by(199)
    timers.check_now()
    assert timers.ringing() == []
    clocks.pass_by(1)
    timers.check_now()
    assert len(timers.ringing()) == 1


def test_a_timer_set_right_after_the_clock_was_set_is_right_too(timers, clocks):
    before = timers.set(300)
    clocks.wall += 1000
    after = timers.set(60)
    assert after.due_at == clocks.wall + 60
    assert timers.get(before.id).due_at == before.due_at + 1000
    timers.check_now()
    assert timers.get(after.id) == after


def test_a_timer_from_before_the_restart_follows_the_wall_clock(make, clocks):
    timer = make().set(600)
    clocks.off(100)
    timers = make()
    clocks.wall += 400  # the time server is heard of: it was later than the clock said
    timers.check_now()
    assert timers.pending() == [timer]
    clocks.pass_by(100)
    timers.check_now()
    assert [one.id for one in timers.ringing()] == [timer.id]


def test_slow_drift_moves_nothing(timers, clocks):
    timer = timers.set(300)
    for _ in range(10):
        clocks.pass_by(10)
        clocks.wall += 0.2
        timers.check_now()
    assert timers.pending() == [timer]


def test_the_waiting_thread_rings_by_itself_with_real_clocks(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3") as database:
        timers, rang = Timers(database), threading.Event()

        def hear(timer):
            if timer.state is RINGING:
                rang.set()

        timers.subscribe(hear)
        timers.start()
        try:
            timer = timers.set(60)
            timers.change(timer.id, -59.9)
            assert rang.wait(20)
            assert timers.ringing()[0].id == timer.id
        finally:
            timers.close()


def test_the_thread_can_be_ended_and_started_again(timers):
    before = threading.active_count()
    timers.start()
    timers.start()
    assert threading.active_count() == before + 1
    timers.close()
    timers.close()
    assert threading.active_count() == before
    timers.start()
    timers.close()


def test_many_threads_set_and_cancel_without_losing_any(timers, database):
    timers.start()
    kept = []

    def work(number):
        for _ in range(20):
            keep = timers.set(1000, satellite_id=str(number))
            timers.cancel(timers.set(1000, satellite_id=str(number)).id)
            kept.append(keep.id)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pending = {timer.id for timer in timers.pending()}
    stored = {timer.id for timer in database.schedules.all([ScheduleState.PENDING])}
    assert pending == stored == set(kept)
