"""Timers by voice, on the real timers and their database."""

import pytest

from ova.core import ScheduleState
from ova.schedule import Timers
from ova.storage import Database

MINUTE = 60
HOUR = 3600


@pytest.mark.parametrize(
    ("text", "seconds", "name"),
    [
        ("set a timer for five minutes", 5 * MINUTE, None),
        ("Set a timer for 1 minute.", MINUTE, None),
        ("start a 10 minute timer", 10 * MINUTE, None),
        ("timer for 30 seconds", 30, None),
        ("twenty second timer", 20, None),
        ("set timer five minutes", 5 * MINUTE, None),
        ("set a timer for 1 hour 30 minutes", 90 * MINUTE, None),
        ("set a timer for one hour and thirty minutes", 90 * MINUTE, None),
        ("set a timer for an hour", HOUR, None),
        ("set a timer for an hour and a half", 90 * MINUTE, None),
        ("set a timer for half an hour", 30 * MINUTE, None),
        ("set a timer for a quarter of an hour", 15 * MINUTE, None),
        ("set a timer for two and a half hours", 150 * MINUTE, None),
        ("set a timer for 1 and a half minutes", 90, None),
        ("set a timer for 120 minutes", 2 * HOUR, None),
        ("give me another 5 minute timer", 5 * MINUTE, None),
        ("set a pizza timer for 10 minutes", 10 * MINUTE, "pizza"),
        ("set a 10 minute pizza timer", 10 * MINUTE, "pizza"),
        ("set a 10 minute timer for pizza", 10 * MINUTE, "pizza"),
        ("set a timer for pizza for 10 minutes", 10 * MINUTE, "pizza"),
        ("set a 3 minute timer named green tea", 3 * MINUTE, "green tea"),
        ("set a brussels sprouts timer for 20 minutes", 20 * MINUTE, "brussels sprouts"),
        ("pasta timer for 8 minutes", 8 * MINUTE, "pasta"),
    ],
)
def test_a_timer_is_set(hub, ask, text, seconds, name):
    reply = ask(text, area="Kitchen")
    assert reply.error is None, reply.text
    (timer,) = hub.timers.pending()
    assert (timer.duration_s, timer.name) == (seconds, name)
    assert (timer.satellite_id, timer.area_id) == ("Kitchen", hub.area("Kitchen").id)


def test_the_reply_comes_after_the_timer_was_stored(hub, ask, tmp_path):
    assert ask("set a pizza timer for 10 minutes").text == "Pizza timer set for 10 minutes."
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as other:
        (timer,) = Timers(other, now=hub.clock.now, steady=hub.clock.now).pending()
    assert timer.name == "pizza"


def test_a_typed_timer_belongs_to_no_satellite(hub, ask):
    assert ask("set a timer for 90 seconds").text == "Timer set for 1 minute and 30 seconds."
    assert hub.timers.pending()[0].satellite_id is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "set a timer for zero minutes",
            "A timer needs at least one second, so I did not set one.",
        ),
        ("set a timer for -5 minutes", "A timer needs at least one second, so I did not set one."),
        ("set a timer for 300 hours", "Sorry, I can't set a timer for 300 hours."),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_set(hub, ask, text, answer):
    reply = ask(text, area="Living Room")
    assert reply.text == answer
    assert reply.error
    assert hub.timers.pending() == []
    assert hub.house.calls == []


def test_one_timer_tells_what_is_left(hub, ask):
    ask("set a timer for 5 minutes")
    hub.clock.seconds += 90
    assert (
        ask("how much time is left").text == "3 minutes and 30 seconds left on the 5 minute timer."
    )
    assert ask("how much time is left on the timer").text.startswith("3 minutes and 30 seconds")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (0.4, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (599, "9 minutes and 59 seconds"),
        (640, "11 minutes"),
        (3600, "1 hour"),
        (7325, "2 hours and 2 minutes"),
    ],
)
def test_what_is_left_is_as_exact_as_a_person_would_say_it(hub, ask, left, words):
    ask("set a timer for 3 hours")
    hub.clock.seconds += 3 * HOUR - left
    assert ask("how much time is left").text == f"{words.capitalize()} left on the 3 hour timer."


