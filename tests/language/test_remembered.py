"""Texts that were said before: quicker, and never anything else."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ova.core import Match
from ova.language import SentenceSource, compile_grammar
from ova.language.remembered import MINUTE, SECOND, Remembered

MORNING = datetime(2026, 3, 13, 6, 30, 20, tzinfo=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def house(home, package):
    plans = {
        "language": "en",
        "intents": {
            name: {"data": [{"sentences": [sentence], "metadata": {"kinds": ["one"]}}]}
            for name, sentence in {
                "Wake": "wake me {datetime:at}",
                "Diary": "what is in my diary for {date:day}",
                "Tea": "make tea",
            }.items()
        },
    }
    grammar = compile_grammar([package, SentenceSource("plans", "en", plans, "plans.yaml")], home)
    grammar.forget()
    return grammar


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen light",
        "turn on teh kichen lihgt",
        "turn off the tv plug and open the bedroom blinds",
        "turn on the light in the ball room",
        "is it raining cats and dogs",
        "turn off all lights except the hallway light",
        "turn on the lamp",
        "",
        "?!",
    ],
)
def test_what_is_said_again_comes_to_the_same(house, text):
    first = house.match(text, area="Kitchen", now=MORNING)
    again = house.match(text, area="Kitchen", now=MORNING)
    house.forget()
    assert first == again == house.match(text, area="Kitchen", now=MORNING)


def test_the_same_words_mean_the_light_of_the_room_they_are_said_in(house):
    for room in ("Kitchen", "Office", "Kitchen"):
        intent = house.match("turn on the lights", area=room).intent
        assert intent.metadata["context_area"] == room


def test_a_pronoun_means_what_was_spoken_of_last(house):
    for name in ("Bedroom Lamp", "Hallway Light", "Bedroom Lamp"):
        earlier = house.match(f"turn on the {name}").intents
        assert house.match("turn it off", earlier=earlier).intent.value("name") == name
    assert house.match("turn it off").intent is None


def test_a_time_is_the_next_one_from_the_moment_it_is_said(house):
    later = MORNING.replace(hour=7, minute=30)
    for now, hour in ((MORNING, "07"), (later, "19"), (MORNING, "07")):
        for _ in range(2):
            assert house.match("wake me at seven", now=now).intent.value("at")[11:13] == hour


def test_a_day_is_counted_from_the_day_it_is_said_on(house):
    for days in (0, 1, 0):
        now = MORNING + timedelta(days=days)
        wanted = (now.date() + timedelta(days=1)).isoformat()
        said = house.match("what is in my diary for tomorrow", now=now).intent
        assert said.value("day") == wanted


def test_a_while_is_counted_from_the_second_it_is_said(house):
    for second in (0, 1, 2):
        now = MORNING.replace(second=second)
        at = house.match("wake me in ten minutes", now=now).intent.value("at")
        assert at == f"2026-03-13T06:40:{second:02}"


def test_what_one_handler_writes_into_its_intent_no_other_one_sees(house):
    said = house.match("make tea").intent
    said.metadata["kinds"].append("mine")
    said.metadata["more"] = True
    assert house.match("make tea").intent.metadata == {"kinds": ["one"]}
    declined = house.match("turn on the light in the ball room")
    declined.detail["area"] = "mine"
    assert house.match("turn on the light in the ball room").detail["area"] != "mine"


def counting(finely="day"):
    asked = []

    def understand(_earlier):
        asked.append(1)
        return Match("x"), finely

    return asked, understand


def test_only_the_texts_said_last_are_kept():
    remembered = Remembered(most=2)
    asked, understand = counting()
    for text in ("one", "two", "one", "three", "one"):
        remembered.match(text, None, (), MORNING, understand)
    assert len(asked) == 3
    remembered.match("two", None, (), MORNING, understand)
    assert len(asked) == 4


@pytest.mark.parametrize(("finely", "times"), [("day", 1), (MINUTE, 2), (SECOND, 3)])
def test_what_speaks_of_a_time_is_understood_anew_when_that_has_moved_on(finely, times):
    remembered = Remembered()
    asked, understand = counting(finely)
    for second in (0, 30, 60):
        now = MORNING.replace(second=0) + timedelta(seconds=second)
        remembered.match("x", None, (), now, understand)
    assert len(asked) == times
