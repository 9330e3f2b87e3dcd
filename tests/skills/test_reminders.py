"""Reminders and commands for later, on the real planner and its database, on a Saturday at 16:15."""

import pytest

from ova.core import PlanKind, Wish, plan_json

WEEKDAYS = [0, 1, 2, 3, 4]
EVERY_DAY = list(range(7))


@pytest.fixture
def only(hub):
    """The only plan, in wire form."""

    def only():
        (plan,) = hub.schedules.all()
        return plan_json(plan)

    return only


@pytest.mark.parametrize(
    ("text", "about", "at"),
    [
        ("remind me to call mum tomorrow at five", "call mum", "2026-11-22T17:00:00"),
        ("remind me tomorrow at seven to call mum", "call mum", "2026-11-22T07:00:00"),
        ("tomorrow at nine remind me to call mum", "call mum", "2026-11-22T09:00:00"),
        ("remind me at six to feed the cat", "feed the cat", "2026-11-21T18:00:00"),
        ("remind me tomorrow to call mum", "call mum", "2026-11-22T09:00:00"),
        ("set a reminder to call mum on monday at noon", "call mum", "2026-11-23T12:00:00"),
    ],
)
def test_a_reminder_is_set_for_a_moment(ask, only, text, about, at):
    reply = ask(text, area="Kitchen")

    assert reply.error is None, reply.text
    assert about in reply.text
    assert (only()["kind"], only()["text"], only()["at"]) == ("reminder", about, at)
    assert only()["satellite_id"] == "Kitchen"


def test_a_reminder_is_set_for_a_while_from_now(hub, ask, only):
    ask("remind me in an hour to check the oven")

    assert only()["due_at"] == hub.clock.now() + 3600
    assert (only()["text"], only()["at"]) == ("check the oven", None)


@pytest.mark.parametrize(
    ("text", "kind", "what", "time", "weekdays"),
    [
        ("every monday at eight remind me to put out the bins", "reminder", "put out the bins", "08:00", [0]),
        ("remind me to put out the bins every monday at eight", "reminder", "put out the bins", "08:00", [0]),
        ("remind me every evening at nine to lock up", "reminder", "lock up", "21:00", EVERY_DAY),
        ("every weekday at seven open the living room blinds", "command", "open the living room blinds", "07:00", WEEKDAYS),
        ("close the living room blinds every evening at eight", "command", "close the living room blinds", "20:00", EVERY_DAY),
        ("turn on the kitchen light every day at three", "command", "turn on the kitchen light", "15:00", EVERY_DAY),
        ("every day at 6:30 turn on the coffee machine", "command", "turn on the coffee machine", "06:30", EVERY_DAY),
    ],
)  # fmt: skip
def test_reminders_and_commands_come_again_on_days_of_the_week(
    ask, only, text, kind, what, time, weekdays
):
    reply = ask(text)

    assert reply.error is None, reply.text
    assert (only()["kind"], only()["text"].casefold()) == (kind, what)
    assert only()["repeat"] == {"time": time, "weekdays": weekdays}


MONTHLY, EVERY_OTHER = {"unit": "month", "every": 1}, {"unit": "week", "every": 2}


@pytest.mark.parametrize(
    ("text", "repeat", "told"),
    [
        ("remind me on the first of every month to pay the rent", {"time": "09:00", **MONTHLY, "day": 1}, "9:00 on the 1st of every month: pay the rent"),
        ("remind me to pay the rent every month on the 31st at noon", {"time": "12:00", **MONTHLY, "day": 31}, "12:00 on the 31st of every month"),
        ("remind me at the end of every month to send the invoices", {"time": "09:00", **MONTHLY, "day": -1}, "on the last day of every month"),
        ("every month remind me to pay the rent", {"time": "09:00", **MONTHLY, "day": 21}, "on the 21st of every month"),
        ("remind me every other tuesday evening to put out the bins", {"time": "19:00", **EVERY_OTHER, "weekdays": [1], "start": "2026-11-24"}, "19:00 every other Tuesday, next on Tuesday: put out the bins"),
        ("remind me every two weeks at eight to change the sheets", {"time": "08:00", **EVERY_OTHER, "weekdays": [5], "start": "2026-11-21"}, "every other Saturday, next on December 5"),
        ("remind me every three weeks on monday at nine to call mum", {"time": "09:00", "unit": "week", "every": 3, "weekdays": [0], "start": "2026-11-23"}, "every 3 weeks on Monday"),
        ("remind me every first monday of the month at ten about the team meeting", {"time": "10:00", **MONTHLY, "nth": 1, "weekdays": [0]}, "on the first Monday of every month"),
        ("remind me every second monday of the month at ten to pay the cleaner", {"time": "10:00", **MONTHLY, "nth": 2, "weekdays": [0]}, "on the second Monday of every month"),
        ("remind me every last friday at four to file expenses", {"time": "16:00", **MONTHLY, "nth": -1, "weekdays": [4]}, "on the last Friday of every month"),
        ("remind me every year on 3 may to call mum", {"time": "09:00", "unit": "year", "every": 1, "day": 3, "month": 5}, "9:00 on May 3 every year: call mum"),
        ("remind me on february 29th every year to laugh", {"time": "09:00", "unit": "year", "every": 1, "day": 29, "month": 2}, "on February 29 every year"),
        ("remind me every three days to water the orchid", {"time": "09:00", "unit": "day", "every": 3, "start": "2026-11-21"}, "9:00 every 3 days, next on Tuesday: water the orchid"),
        ("every other day at 18:00 turn on the kitchen light", {"time": "18:00", "unit": "day", "every": 2, "start": "2026-11-21"}, "every other day"),
        ("turn on the kitchen light every other monday at eight", {"time": "08:00", **EVERY_OTHER, "weekdays": [0], "start": "2026-11-23"}, "every other Monday"),
        ("remind me to clean the filter every three months", {"time": "09:00", "unit": "month", "every": 3, "day": 21, "start": "2026-11-21"}, "on the 21st, every 3 months, next on February 21"),
    ],
)  # fmt: skip
def test_they_come_again_every_other_week_every_month_or_year(ask, only, text, repeat, told):
    reply = ask(text)

    assert reply.error is None, reply.text
    assert only()["repeat"] == repeat
    assert told in reply.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("remind me every year on 31 april to laugh", "There is no 31 April."),
        ("remind me every 400 days to laugh", "I cannot repeat it like that"),
        ("remind me every zero days to laugh", "I cannot repeat it like that"),
    ],
)
def test_what_no_calendar_has_is_said(hub, ask, text, told):
    assert told in ask(text).text
    assert hub.schedules.all() == []