def test_several_timers_are_listed(hub, ask):
    for text in ("set a timer for 5 minutes", "set a pizza timer for 10 minutes", "1 hour timer"):
        ask(text, area="Kitchen")
    assert ask("what timers are running").text == (
        "3 timers. 5 minutes left on the 5 minute timer. 10 minutes left on the pizza timer. "
        "1 hour left on the 1 hour timer."
    )
    assert (
        ask("how much time is left on the pizza timer").text
        == "10 minutes left on the pizza timer."
    )
    assert ask("how long is left on the 1 hour timer").text == "1 hour left on the 1 hour timer."


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("cancel the pizza timer", "pizza"),
        ("stop the pizza timer", "pizza"),
        ("cancel the timer named pizza", "pizza"),
        ("cancel the 5 minute timer", None),
        ("cancel the five minute timer", None),
        ("delete the 5 minute timer", None),
    ],
)
def test_a_timer_is_cancelled_by_name_or_length(hub, ask, text, gone):
    ask("set a timer for 5 minutes")
    ask("set a pizza timer for 10 minutes")
    assert ask(text).error is None
    assert [timer.name for timer in hub.timers.pending()] == [None if gone else "pizza"]


def test_several_timers_are_not_cancelled_by_guessing(hub, ask):
    ask("set a timer for 5 minutes")
    ask("set a pizza timer for 10 minutes")
    reply = ask("cancel the timer")
    assert reply.text == "There are 2 timers: 5 minute timer and pizza timer. Which one?"
    assert [one.label for one in reply.question.options] == ["5 minute timer", "pizza timer"]
    assert len(hub.timers.pending()) == 2


def test_timers_of_one_length_are_told_apart_by_what_is_left(hub, ask):
    ask("set a timer for 5 minutes")
    hub.clock.seconds += 60
    ask("set a timer for 5 minutes")
    question = ask("cancel the timer").question

    assert [one.label for one in question.options] == [
        "5 minute timer, 4 minutes",
        "5 minute timer, 5 minutes",
    ]


@pytest.mark.parametrize(
    ("text", "rings_on", "said"),
    [
        ("set a timer in the bedroom for five minutes", ["Bedroom"], "in the Bedroom"),
        ("set a pizza timer for 10 minutes everywhere", [], "everywhere"),
        ("set a 5 minute timer on the first floor", ["Office", "Bedroom"], "on the First Floor"),
    ],
)
def test_a_timer_rings_where_it_is_wanted(hub, ask, text, rings_on, said):
    assert said in ask(text, area="Kitchen").text
    assert list(hub.timers.pending()[0].satellite_ids) == rings_on
    assert ask("set a timer in the garage for five minutes").error == "no_satellite_there"


def test_the_timer_of_the_satellite_comes_first(hub, ask):
    ask("set a timer for 5 minutes", area="Kitchen")
    ask("set a timer for 7 minutes", area="Bedroom")
    assert ask("cancel the timer", area="Bedroom").text == "Cancelled the 7 minute timer."
    assert ask("cancel the timer", area="Bedroom").text == "Cancelled the 5 minute timer."


def test_a_timer_is_found_by_the_area_it_was_set_in(hub, ask):
    ask("set a timer for 5 minutes", area="Kitchen")
    ask("set a timer for 7 minutes", area="Bedroom")
    assert ask("how much time is left on the kitchen timer").text.startswith("5 minutes")
    assert ask("cancel the timer in the kitchen").error is None
    assert [timer.duration_s for timer in hub.timers.pending()] == [7 * MINUTE]
    assert ask("cancel all timers in the kitchen").error == "timer_not_found"


@pytest.mark.parametrize(
    "text",
    ["cancel all timers", "stop all my timers", "cancel all the timers", "cancel the timers"],
)
def test_all_timers_are_cancelled(hub, ask, text):
    ask("set a timer for 5 minutes", area="Kitchen")
    ask("set a pizza timer for 10 minutes", area="Bedroom")
    assert ask(text).text == "Cancelled 2 timers."
    assert hub.timers.pending() == []
    assert ask(text).text == "There are no timers running."


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("add 2 minutes to the timer", 7),
        ("add two minutes to my timer", 7),
        ("increase the timer by 2 minutes", 7),
        ("add an hour to the timer", 65),
        ("give me 3 more minutes", 8),
        ("give me 3 minutes more on the timer", 8),
        ("take 2 minutes off the timer", 3),
        ("remove 1 minute from the timer", 4),
        ("shorten the timer by a minute", 4),
        ("add half an hour to the timer", 35),
    ],
)
def test_a_timer_gets_more_or_less_time(hub, ask, text, minutes):
    ask("set a timer for 5 minutes")
    reply = ask(text)
    assert reply.error is None, reply.text
    assert hub.timers.pending()[0].due_at == hub.clock.seconds + minutes * MINUTE


