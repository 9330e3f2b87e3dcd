"""Alarms, reminders and commands on a real database, with clocks that move when told."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from ova.core import (
    ChangedMeanwhile,
    Conflict,
    NotFound,
    PlanKind,
    Recurrence,
    Schedule,
    ScheduleState,
    Wish,
    plan_json,
)
from ova.schedule import MAX_ON_ONE, SNOOZE_S, Planner, ScheduleError

RINGING, PENDING, FINISHED = ScheduleState.RINGING, ScheduleState.PENDING, ScheduleState.FINISHED
DAY_S = 86_400.0


class Home:
    """Where commands are carried out, and which clocks hang there."""

    def __init__(self):
        self.zone = ZoneInfo("Europe/Berlin")
        self.done = []
        self.answer = None

    def carry_out(self, plan):
        self.done.append(plan.data["text"])
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def home():
    return Home()


@pytest.fixture
def start(database, clocks, home):
    """Make a Planner and start it, as a start of the hub does; its waiting thread is ended at once."""
    made = []

    def start():
        planner = Planner(
            database,
            home.carry_out,
            zone=lambda: home.zone,
            now=clocks.now,
            steady=clocks.monotonic,
            workers=0,
        )
        planner.start()
        planner.close()  # these tests look at the clocks themselves
        made.append(planner)
        return planner

    yield start
    for planner in made:
        planner.close()


@pytest.fixture
def planner(start):
    return start()


def alarm(**wish):
    return Wish(kind=PlanKind.ALARM, **(wish or {"in_s": 60.0}))


def command(text="turn off the heater", **wish):
    return Wish(kind=PlanKind.COMMAND, text=text, **(wish or {"in_s": 60.0}))


def daily(clocks, home, in_s=60.0):
    """Every day at the time of day it is so many seconds from now."""
    return Recurrence(datetime.fromtimestamp(clocks.now() + in_s, home.zone).time())


def test_an_alarm_rings_until_it_is_stopped(planner, clocks):
    told = []
    plan = planner.add(alarm(in_s=60.0, name="tea", satellite_id="kitchen"))
    planner.subscribe(told.append)
    clocks.pass_by(60)
    planner.check_now()

    assert [one.id for one in planner.ringing()] == [plan.id]
    assert planner.stop_ringing("bedroom") == []
    assert [one.state for one in planner.stop_ringing("kitchen")] == [FINISHED]
    assert [one.state for one in told] == [RINGING, FINISHED]
    assert planner.all() == []
    assert planner.get(plan.id).state is FINISHED


def test_what_nobody_stops_ends_by_itself(planner, clocks):
    plan = planner.add(alarm())
    clocks.pass_by(60)
    planner.check_now()
    clocks.pass_by(1801)
    planner.check_now()

    assert planner.get(plan.id).state is FINISHED


def test_a_command_is_carried_out_once_at_its_time(planner, clocks, home):
    plan = planner.add(command())
    clocks.pass_by(59)
    planner.check_now()
    assert home.done == []
    clocks.pass_by(1)
    planner.check_now()
    planner.check_now()

    assert home.done == ["turn off the heater"]
    assert planner.get(plan.id).state is FINISHED
    assert planner.ringing() == []


@pytest.mark.parametrize("answer", ["The heater does not answer.", RuntimeError("It burnt.")])
def test_a_command_that_does_not_work_rings_and_says_why(planner, clocks, home, answer):
    plan = planner.add(command())
    home.answer = answer
    clocks.pass_by(60)
    planner.check_now()

    (told,) = planner.ringing()
    assert (told.id, told.data["trouble"], told.data["words"]) == (plan.id, "failed", str(answer))


def test_what_repeats_waits_for_the_next_day(planner, clocks, home):
    plan = planner.add(command(repeat=daily(clocks, home)))
    for wait_s in (60, DAY_S, DAY_S):
        clocks.pass_by(wait_s)
        planner.check_now()

    assert len(home.done) == 3
    assert planner.get(plan.id).state is PENDING
    assert clocks.now() < planner.get(plan.id).due_at <= clocks.now() + DAY_S


def test_what_came_due_while_the_hub_was_off_happens_late_or_is_told(start, clocks, home):
    first = start()
    rings = first.add(alarm(in_s=60.0))
    done = first.add(command("close the blinds", in_s=1700.0))
    missed = first.add(command("turn off the heater", in_s=60.0))
    first.close()
    clocks.off(1800)
    told = {one.id: one for one in start().ringing()}

    assert told[rings.id].late
    assert told[missed.id].data["trouble"] == "missed"
    assert done.id not in told
    assert home.done == ["close the blinds"]


def test_what_repeats_and_was_missed_for_a_week_is_told_once_and_goes_on(start, clocks, home):
    first = start()
    plan = first.add(command(repeat=daily(clocks, home)))
    first.close()
    clocks.off(7 * DAY_S + 3600)
    planner = start()

    assert [one.data["trouble"] for one in planner.ringing()] == ["missed"]
    assert home.done == []
    planner.stop(plan.id)
    assert clocks.now() < planner.get(plan.id).due_at <= clocks.now() + DAY_S


def test_a_command_the_hub_died_over_is_told_and_not_carried_out_again(
    start, database, clocks, home
):
    plan = start().add(command())
    stored = database.schedules.get(plan.id)
    dying = Schedule(
        **{
            **{name: getattr(stored, name) for name in stored.__slots__},
            "state": RINGING,
            "data": {**stored.data, "running": True},
        }
    )
    database.schedules.put(dying)
    clocks.off(65)
    planner = start()

    assert [one.data["trouble"] for one in planner.ringing()] == ["unsure"]
    assert home.done == []


def test_what_rang_when_the_hub_went_rings_again(start, clocks):
    first = start()
    plan = first.add(alarm())
    clocks.pass_by(60)
    first.check_now()
    first.close()
    clocks.off(600)

    assert [one.id for one in start().ringing()] == [plan.id]


def test_a_clock_that_is_set_moves_no_length_of_time_and_keeps_times_of_day(planner, clocks, home):
    length = planner.add(alarm(in_s=600.0))
    moment = planner.add(alarm(repeat=daily(clocks, home, 7200)))
    due_at = moment.due_at
    clocks.wall += 3600
    planner.check_now()

    assert planner.get(length.id).due_at == length.due_at + 3600
    assert planner.get(moment.id).due_at == due_at
    clocks.pass_by(600)
    planner.check_now()
    assert [one.id for one in planner.ringing()] == [length.id]
    clocks.pass_by(3000)
    planner.check_now()
    assert [one.id for one in planner.ringing()] == [moment.id]


def test_a_clock_set_back_rings_nothing_twice(planner, clocks, home):
    plan = planner.add(alarm(repeat=daily(clocks, home)))
    clocks.pass_by(60)
    planner.check_now()
    planner.stop(plan.id)
    clocks.wall -= 1800
    planner.check_now()
    clocks.pass_by(3600)
    planner.check_now()

    assert planner.ringing() == []


@pytest.mark.parametrize("restarted", [False, True])
def test_a_clock_that_was_years_ahead_leaves_no_alarm_out_for_years(start, clocks, home, restarted):
    clocks.wall += 1500 * DAY_S
    planner = start()
    plan = planner.add(alarm(repeat=daily(clocks, home, 7200)))
    clocks.pass_by(7200)
    planner.check_now()
    planner.stop(plan.id)
    clocks.wall -= 1500 * DAY_S
    if restarted:
        planner = start()
    planner.check_now()

    assert clocks.now() < planner.get(plan.id).due_at <= clocks.now() + DAY_S + 3600


def test_a_clock_set_a_day_forward_rings_late_or_tells_and_set_back_rings_the_next_day(
    planner, clocks, home
):
    daily_one = planner.add(alarm(repeat=daily(clocks, home, 7200)))
    once = planner.add(
        alarm(at=datetime.fromtimestamp(clocks.now() + DAY_S - 600, home.zone).replace(tzinfo=None))
    )
    due_at = daily_one.due_at
    clocks.wall += DAY_S
    planner.check_now()

    told = {one.id: one for one in planner.ringing()}
    assert told[daily_one.id].data["trouble"] == "missed"
    assert told[once.id].late
    planner.stop(daily_one.id)
    clocks.wall -= DAY_S
    planner.check_now()
    assert planner.get(daily_one.id).due_at in (due_at, due_at + DAY_S)


def test_a_clock_that_is_set_does_not_move_a_snooze_or_bring_back_what_was_left_out(
    planner, clocks, home
):
    snoozed = planner.add(alarm(repeat=daily(clocks, home)))
    skipped = planner.add(alarm(repeat=daily(clocks, home, 7200)))
    left_out_until = planner.skip(skipped.id).due_at
    clocks.pass_by(60)
    planner.check_now()
    planner.snooze(snoozed.id, 300)
    clocks.wall -= 3600
    planner.check_now()

    assert planner.get(skipped.id).due_at == left_out_until
    clocks.pass_by(300)
    planner.check_now()
    assert [one.id for one in planner.ringing()] == [snoozed.id]


def test_what_went_wrong_is_told_in_words_also_after_it_was_looked_at(start, clocks, home):
    first = start()
    plan = first.add(alarm(repeat=daily(clocks, home)))
    first.close()
    clocks.off(2 * DAY_S + 7200)
    planner = start()
    assert "did not ring" in plan_json(planner.get(plan.id))["reason"]
    stopped = plan_json(planner.stop(plan.id))

    assert (stopped["state"], stopped["trouble"], stopped["reason"]) == ("pending", None, None)
    assert stopped["last_trouble"]["trouble"] == "missed"
    assert stopped["last_trouble"]["due_at"] == plan.due_at
    assert "did not ring" in stopped["last_trouble"]["reason"]
    clocks.pass_by(planner.get(plan.id).due_at - clocks.now())
    planner.check_now()
    assert plan_json(planner.stop(plan.id))["last_trouble"] is None


def test_an_alarm_is_snoozed_as_long_as_it_says_itself(planner, clocks, home):
    plan = planner.add(alarm(in_s=60.0, snooze_s=300.0))
    clocks.pass_by(60)
    planner.check_now()

    assert planner.snooze(plan.id).due_at == clocks.now() + 300
    planner.edit(plan.id, {"snooze_s": None})
    clocks.pass_by(300)
    planner.check_now()
    assert planner.snooze(plan.id).due_at == clocks.now() + SNOOZE_S
    with pytest.raises(ScheduleError):
        planner.add(alarm(in_s=60.0, snooze_s=5.0))


def test_snooze_pause_resume_and_skip(planner, clocks, home):
    plan = planner.add(alarm(repeat=daily(clocks, home)))
    clocks.pass_by(60)
    planner.check_now()
    assert planner.snooze(plan.id).due_at == clocks.now() + 540
    clocks.pass_by(540)
    planner.check_now()
    assert [one.id for one in planner.ringing()] == [plan.id]
    due_at = planner.stop(plan.id).due_at
    assert planner.skip(plan.id).due_at == due_at + DAY_S
    assert planner.pause(plan.id).state is ScheduleState.PAUSED
    clocks.pass_by(5 * DAY_S)
    planner.check_now()
    assert planner.ringing() == []
    assert planner.resume(plan.id).due_at > clocks.now()


def test_a_plan_is_edited_and_a_second_editor_is_told(planner, clocks, home):
    plan = planner.add(alarm(in_s=600.0, name="tea"))
    seen = plan_json(plan)
    edited = planner.edit(plan.id, {"name": "coffee"}, was={"name": seen["name"]})

    assert (edited.name, edited.due_at) == ("coffee", plan.due_at)
    with pytest.raises(ChangedMeanwhile):
        planner.edit(plan.id, {"in_s": 5.0}, was={"name": seen["name"]})
    moved = planner.edit(plan.id, {"repeat": Recurrence(time(7), frozenset({0}))})
    assert plan_json(moved)["repeat"] == {"time": "07:00", "weekdays": [0]}
    again = planner.edit(plan.id, {"at": datetime(2024, 1, 1, 7)})  # noqa: DTZ001 - local time
    assert (plan_json(again)["repeat"], plan_json(again)["at"]) == (None, "2024-01-01T07:00:00")
    with pytest.raises(ScheduleError):
        planner.edit(plan.id, {"in_s": -5.0})
    assert planner.get(plan.id) == again


def test_a_home_that_moves_keeps_its_times_of_day(planner, clocks, home):
    plan = planner.add(alarm(repeat=daily(clocks, home, 7200)))
    home.zone = ZoneInfo("Europe/London")
    planner.zone_changed()

    assert planner.get(plan.id).due_at == plan.due_at + 3600


def test_what_is_deleted_does_not_happen(planner, clocks, home):
    plan = planner.add(command())
    planner.cancel(plan.id)
    clocks.pass_by(60)
    planner.check_now()

    assert home.done == []
    for again in (planner.cancel, planner.pause, planner.stop):
        with pytest.raises(Conflict):
            again(plan.id)
    with pytest.raises(NotFound):
        planner.get("nothing")


def test_one_satellite_has_room_for_so_many(planner):
    for number in range(MAX_ON_ONE):
        planner.add(alarm(in_s=60.0 + number, satellite_id="kitchen"))
    with pytest.raises(ScheduleError) as caught:
        planner.add(alarm(in_s=5.0, satellite_id="kitchen"))

    assert caught.value.code == "too_many_schedules"
    with pytest.raises(ScheduleError):
        planner.add(alarm(in_s=5.0, satellite_ids=("bedroom", "kitchen")))
    planner.add(alarm(in_s=5.0, satellite_id="bedroom"))


def test_two_alarms_at_once_both_ring(planner, clocks):
    first, second = planner.add(alarm()), planner.add(alarm())
    clocks.pass_by(60)
    planner.check_now()

    assert {one.id for one in planner.ringing()} == {first.id, second.id}


def test_plans_are_found_by_kind_and_name(planner):
    tea = planner.add(alarm(in_s=60.0, name="Green tea"))
    planner.add(command())

    assert [one.id for one in planner.find(PlanKind.ALARM)] == [tea.id]
    assert [one.id for one in planner.find(name="tea")] == [tea.id]
    assert planner.find(PlanKind.REMINDER) == []
