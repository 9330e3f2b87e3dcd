"""Setting, changing, finding and stopping timers."""

import threading

import pytest

from ova.core import Conflict, InvalidInput, NotFound, ScheduleState
from ova.schedule import MAX_DURATION_S, MAX_PENDING

PENDING, RINGING = ScheduleState.PENDING, ScheduleState.RINGING
FINISHED, CANCELLED = ScheduleState.FINISHED, ScheduleState.CANCELLED


@pytest.fixture
def heard(timers):
    told = []
    timers.subscribe(told.append)
    return told


def states(told):
    return [(timer.name, timer.state) for timer in told]


def test_a_timer_is_stored_before_it_is_returned(timers, database, clocks, heard):
    timer = timers.set(300, "  Pizza  dough ", "kitchen-sat", "kitchen")
    assert (timer.kind, timer.name, timer.state) == ("timer", "Pizza dough", PENDING)
    assert (timer.created_at, timer.due_at) == (clocks.wall, clocks.wall + 300)
    assert (timer.duration_s, timer.satellite_id, timer.area_id) == (300, "kitchen-sat", "kitchen")
    assert database.schedules.get(timer.id) == timer == timers.get(timer.id)
    assert timers.pending() == [timer] == heard


def test_it_rings_when_it_is_due_and_not_before(timers, database, clocks, heard):
    timer = timers.set(300, "egg")
    clocks.pass_by(299.9)
    timers.check_now()
    assert timers.ringing() == []
    clocks.pass_by(0.1)
    timers.check_now()
    assert timers.pending() == []
    [ringing] = timers.ringing()
    assert (ringing.id, ringing.state, ringing.late) == (timer.id, RINGING, False)
    assert database.schedules.get(timer.id) == ringing
    assert states(heard) == [("egg", PENDING), ("egg", RINGING)]


def test_several_ring_in_the_order_they_are_due(timers, clocks, heard):
    for name, seconds in (("c", 30), ("a", 10), ("b", 20)):
        timers.set(seconds, name)
    assert [timer.name for timer in timers.pending()] == ["a", "b", "c"]
    clocks.pass_by(25)
    timers.check_now()
    assert states(heard[3:]) == [("a", RINGING), ("b", RINGING)]
    clocks.pass_by(25)
    timers.check_now()
    assert states(heard[5:]) == [("c", RINGING)]


def test_a_ringing_timer_is_stopped_by_its_id(timers, database, clocks):
    one, other = timers.set(10), timers.set(10)
    clocks.pass_by(10)
    timers.check_now()
    [stopped] = timers.stop_ringing(one.id)
    assert (stopped.id, stopped.state) == (one.id, FINISHED)
    assert database.schedules.get(one.id).state is FINISHED
    assert timers.stop_ringing(one.id) == []
    assert [timer.id for timer in timers.ringing()] == [other.id]


def test_a_satellite_stops_what_rings_on_it(timers, clocks):
    mine, theirs, everyones = timers.set(10, "a", "me"), timers.set(10, "b", "you"), timers.set(10)
    waiting = timers.set(60, "c", "me")
    clocks.pass_by(10)
    timers.check_now()
    assert {timer.id for timer in timers.stop_ringing("me")} == {mine.id, everyones.id}
    assert [timer.id for timer in timers.ringing()] == [theirs.id]
    assert timers.pending() == [waiting]
    assert [timer.id for timer in timers.stop_ringing()] == [theirs.id]


def test_a_timer_nobody_stops_ends_by_itself(make, clocks):
    timers = make(ring_limit_s=60)
    timer = timers.set(10)
    clocks.pass_by(10)
    timers.check_now()
    clocks.pass_by(59)
    timers.check_now()
    assert len(timers.ringing()) == 1
    clocks.pass_by(1)
    timers.check_now()
    assert timers.get(timer.id).state is FINISHED


def test_a_timer_is_cancelled_once(timers, database, clocks, heard):
    timer = timers.set(10, "egg")
    assert timers.cancel(timer.id).state is CANCELLED
    assert timers.get(timer.id).state is CANCELLED
    clocks.pass_by(20)
    timers.check_now()
    assert states(heard) == [("egg", PENDING), ("egg", CANCELLED)]
    with pytest.raises(Conflict) as refused:
        timers.cancel(timer.id)
    assert refused.value.code == "timer_over"
    with pytest.raises(NotFound):
        timers.cancel("unknown")


def test_cancelling_a_ringing_timer_stops_it(timers, clocks):
    timer = timers.set(10)
    clocks.pass_by(10)
    timers.check_now()
    assert timers.cancel(timer.id).state is FINISHED
    assert timers.ringing() == []