def test_a_named_timer_gets_more_time(hub, ask):
    ask("set a timer for 5 minutes")
    ask("set a pizza timer for 10 minutes")
    assert ask("add 5 minutes to the pizza timer").text == (
        "Added 5 minutes to the pizza timer. 15 minutes left."
    )


def test_more_time_than_is_left_is_not_taken_off(hub, ask):
    ask("set a timer for 5 minutes")
    reply = ask("take 10 minutes off the timer")
    assert reply.error
    assert "only 5 minutes left" in reply.text
    assert hub.timers.pending()[0].duration_s == 5 * MINUTE


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("cancel the timer", "There are no timers running."),
        ("how much time is left", "There are no timers running."),
        ("add 2 minutes to the timer", "There are no timers running."),
        ("cancel the pizza timer", "Sorry, there is no timer called pizza."),
        ("cancel the 7 minute timer", "Sorry, there is no 7 minute timer."),
    ],
)
def test_a_timer_that_is_not_there_is_named(ask, text, answer):
    assert ask(text).text == answer


def ring(hub, seconds):
    hub.clock.seconds += seconds
    hub.timers.check_now()
    return hub.timers.ringing()


@pytest.mark.parametrize("text", ["stop the timer", "cancel the timer", "stop the alarm"])
def test_a_ringing_timer_is_stopped(hub, ask, text):
    ask("set a pizza timer for 1 minute")
    (timer,) = ring(hub, MINUTE)
    assert ask("how much time is left").text == "The pizza timer is ringing."
    assert ask(text).text == "Stopped the pizza timer."
    assert hub.timers.ringing() == []
    assert hub.timers.get(timer.id).state is ScheduleState.FINISHED


def test_a_timer_that_rings_elsewhere_does_not_save_the_one_here(hub, ask):
    ask("set a timer for 1 minute", area="Kitchen")
    ask("set a timer for 5 minutes", area="Bedroom")
    ring(hub, MINUTE)
    assert ask("cancel the timer", area="Bedroom").text == "Cancelled the 5 minute timer."
    assert len(hub.timers.ringing()) == 1


def test_stop_while_nothing_rings_is_said_so(ask):
    assert ask("stop the alarm").text == "Nothing is ringing."


def test_a_timer_stands_still_and_goes_on_by_voice(hub, ask):
    ask("set a timer for 5 minutes")
    hub.clock.seconds += 60
    assert ask("pause the timer").text == "Paused the 5 minute timer with 4 minutes left."
    hub.clock.seconds += HOUR
    assert hub.timers.ringing() == []
    assert (
        ask("pause the timer").text == "The 5 minute timer is paused already, with 4 minutes left."
    )
    assert ask("how much time is left").text == "The 5 minute timer is paused with 4 minutes left."
    assert ask("resume the timer").text == "The 5 minute timer goes on. 4 minutes left."
    assert hub.timers.pending()[0].due_at == hub.clock.seconds + 4 * MINUTE
    assert ask("resume the timer").text == "4 minutes left on the 5 minute timer."


@pytest.mark.parametrize(
    ("pause", "resume"),
    [
        ("pause the pizza timer", "resume the pizza timer"),
        ("put my pizza timer on hold", "continue my pizza timer"),
        ("hold the pizza timer", "unpause the pizza timer"),
        ("pause the 10 minute timer", "continue the 10 minute timer"),
    ],
)
def test_the_timer_that_is_named_stands_still(hub, ask, pause, resume):
    ask("set a timer for 5 minutes")
    ask("set a pizza timer for 10 minutes")
    assert ask(pause).error is None
    assert [timer.name for timer in hub.timers.paused()] == ["pizza"]
    assert ask(resume).error is None
    assert hub.timers.paused() == []


def test_several_timers_are_not_paused_by_guessing(hub, ask):
    ask("set a timer for 5 minutes")
    ask("set a pizza timer for 10 minutes")
    assert ask("pause the timer").question is not None
    assert hub.timers.paused() == []


def test_a_paused_timer_gets_more_time_and_is_cancelled(hub, ask):
    ask("set a pizza timer for 10 minutes")
    ask("pause the pizza timer")
    assert ask("add 5 minutes to the pizza timer").text == (
        "Added 5 minutes to the pizza timer. 15 minutes left."
    )
    assert hub.timers.paused()[0].left_s == 15 * MINUTE
    assert ask("cancel the pizza timer").text == "Cancelled the pizza timer."


@pytest.mark.parametrize("text", ["pause the timer", "resume the timer"])
def test_no_timer_to_pause_or_resume_is_said_so(ask, text):
    assert ask(text).text == "There are no timers running."