@pytest.mark.parametrize(
    ("text", "command", "in_s"),
    [
        ("turn off the kitchen light in an hour", "turn off the kitchen light", 3600),
        ("in ten minutes turn on the ceiling fan", "turn on the ceiling fan", 600),
        ("turn on the ceiling fan after half an hour", "turn on the ceiling fan", 1800),
        ("at ten turn off all the lights", "turn off all the lights", 20700),
        ("turn off the ceiling fan tonight at eight", "turn off the ceiling fan", 13500),
    ],
)
def test_a_command_is_planned_where_it_was_said(hub, ask, only, text, command, in_s):
    reply = ask(text, area="Bedroom")

    assert reply.error is None, reply.text
    assert command in reply.text.casefold()
    assert (only()["kind"], only()["text"].casefold()) == ("command", command)
    assert only()["due_at"] == hub.clock.now() + in_s
    assert (only()["area_id"], only()["satellite_id"]) == (hub.area("Bedroom").id, "Bedroom")


@pytest.mark.parametrize(
    "text",
    [
        "fly to the moon at seven",
        "in ten minutes turn on the disco ball",
        "the bus leaves at seven",
        "dinner is ready in ten minutes",
        "i will be home every day at six",
    ],
)
def test_a_command_that_is_not_understood_is_not_planned(hub, text):
    match = hub.match(text)

    assert match.intent is None
    assert match.reason


@pytest.mark.parametrize(
    "text",
    [
        "remind me on 31 february to call mum",
        "remind me to call mum on the 31st of february",
        "turn on the kitchen light on 31 february at seven",
        "set an alarm for 31 february at seven",
    ],
)
def test_a_day_that_is_in_no_year_is_said(hub, ask, text):
    assert ask(text).text == "There is no 31 February."
    assert hub.schedules.all() == []


def test_a_text_that_is_too_long_is_refused(hub):
    assert hub.match("remind me tomorrow to " + "x" * 5000).reason == "too_long"


def test_reminders_are_told_moved_and_deleted(hub, ask):
    assert ask("what are my reminders").text == "You have no reminders."
    ask("remind me to call mum tomorrow at five")
    ask("remind me to water the plants in two hours")

    told = ask("what are my reminders").text
    assert told.startswith(
        "You have 2 reminders: water the plants, at 18:15 today and call mum, at"
    )
    assert "18:00 tomorrow" in ask("move the reminder to call mum to tomorrow at 18:00").text
    assert ask("cancel the reminder to feed the dog").text == "There is no such reminder."
    ask("cancel the reminder to call mum")
    assert [one.data["text"] for one in hub.schedules.all()] == ["water the plants"]
    ask("cancel all reminders")
    assert hub.schedules.all() == []


def test_a_reminder_that_rings_comes_again_later(hub, ask):
    ask("remind me in ten minutes to check the oven", area="Kitchen")
    ask("remind me later")  # nothing rings yet
    hub.clock.seconds += 600
    hub.schedules.check_now()

    assert "16:40" in ask("remind me again in fifteen minutes").text


def test_what_is_planned_is_told_and_cancelled(hub, ask):
    assert ask("what have you planned").text == "Nothing is planned."
    ask("turn off the kitchen light in an hour")
    assert ask("what have you planned").text == (
        "I have planned this: turn off the Kitchen Light, at 17:15 today."
    )
    hub.schedules.add(Wish(kind=PlanKind.ALARM, in_s=60))
    assert ask("cancel the planned command at six").text == "Nothing like that is planned."
    assert "turn off the Kitchen Light" in ask("cancel the planned command").text
    assert [one.kind for one in hub.schedules.all()] == ["alarm"]


def test_the_hundredth_and_first_of_a_satellite_is_refused_aloud(hub, ask):
    for number in range(100):
        hub.schedules.add(Wish(kind=PlanKind.ALARM, in_s=60 + number, satellite_id="Kitchen"))

    refused = ask("remind me in an hour to check the oven", area="Kitchen")
    assert refused.error == "too_many_schedules"
    assert "100 things" in refused.text
    assert "100 things" in ask("wake me at seven", area="Kitchen").text


def test_500_timers_of_one_satellite_end_at_the_limit_which_is_said(hub, ask):
    for _ in range(100):
        hub.timers.set(60.0, satellite_id="Kitchen")

    for _ in range(3):
        refused = ask("set a timer for five minutes", area="Kitchen")
        assert refused.error == "too_many_timers"
        assert "100" in refused.text
    assert ask("set a timer for five minutes", area="Bedroom").error is None


def test_a_timer_of_minus_five_minutes_is_refused(hub, ask):
    assert ask("set a timer for minus five minutes").error == "invalid_input"
    assert hub.timers.pending() == []