def test_time_is_added_and_taken(timers, database, clocks):
    timer = timers.set(60)
    clocks.pass_by(10)
    longer = timers.change(timer.id, 30)
    assert (longer.due_at, longer.duration_s) == (timer.due_at + 30, 90)
    assert database.schedules.get(timer.id) == longer
    clocks.pass_by(79)
    timers.check_now()
    assert timers.ringing() == []
    clocks.pass_by(1)
    timers.check_now()
    assert len(timers.ringing()) == 1
    with pytest.raises(Conflict):
        timers.change(timer.id, 30)


def test_taking_time_makes_it_ring_earlier(timers, clocks):
    timer = timers.set(60)
    timers.change(timer.id, -50)
    clocks.pass_by(10)
    timers.check_now()
    assert [one.id for one in timers.ringing()] == [timer.id]


@pytest.mark.parametrize("delta", [-60, -1000, MAX_DURATION_S, float("nan"), "60", None, True])
def test_a_change_without_sense_is_refused(timers, delta):
    timer = timers.set(60)
    with pytest.raises(InvalidInput) as refused:
        timers.change(timer.id, delta)
    assert refused.value.cure
    assert timers.pending() == [timer]


@pytest.mark.parametrize(
    "seconds", [0, 0.5, -300, MAX_DURATION_S + 1, float("nan"), float("inf"), "300", None, True]
)
def test_a_length_without_sense_is_refused(timers, seconds):
    with pytest.raises(InvalidInput) as refused:
        timers.set(seconds)
    assert refused.value.code == "invalid_duration"
    assert refused.value.cure
    assert timers.pending() == []


def test_the_longest_and_the_shortest_are_taken(timers):
    assert timers.set(1).duration_s == 1
    assert timers.set(MAX_DURATION_S).duration_s == MAX_DURATION_S


def test_a_name_has_to_be_a_short_text(timers):
    for name in ("x" * 101, 5):
        with pytest.raises(InvalidInput):
            timers.set(10, name)
    assert timers.set(10, "   ").name is None


def test_a_satellite_has_a_limit_of_its_own(timers):
    made = [timers.set(100, satellite_id="a") for _ in range(MAX_PENDING)]
    with pytest.raises(InvalidInput) as refused:
        timers.set(100, satellite_id="a")
    assert refused.value.code == "too_many_timers"
    timers.set(100, satellite_id="b")
    timers.cancel(made[0].id)
    timers.set(100, satellite_id="a")
    assert len(timers.pending()) == MAX_PENDING + 1


def test_timers_are_found_by_what_people_say(timers, clocks):
    egg = timers.set(300, "Egg", "a", "kitchen")
    boiled = timers.set(600, "boiled egg", "b", "kitchen")
    plain = timers.set(600, None, "b", "hall")
    assert timers.find() == [egg, boiled, plain]
    assert timers.find("EGG") == [egg]
    assert timers.find("boiled") == [boiled]
    assert timers.find("eg") == []
    assert timers.find("") == [plain]
    assert timers.find(duration_s=600) == [boiled, plain]
    assert timers.find(duration_s=600, area_id="hall") == [plain]
    assert timers.find(satellite_id="a") == [egg]
    clocks.pass_by(300)
    timers.check_now()
    assert timers.find("egg")[0].state is RINGING


def test_an_unknown_timer_is_said_to_be_unknown(timers):
    for ask in (timers.get, timers.cancel, lambda one: timers.change(one, 5)):
        with pytest.raises(NotFound):
            ask("unknown")


def test_a_subscriber_may_answer_a_ring(timers, clocks):
    told = []

    def stop(timer):
        told.append(timer.state)
        if timer.state is RINGING:
            timers.stop_ringing(timer.id)

    timers.subscribe(stop)
    timers.set(10)
    clocks.pass_by(10)
    timers.check_now()
    assert told == [PENDING, RINGING, FINISHED]


def test_a_length_no_clock_can_hold_is_refused(timers):
    with pytest.raises(InvalidInput):
        timers.set(10**400)
    timer = timers.set(60)
    with pytest.raises(InvalidInput):
        timers.change(timer.id, 10**400)
    assert timers.pending() == [timer]


def test_who_asks_what_waits_or_rings_does_not_wait_for_the_disk(make, database):
    timers = make()
    timer = timers.set(60)
    seen: list[object] = []
    asking = threading.Thread(
        target=lambda: seen.extend(
            [timers.pending(), timers.ringing(), timers.paused(), timers.get(timer.id)]
        )
    )
    with database.writing:
        asking.start()
        asking.join(60)
        assert not asking.is_alive()
    assert seen == [[timer], [], [], timer]
