"""Alarms by voice, on the real planner and its database, on a Saturday at a quarter past four."""

from dataclasses import replace
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


def test_an_alarm_is_set_for_every_other_week(ask, alarm):
    reply = ask("wake me every other monday at seven")

    assert "7:00 every other Monday" in reply.text
    assert alarm()["repeat"] == {
        "time": "07:00", "unit": "week", "every": 2, "weekdays": [0], "start": "2026-11-23"
    }  # fmt: skip
    assert "7:00 every other Monday" in ask("what alarms are set").text


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

    which = ask("cancel the alarm")
    assert "2 alarms: 7:00 tomorrow and 6:30 every weekday. Which one?" in which.text
    assert [one.label for one in which.question.options] == ["7:00 tomorrow", "6:30 every weekday"]
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


@pytest.mark.parametrize(
    ("text", "rings_on", "said"),
    [
        ("set an alarm in the bedroom for seven", ["Bedroom"], "in the Bedroom"),
        ("wake me at seven in the bedroom", ["Bedroom"], "in the Bedroom"),
        ("set a bedroom alarm for seven", ["Bedroom"], "in the Bedroom"),
        ("wake me on the first floor tomorrow at seven", ["Office", "Bedroom"], "on the First Floor"),
        ("set an alarm for seven everywhere", [], "everywhere"),
        ("set an alarm on the kitchen satellite every weekday at seven", ["Kitchen"], "kitchen satellite"),
    ],
)  # fmt: skip
def test_an_alarm_rings_where_it_is_wanted(hub, ask, alarm, text, rings_on, said):
    kitchen = hub.satellites.known["Kitchen"]
    hub.satellites.known["Kitchen"] = replace(kitchen, name="Kitchen satellite")
    reply = ask(text, area="Office")

    assert said in reply.text
    assert alarm()["satellite_ids"] == rings_on


def test_no_alarm_is_set_where_nothing_would_ring(hub, ask):
    refused = ask("set an alarm in the garage for seven", area="Kitchen")

    assert refused.error == "no_satellite_there"
    assert "no satellite in the Garage" in refused.text
    assert hub.schedules.all() == []


def test_an_alarm_is_cancelled_by_its_room(hub, ask):
    ask("wake me at seven in the bedroom", area="Kitchen")
    ask("wake me at seven", area="Kitchen")

    assert ask("cancel the alarm in the office").text == "There is no alarm in the Office."
    assert "7:00 tomorrow" in ask("cancel the bedroom alarm", area="Kitchen").text
    assert [one.satellite_id for one in hub.schedules.all()] == ["Kitchen"]


def test_two_alarms_at_once_both_ring_and_are_stopped_together(hub, ask):
    ask("set an alarm called work for 18:00", area="Bedroom")
    told = ask("set an alarm called train for 18:00", area="Bedroom").text
    assert told.endswith("There is another alarm at that moment, so both will ring.")
    hub.clock.seconds += 6300
    hub.schedules.check_now()

    assert len(hub.schedules.ringing()) == 2
    ask("i am awake", area="Bedroom")
    assert hub.schedules.ringing() == []
