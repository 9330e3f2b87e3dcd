"""What people get wrong and are understood in spite of."""

import pytest

from ova.core import StepKind


def understood(grammar, text, **context):
    match = grammar.match(text, **context)
    assert match.intent is not None, f"{text}: {match.reason} {match.detail}"
    assert match.also == ()
    return match.intent.name, match.intent.values()


LAMP_ON = ("HassTurnOn", {"name": "Bedroom Lamp"})
LIGHTS_OFF = ("HassTurnOff", {"area": "Kitchen", "domain": "light"})


@pytest.mark.parametrize(
    "text",
    [
        "trun on the bedroom lamp",
        "turn on the bedroom lmap",
        "turn on the bedrom lamp",
        "turn onn the bedroom lamp",
        "turn on the bed room lamp",
        "turn on the bedroomlamp",
        "turn on bedroom lamp",
        "turn on the the bedroom lamp",
        "um could you please turn on the bedroom lamp",
        "hey turn on the bedroom lamp right now thanks",
        "would you mind to turn on the bedroom lamp for me",
        "turn on the lamp in the bedroom",
        "turn the bedroom lamp on",
        "turn on um the bedroom lamp",
        "TURN ON THE BEDROOM LAMP!!!",
    ],
)
def test_slips_fillers_and_word_order_do_not_matter(grammar, text):
    name, slots = understood(grammar, text)
    assert name == "HassTurnOn"
    assert slots in ({"name": "Bedroom Lamp"}, {"area": "Bedroom", "domain": "light"})


@pytest.mark.parametrize(
    "text",
    [
        "turn of the kitchen lights",
        "turn off the kitchin lights",
        "turn off the lites in the kitchen",
        "turn off kitchen lights",
        "kitchen lights off please",
        "i'd like you to turn off the lights in the kitchen",
    ],
)
def test_what_sounds_alike_is_understood(grammar, text):
    assert understood(grammar, text) == LIGHTS_OFF


def test_part_of_a_name_is_enough_when_nothing_else_has_it(grammar):
    assert understood(grammar, "turn on the coffee") == (
        "HassTurnOn",
        {"name": "Coffee Machine"},
    )


def test_part_of_a_name_means_what_is_in_the_speakers_room(grammar):
    assert understood(grammar, "open the curtains", area="Living Room")[1] == {
        "device_class": "curtain",
        "domain": "cover",
    }
    assert understood(grammar, "close the blinds in the bedroom")[0] == "HassTurnOff"


def test_a_name_that_may_mean_several_things_is_asked_about(grammar):
    match = grammar.match("set the thermostat to 20 degrees")
    assert match.intent is None
    assert match.reason == "ambiguous"
    assert match.question is not None
    assert {option.label for option in match.question.options} == {
        "Living Room Thermostat",
        "Bedroom Thermostat",
    }
    for option in match.question.options:
        (intent,) = option.intents
        assert intent.values() == {"name": option.label, "temperature": 20}
        assert option.label in option.sentence


def test_the_speakers_room_decides_between_names(grammar):
    assert understood(grammar, "set the thermostat to 20 degrees", area="Bedroom")[1] in (
        {"name": "Bedroom Thermostat", "temperature": 20},
        {"temperature": 20},
    )


def test_two_slips_are_asked_about(grammar):
    match = grammar.match("trun on the bedrom lamp")
    assert match.intent is None
    assert match.reason == "unsure"
    assert match.question is not None
    (option,) = match.question.options
    assert option.intents[0].values() == {"name": "Bedroom Lamp"}
    assert option.sentence == "turn on the Bedroom Lamp"


@pytest.mark.parametrize("text", ["unlok the frnt door", "oben the garge door", "opne garag door"])
def test_what_keeps_the_house_shut_needs_to_be_surer(grammar, text):
    match = grammar.match(text)
    assert match.intent is None
    assert match.reason in ("unsure", "ambiguous", "no_entity", "no_intent")


def test_one_letter_between_opposites_is_asked_about(grammar):
    match = grammar.match("nlock the front door")
    assert match.intent is None
    assert match.reason in ("ambiguous", "unsure")


@pytest.mark.parametrize(
    "text",
    [
        "turn off the lights in the ball room",
        "turn on the hall of mirrors lamp",
        "turn on everything",
        "bedroom",
        "lamp lamp lamp",
        "the",
        "on",
    ],
)
def test_words_no_sentence_has_are_never_passed_over(grammar, text):
    assert grammar.match(text).intent is None


def test_every_difference_is_told(grammar):
    match = grammar.match("please trun on bedroom lamp")
    assert match.intent is not None
    assert match.trace is not None
    best = match.trace.readings[0]
    assert [(step.kind, step.said, step.meant) for step in best.steps] == [
        (StepKind.FILLER, "please", ""),
        (StepKind.TYPO, "trun", "turn"),
    ]
    assert best.sentence == "turn on Bedroom Lamp"
    assert best.template == "<turn> on [<the>] {name}"
    assert best.skill == "home"
    assert 0.6 <= best.score < 1
    assert match.intent.score == best.score
