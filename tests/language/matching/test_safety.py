"""What must never cause an action."""

import pytest

from ova.core import HomeNames
from ova.language import compile_grammar

NEGATIONS = ("don't", "do not", "never", "please don't", "please do not ever", "dont")


@pytest.mark.parametrize("negation", NEGATIONS)
def test_no_command_is_done_when_it_is_negated(grammar, dice, negation):
    for sentence in grammar.sample(dice(7), 60):
        match = grammar.match(f"{negation} {sentence}", area="Kitchen")
        assert match.intents == (), f"{negation} {sentence}"
        assert match.question is None, f"{negation} {sentence}"


@pytest.mark.parametrize(
    "frame",
    [
        "she said {}",
        "he told me to {}",
        "if i {} what happens",
        "yesterday i tried to {}",
        "i was going to {} but it broke",
        "why did you {}",
        "did he {}",
        "i think they will {}",
    ],
)
def test_no_command_is_done_when_it_is_reported(grammar, dice, frame):
    for sentence in grammar.sample(dice(11), 40):
        match = grammar.match(frame.format(sentence), area="Kitchen")
        assert match.intents == (), frame.format(sentence)


def test_a_name_may_hold_a_negation(grammar):
    (intent,) = grammar.match("turn on do not disturb").intents
    assert intent.values() == {"name": "Do Not Disturb"}


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("turn off all the lights except the kitchen", [("area", "Kitchen")]),
        ("turn off all the lights except in the kitchen", [("area", "Kitchen")]),
        ("turn off all the lights except the kitchen lights", [("area", "Kitchen")]),
        ("turn off all lights but not the bedroom lamp", [("name", "Bedroom Lamp")]),
        (
            "turn off all the lights except for the kitchen and the bedroom",
            [("area", "Kitchen"), ("area", "Bedroom")],
        ),
        ("please turn off every light except the kichen", [("area", "Kitchen")]),
    ],
)
def test_what_is_excluded_is_left_alone(grammar, text, excluded):
    match = grammar.match(text, area="Office")
    assert match.intent is not None, (match.reason, match.detail)
    assert match.intent.name == "HassTurnOff"
    assert match.intent.values() == {"domain": "light"}
    assert [(slot.name, slot.value) for slot in match.intent.excluded] == excluded
    assert "context_area" not in match.intent.metadata


def test_an_exception_in_the_speakers_room_is_about_that_room(grammar):
    match = grammar.match("turn off the lights except the bedroom lamp", area="Bedroom")
    assert match.intent is not None
    assert match.intent.metadata["context_area"] == "Bedroom"
    assert [slot.value for slot in match.intent.excluded] == ["Bedroom Lamp"]


@pytest.mark.parametrize(
    "text",
    [
        "turn off all the lights except the ballroom",
        "turn off all the lights except",
        "turn off all the lights except the reddish ones",
        "turn on the bedroom lamp except the kitchen",
        "turn off all the lights but keep calm",
    ],
)
def test_an_exclusion_that_is_not_understood_does_nothing(grammar, text):
    assert grammar.match(text).intents == ()


@pytest.mark.parametrize(
    "text",
    [
        "play nicely with your brother",
        "broadcast news is boring",
        "she turned off the light before leaving",
        "the lights are nice",
        "we turned the heating down last winter",
        "open the door said the wolf",
        "who is the president",
        "is anybody there",
        "lights camera action",
        "they close the curtains every night",
        "the bedroom one",
    ],
)
def test_everyday_talk_does_nothing(grammar, text):
    match = grammar.match(text, area="Kitchen")
    assert match.intents == (), text
    assert match.question is None


@pytest.mark.parametrize("text", ["turn on the light 💡 please", "💡 turn on the kitchen light"])
def test_signs_that_mean_nothing_are_passed_over(grammar, text):
    assert grammar.match(text, area="Kitchen").intents


@pytest.mark.parametrize(
    "text",
    [
        "включи свет на кухне",
        "打开厨房的灯",
        "قم بتشغيل الضوء",
        "\u202eturn on\u202c",
        "a" * 499,
        "on " * 80,
        "and " * 80,
        "turn on the lamp and " * 20,
        "the kitchen and " * 26,
        "%%%%°°°°----",
        "'" * 400,
        "1" * 400,
        "one hundred " * 40,
    ],
)
def test_odd_texts_are_declined(grammar, text):
    match = grammar.match(text, area="Kitchen")
    assert match.intents == ()
    assert match.reason


@pytest.mark.parametrize(
    "text",
    [
        "note down they are coming at eight",
        "note down he said never again",
        "note down if it rains",
    ],
)
def test_what_is_dictated_to_any_skill_may_hold_whatever_people_say(source, text):
    free = source("note down {thought}", lists={"thought": {"wildcard": True}})
    intent = compile_grammar([free], HomeNames()).match(text).intent
    assert intent is not None
    assert intent.value("thought") == text.removeprefix("note down ")


def test_dictation_at_the_start_of_a_text_does_not_hide_a_negation(source):
    free = source("{thought} in my diary", lists={"thought": {"wildcard": True}})
    match = compile_grammar([free], HomeNames()).match("don't write this in my diary")
    assert match.intents == ()
    assert match.reason == "negation"
