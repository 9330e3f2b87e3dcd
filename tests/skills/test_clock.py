"""Time, date and day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest


def at(hub, *when):
    hub.clock.seconds = datetime(*when, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()


@pytest.mark.parametrize(
    ("hour", "minute", "shown", "spoken"),
    [
        (0, 0, "12:00 AM", "12 o'clock"),
        (0, 5, "12:05 AM", "12 oh 5 AM"),
        (9, 10, "9:10 AM", "9 10 AM"),
        (12, 0, "12:00 PM", "12 o'clock"),
        (12, 30, "12:30 PM", "12 30 PM"),
        (16, 0, "4:00 PM", "4 o'clock"),
        (23, 59, "11:59 PM", "11 59 PM"),
    ],
)
def test_the_time_is_spoken_as_people_say_it(hub, ask, hour, minute, shown, spoken):
    at(hub, 2026, 11, 21, hour, minute)
    reply = ask("what time is it")
    assert (reply.text, reply.speech) == (f"It's {shown}.", f"It's {spoken}.")


def test_a_home_with_24_hours_hears_them(hub, ask):
    hub.skill_manager.set_config("clock", {"hours": "24"})
    assert ask("what time is it").text == "It's 16:15."
    assert ask("what time is it").speech == "It's 16 15."
    at(hub, 2026, 11, 21, 0, 7)
    assert (ask("what time is it").text, ask("what time is it").speech) == (
        "It's 00:07.",
        "It's 0 oh 7.",
    )


def test_the_date_is_that_of_the_homes_time_zone(hub, ask):
    hub.clock.seconds = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC")).timestamp()
    assert ask("what is the date").text == "It's Friday, January 1, 2027."
    assert ask("what day is tomorrow").text == "Tomorrow is Saturday, January 2."
