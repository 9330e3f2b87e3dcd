"""Several commands, several names and pronouns."""

import pytest


def all_of(match):
    return [(intent.name, intent.values()) for intent in match.intents]


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen and bedroom lights",
        "turn on the lights in the kitchen and the bedroom",
        "turn on the kitchen lights and then turn on the bedroom lights",
        "please turn on the kitchn and bedroom lights",
    ],
)
def test_names_joined_by_and_are_one_command_each(grammar, text):
    assert all_of(grammar.match(text)) == [
        ("HassTurnOn", {"area": "Kitchen", "domain": "light"}),
        ("HassTurnOn", {"area": "Bedroom", "domain": "light"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "turn off the heater and close the bedroom blinds",
        "turn off the heater then close the bedroom blinds",
        "could you turn off the heater and close the bedroom blinds please",
    ],
)
def test_two_commands_of_one_sentence_are_both_understood(grammar, text):
    assert all_of(grammar.match(text)) == [
        ("HassTurnOff", {"name": "Heater"}),
        ("HassTurnOff", {"name": "Bedroom Blinds"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "turn off the coffee machine and all the kitchen lights",
        "turn the coffee machine and all the kitchen lights off",
    ],
)
def test_a_command_may_leave_out_what_it_shares_with_its_neighbour(grammar, text):
    assert all_of(grammar.match(text)) == [
        ("HassTurnOff", {"name": "Coffee Machine"}),
        ("HassTurnOff", {"area": "Kitchen", "domain": "light"}),
    ]


def test_three_names_may_be_listed(grammar):
    match = grammar.match("turn on the kitchen, bedroom and office lights")
    assert [intent.value("area") for intent in match.intents] == ["Kitchen", "Bedroom", "Office"]


def test_nothing_is_done_when_one_command_is_not_understood(grammar):
    match = grammar.match("turn off the heater and paint the fence")
    assert match.intents == ()


def test_free_text_may_hold_an_and(grammar):
    match = grammar.match("add milk and eggs to my shopping list")
    assert all_of(match) == [("HassShoppingListAddItem", {"item": "milk and eggs"})]


def test_free_text_does_not_swallow_the_next_command(grammar):
    match = grammar.match("add milk to my shopping list and turn off the heater")
    assert all_of(match) == [
        ("HassShoppingListAddItem", {"item": "milk"}),
        ("HassTurnOff", {"name": "Heater"}),
    ]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("turn on the heater", "turn it off again", ("HassTurnOff", {"name": "Heater"})),
        ("open the bedroom blinds", "close them", ("HassTurnOff", {"name": "Bedroom Blinds"})),
        (
            "turn on the kitchen lights",
            "turn them off",
            ("HassTurnOff", {"area": "Kitchen", "domain": "light"}),
        ),
        (
            "turn on the bedroom lamp",
            "set it to 50 percent",
            ("HassLightSet", {"name": "Bedroom Lamp", "brightness": 50}),
        ),
    ],
)
def test_a_pronoun_means_what_was_spoken_of(grammar, first, then, expected):
    earlier = grammar.match(first).intents
    assert earlier
    (intent,) = grammar.match(then, earlier=earlier).intents
    assert intent.name == expected[0]
    assert intent.values() == expected[1]


def test_a_pronoun_means_every_target_of_the_sentence_before(grammar):
    earlier = grammar.match("turn on the kitchen and bedroom lights").intents
    assert [i.value("area") for i in grammar.match("turn them off", earlier=earlier).intents] == [
        "Kitchen",
        "Bedroom",
    ]


def test_it_does_not_mean_several_things(grammar):
    earlier = grammar.match("turn on the kitchen and bedroom lights").intents
    assert grammar.match("turn it off", earlier=earlier).intents == ()


def test_a_pronoun_within_a_sentence_means_what_came_first(grammar):
    match = grammar.match("turn on the bedroom lamp and set it to 50 percent")
    assert all_of(match) == [
        ("HassTurnOn", {"name": "Bedroom Lamp"}),
        ("HassLightSet", {"name": "Bedroom Lamp", "brightness": 50}),
    ]


def test_a_pronoun_means_nothing_without_a_command_before(grammar):
    assert grammar.match("turn it off again").intents == ()


def test_what_a_pronoun_stands_for_must_fit_the_command(grammar):
    earlier = grammar.match("turn on the heater").intents
    assert grammar.match("lock it", earlier=earlier).intents == ()
