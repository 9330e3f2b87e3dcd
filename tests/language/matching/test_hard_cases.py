"""Texts that are nearly a command, and commands that are nearly another one."""

import pytest


def done(grammar, text, **context):
    return [
        (intent.name, intent.values())
        for intent in grammar.match(text, area="Kitchen", **context).intents
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the heater is on",
        "kitchen light is on",
        "great the kitchen lights are on",
        "the kitchen light is red",
        "in ten minutes the heater is on",
        "turn off the lights and the heater is on",
        "is kitchen light in",
        "no heater",
        "no heater please",
        "turn on the heater and no radio",
        "by the heater",
        "it heater",
        "look at that heater",
        "close to the bedroom blinds",
        "would you like to unlock the front door",
        "yeah right unlock the front door",
        "unlock the front door just kidding",
        "unlock the front door no",
        "donot unlock the front door",
        "the vacuum of space",
        "turn on",
        "turn on lamp 4",
    ],
)
def test_what_is_no_command_does_nothing_and_asks_nothing(grammar, text):
    match = grammar.match(text, area="Kitchen")
    assert match.intents == ()
    assert match.question is None


@pytest.mark.parametrize(
    "text",
    [
        "increase the bedroom temperature by 10 degrees",
        "lower the bedroom blinds by 20 percent",
        "set the volume by 10 percent",
    ],
)
def test_an_amount_to_change_by_is_not_an_amount_to_set(grammar, text):
    assert done(grammar, text) == []


@pytest.mark.parametrize("text", ["heater of", "heater off", "the heater of please"])
def test_off_is_never_heard_as_on(grammar, text):
    assert done(grammar, text) == [("HassTurnOff", {"name": "Heater"})]


@pytest.mark.parametrize(
    "text",
    [
        "turn off the lights and the heater",
        "turn off the lights plus the heater",
        "turn off all of the lights in here and also the heater",
    ],
)
def test_a_name_behind_an_and_wants_what_was_wanted_before(grammar, text):
    assert done(grammar, text) == [
        ("HassTurnOff", {"domain": "light"}),
        ("HassTurnOff", {"name": "Heater"}),
    ]


def test_a_name_behind_a_question_is_not_switched(grammar):
    assert done(grammar, "is the kitchen light off and the heater") == []


def test_a_name_alone_is_not_delayed(grammar):
    assert done(grammar, "heater in five minutes") == []


def test_commas_join_names_and_commands(grammar):
    assert [
        name for name, _ in done(grammar, "turn off the heater, the coffee machine and the tv plug")
    ] == [
        "HassTurnOff",
        "HassTurnOff",
        "HassTurnOff",
    ]
    assert done(
        grammar, "turn off the heater, close the bedroom blinds and lock the front door"
    ) == [
        ("HassTurnOff", {"name": "Heater"}),
        ("HassTurnOff", {"name": "Bedroom Blinds"}),
        ("HassTurnOn", {"name": "Front Door"}),
    ]


@pytest.mark.parametrize("text", ["turn turn on the heater", "turn on the heater heater please"])
def test_a_word_said_twice_is_said_once(grammar, text):
    assert done(grammar, text) == [("HassTurnOn", {"name": "Heater"})]


def test_a_command_is_not_carried_out_twice_for_two_ands(grammar):
    assert done(grammar, "turn off the heater and and the coffee machine") == [
        ("HassTurnOff", {"name": "Heater"}),
        ("HassTurnOff", {"name": "Coffee Machine"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "turn off all the lights accept the bedroom",
        "turn off all the lights xcept the bedroom",
        "turn off all the lights other then the bedroom",
        "turn all the lights except the bedroom off",
    ],
)
def test_an_exclusion_may_be_misspelt_or_in_the_middle(grammar, text):
    match = grammar.match(text, area="Kitchen")
    assert [slot.value for slot in match.intent.excluded] == ["Bedroom"]
    assert match.intent.values() == {"domain": "light"}


def test_of_things_with_like_names_the_one_in_the_room_of_the_command_is_excluded(grammar):
    match = grammar.match("turn off the lights in the bedroom but not the lamp", area="Kitchen")
    assert match.intent.values() == {"area": "Bedroom", "domain": "light"}
    assert [slot.value for slot in match.intent.excluded] == ["Bedroom Lamp"]


def test_what_was_excluded_stays_excluded_for_a_pronoun(grammar):
    earlier = grammar.match("turn off all the lights except the bedroom", area="Kitchen").intents
    (again,) = grammar.match("turn them on again", area="Kitchen", earlier=earlier).intents
    assert again.name == "HassTurnOn"
    assert [slot.value for slot in again.excluded] == ["Bedroom"]


@pytest.mark.parametrize("text", ["it", "them", "that one", "both of them"])
def test_a_pronoun_alone_is_no_command(grammar, text):
    earlier = grammar.match("turn off the heater").intents
    assert done(grammar, text, earlier=earlier) == []


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("add Tim's milk to my shopping list", "item", "Tim's milk"),
        ("broadcast don't be late, dinner's ready", "message", "don't be late dinner's ready"),
        ("play Breaking Bad in the kitchen", "search_query", "Breaking Bad"),
    ],
)
def test_what_is_dictated_stays_as_it_was_written(grammar, text, slot, value):
    assert grammar.match(text, area="Kitchen").intent.value(slot) == value


@pytest.mark.parametrize("text", ["nlock the front door", "set the thermostat to 20"])
def test_options_of_a_question_can_be_told_apart(grammar, text):
    question = grammar.match(text).question
    assert question is not None
    labels = [option.label for option in question.options]
    assert len(labels) > 1
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    "text", ["set the bedroom lamp to half", "set the bedroom lamp brightness to half"]
)
def test_half_of_a_brightness_is_fifty_percent(grammar, text):
    assert done(grammar, text) == [("HassLightSet", {"name": "Bedroom Lamp", "brightness": 50})]
