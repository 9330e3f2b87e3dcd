"""Alarms by voice, on the real planner and its database, on a Saturday at a quarter past four."""

from datetime import datetime

import pytest

from ova.core import PlanKind, plan_json

WEEKDAYS = [0, 1, 2, 3, 4]


@pytest.fixture
def alarm(hub):
    """The only alarm, in wire form."""

    def alarm():
        (plan,) = hub.schedules.find(PlanKind.ALARM)
        return plan_json(plan)

    return alarm


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("wake me at seven", "2026-11-22T07:00:00"),
        ("wake me up at half past six", "2026-11-22T06:30:00"),
        ("wake me at seven in the evening", "2026-11-21T19:00:00"),
        ("wake me up tomorrow at eight", "2026-11-22T08:00:00"),
        ("set an alarm for 6:45", "2026-11-21T18:45:00"),
        ("set an alarm for monday at seven in the morning", "2026-11-23T07:00:00"),
        ("set an alarm for 18:30", "2026-11-21T18:30:00"),
    ],
)
def test_an_alarm_is_set_once(ask, alarm, text, at):
    reply = ask(text, area="Bedroom")

    assert reply.error is None, reply.text
    assert (alarm()["at"], alarm()["repeat"], alarm()["satellite_id"]) == (at, None, "Bedroom")


@pytest.mark.parametrize(
    ("text", "time", "weekdays"),
    [
        ("wake me up every weekday at seven", "07:00", WEEKDAYS),
        ("set an alarm for 6:45 on weekdays", "06:45", WEEKDAYS),
        ("set an alarm for 9:30 every weekend", "09:30", [5, 6]),
        ("wake me every monday and thursday at six", "06:00", [0, 3]),
        ("set an alarm every day at 8:15 in the morning", "08:15", list(range(7))),
    ],
)
def test_an_alarm_is_set_for_days_of_the_week(ask, alarm, text, time, weekdays):
    ask(text)

    assert alarm()["repeat"] == {"time": time, "weekdays": weekdays}


def test_what_was_set_is_told_and_asked_for(ask):
    assert ask("what alarms are set").text == "There is no alarm set."
    assert "7:00 tomorrow" in ask("wake me at seven").text
    assert ask("when is my alarm").text == "Your alarm is set for 7:00 tomorrow."
    ask("set an alarm for 6:30 on weekdays")
    told = ask("what alarms are set").text
    assert told == "You have 2 alarms: 7:00 tomorrow and 6:30 every weekday."


def test_an_alarm_is_cancelled_by_its_time_or_as_the_only_one(hub, ask):
    ask("wake me at seven")
    ask("set an alarm for 6:30 on weekdays")

    assert "2 alarms" in ask("cancel the alarm").text
    assert ask("cancel the alarm at nine").text == "There is no alarm at that time."
    assert "6:30 every weekday" in ask("cancel the 6:30 alarm").text
    assert "7:00 tomorrow" in ask("cancel my alarm").text
    assert hub.schedules.all() == []
    assert ask("cancel all alarms").text == "There is no alarm set."


def test_all_alarms_are_cancelled(hub, ask):
    ask("wake me at seven")
    ask("wake me at eight")

    assert ask("cancel all my alarms").text == "I cancelled 2 alarms."
    assert hub.schedules.all() == []


def test_an_alarm_that_rings_is_snoozed_and_stopped(hub, ask):
    ask("set an alarm for 16:20", area="Bedroom")
    hub.clock.seconds = datetime(2026, 11, 21, 16, 20, tzinfo=hub.clock.zone).timestamp()
    hub.schedules.check_now()

    assert ask("snooze", area="Kitchen").text == "Nothing is ringing."
    assert ask("snooze for 5 minutes", area="Bedroom").text == (
        "I'll ring again in 5 minutes, 16:25 today."
    )
    hub.clock.seconds += 300
    hub.schedules.check_now()
    assert ask("turn off the alarm", area="Bedroom").text == "Good, it is quiet."  # of timers, too
    assert hub.schedules.all() == []
    assert ask("i'm awake", area="Bedroom").text == "Nothing is ringing."


def test_a_satellite_has_room_for_so_many_alarms_and_says_so(hub, ask):
    for minute in range(100):
        ask(f"set an alarm for {18 + minute // 60}:{minute % 60:02}", area="Bedroom")

    assert ask("wake me at seven", area="Bedroom").text.startswith(
        "Sorry, 100 things are planned here"
    )


@pytest.mark.parametrize(
    ("text", "due", "said"),
    [
        ("set an alarm for 28 march at 2:30 in the morning", "03:30", "there is no 2:30, so it is 3:30"),
        ("set an alarm for 31 october at 2:30 in the morning", "02:30", "2:30 comes twice"),
    ],
)  # fmt: skip
def test_the_hour_in_which_the_clocks_change_is_said(hub, ask, text, due, said):
    told = ask(text).text

    assert said in told
    (plan,) = hub.schedules.find(PlanKind.ALARM)
    moment = datetime.fromtimestamp(plan.due_at, hub.clock.zone)
    assert (f"{moment:%H:%M}", moment.fold) == (due, 0)


def test_an_alarm_that_is_there_already_is_not_set_twice(hub, ask):
    ask("wake me at seven", area="Bedroom")

    assert "already" in ask("set an alarm for 7:00 in the morning", area="Bedroom").text
    ask("wake me at seven", area="Kitchen")
    assert len(hub.schedules.find(PlanKind.ALARM)) == 2


def test_two_alarms_at_once_both_ring_and_are_stopped_together(hub, ask):
    ask("set an alarm called work for 18:00", area="Bedroom")
    ask("set an alarm called train for 18:00", area="Bedroom")
    hub.clock.seconds += 6300
    hub.schedules.check_now()

    assert len(hub.schedules.ringing()) == 2
    ask("i am awake", area="Bedroom")
    assert hub.schedules.ringing() == []
