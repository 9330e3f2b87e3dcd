"""Texts to intents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.core import HomeNames, SpokenName
from ova.language import SentenceSource, compile_grammar


def understood(grammar, text, area=None):
    match = grammar.match(text, area=area)
    assert match.intent is not None, match
    return match.intent.name, match.intent.values()


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("turn on the kitchen light", "HassTurnOn", {"name": "Kitchen Light"}),
        ("Turn ON the Kitchen Light!", "HassTurnOn", {"name": "Kitchen Light"}),
        ("  turn   on\tthe kitchen\nlight. ", "HassTurnOn", {"name": "Kitchen Light"}),
        ("could you turn off the bed light please", "HassTurnOff", {"name": "Bedroom Lamp"}),
        ("turn on lamp two", "HassTurnOn", {"name": "Lamp 2"}),
        ("turn on lamp 2", "HassTurnOn", {"name": "Lamp 2"}),
        ("turn on lamp two hundred", "HassTurnOn", {"name": "Lamp two hundred"}),
        ("turn on the wi-fi & router", "HassTurnOn", {"name": "Wi-Fi & Router"}),
        ("turn on the wi fi and router", "HassTurnOn", {"name": "Wi-Fi & Router"}),
        ("turn on do not disturb", "HassTurnOn", {"name": "Do Not Disturb"}),
        ("open the garage door", "HassTurnOn", {"name": "Garage Door"}),
        (
            "turn off the lights in the living room",
            "HassTurnOff",
            {"area": "Living Room", "domain": "light"},
        ),
        (
            "turn off the lights on the second floor",
            "HassTurnOff",
            {"floor": "2nd Floor", "domain": "light"},
        ),
        (
            "set the bedroom lamp to fifty percent",
            "HassLightSet",
            {"name": "Bedroom Lamp", "brightness": 50},
        ),
        ("set a timer for twenty-five minutes", "HassStartTimer", {"minutes": 25}),
        ("set a timer for a hundred seconds", "HassStartTimer", {"seconds": 100}),
        ("set the volume to 35%", "HassSetVolume", {"volume_level": 35}),
        ("turn up the volume by twenty percent", "HassSetVolumeRelative", {"volume_step": 20}),
        ("turn down the volume by twenty percent", "HassSetVolumeRelative", {"volume_step": -20}),
        ("what time is it?", "HassGetCurrentTime", {}),
        ("never mind", "HassNevermind", {}),
    ],
)
def test_a_command_is_understood(grammar, text, intent, slots):
    assert understood(grammar, text, "Kitchen") == (intent, slots)


def test_the_sign_of_a_volume_step_does_not_depend_on_what_was_said_before(grammar):
    for text, step in (("down", -20), ("up", 20), ("down", -20)):
        match = grammar.match(f"turn the volume {text} by twenty percent", area="Kitchen")
        assert match.intent.value("volume_step") == step


def test_numbers_are_whole_unless_they_have_decimals(grammar):
    slots = understood(grammar, "set the bedroom thermostat to twenty point five degrees")[1]
    assert slots["temperature"] == 20.5
    slots = understood(grammar, "set the bedroom thermostat to 20.0 degrees")[1]
    assert isinstance(slots["temperature"], int)


def test_the_area_of_the_satellite_is_told_apart_from_one_that_was_said(grammar):
    here = grammar.match("turn off the lights", area="Office").intent
    assert here.values() == {"domain": "light"}
    assert here.metadata["area_from_satellite"] is True
    assert here.metadata["context_area"] == "Office"
    assert here.metadata["slot_combination"] == "domain_only"
    there = grammar.match("turn off the lights in the garden", area="Office").intent
    assert there.value("area") == "Garden"
    assert "context_area" not in there.metadata


def test_an_intent_tells_its_skill_template_and_reply(grammar):
    intent = grammar.match("Open the Garage Door").intent
    assert (intent.skill, intent.template, intent.response) == (
        "home",
        "<open> [<the>] {name}",
        "cover",
    )
    assert intent.text == "Open the Garage Door"
    assert [(slot.name, slot.value, slot.text) for slot in intent.slots] == [
        ("name", "Garage Door", "Garage Door")
    ]


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("", "empty", {}),
        ("  ?! ", "empty", {}),
        ("😀" * 40, "empty", {}),
        ("\x00\x01\x02", "empty", {}),
        ("turn on the " + "x" * 10_000, "too_long", {}),
        ("a " * 200, "too_long", {}),
        ("colourless green ideas sleep", "no_intent", {}),
        ("turn on the disco ball", "no_entity", {"entity": "disco ball"}),
        (
            "turn off the lights in the ball room",
            "no_area",
            {"area": "ball room", "near": ["Bathroom"]},
        ),
        ("turn on the alarm siren", "no_entity_exposed", {"entity": "Alarm Siren"}),
        ("turn off the lights", "needs_area", {}),
        ("don't turn on the bedroom lamp", "negation", {"words": "don't"}),
        ("do not open the garage door", "negation", {"words": "do not"}),
        ("never unlock the front door please", "negation", {"words": "never"}),
        ("please don't turn off the lights in 5 minutes", "negation", {"words": "don't"}),
        ("in 5 minutes don't turn on the heater", "negation", {"words": "don't"}),
        ("turn off all the lights except the ball room", "exclusion", {"words": "except"}),
        ("turn on the heater but not the bedroom lamp", "exclusion", {"words": "but not"}),
        (
            "turn on the kitchen radio in the bedroom",
            "entity_elsewhere",
            {"entity": "Kitchen Radio", "area": "Bedroom", "actual_area": "Kitchen"},
        ),
    ],
)
def test_a_text_is_declined_with_its_reason(grammar, text, reason, detail):
    match = grammar.match(text)
    assert (match.intent, match.reason, match.detail) == (None, reason, detail)


def test_dictated_words_may_say_not(grammar):
    assert understood(grammar, "broadcast dinner is not ready") == (
        "HassBroadcast",
        {"message": "dinner is not ready"},
    )


def test_a_delayed_command_must_be_one(grammar):
    assert grammar.match("turn on the heater in 5 minutes").intent.name == "HassStartTimer"
    assert grammar.match("colourless green ideas in 5 minutes").reason == "no_intent"


def test_every_negated_speakable_action_is_declined(grammar, dice):
    for sentence in grammar.sample(dice(5), 100):
        for negated in (f"don't {sentence}", f"please do not {sentence}", f"never {sentence}"):
            match = grammar.match(negated, area="Kitchen")
            assert match.intent is None, negated
            assert match.reason in ("negation", "exclusion"), negated


def test_a_name_in_one_domain_is_not_found_by_sentences_of_another(grammar):
    assert grammar.match("lock the kitchen light").intent is None


def test_own_sentences_know_their_skill_beside_the_package(package, home, source):
    own = source(
        "order [a|an] {size} {drink}",
        skill="coffee",
        intent="Order",
        lists={
            "size": {"values": ["small", "large"]},
            "drink": {"values": [{"in": "(latte|milk-coffee)", "out": "latte"}, "espresso"]},
        },
        slots={"shop": "corner"},
        response="done",
    )
    grammar = compile_grammar([package, own], home)
    intent = grammar.match("order a large milk coffee").intent
    assert (intent.skill, intent.name, intent.response) == ("coffee", "Order", "done")
    assert intent.values() == {"size": "large", "drink": "latte", "shop": "corner"}
    assert grammar.match("turn on the kitchen light").intent.skill == "home"


def test_two_skills_may_use_the_same_list_name(source):
    one = source("paint it {x}", skill="one", lists={"x": {"values": ["red"]}})
    two = source("play it {x}", skill="two", lists={"x": {"values": ["loud"]}})
    grammar = compile_grammar([one, two], HomeNames())
    assert grammar.match("paint it red").intent.skill == "one"
    assert grammar.match("play it loud").intent.skill == "two"
    assert grammar.match("paint it loud").intent is None


def test_sources_of_other_languages_are_left_out(source):
    german = SentenceSource("x", "de", source("licht an").data, "x.yaml")
    assert compile_grammar([german], HomeNames(), "en").match("licht an").intent is None
    assert compile_grammar([german], HomeNames(), "de").match("licht an").intent is not None


def test_another_language_of_the_package_works():
    data = {"package": "home-assistant-intents", "intents": ["HassTurnOn"]}
    names = HomeNames(entities=(SpokenName("Küchenlampe", "Küchenlampe", "light"),))
    grammar = compile_grammar([SentenceSource("home", "de", data)], names, "de")
    assert not grammar.problems
    assert grammar.match("schalte die Küchenlampe an").intent.value("name") == "Küchenlampe"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=600))
def test_any_text_gets_an_answer(grammar, text):
    match = grammar.match(text, area="Kitchen")
    assert (match.intent is None) == bool(match.reason)


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                *[
                    "turn",
                    "on",
                    "off",
                    "the",
                    "in",
                    "all",
                    "lights",
                    "kitchen",
                    "to",
                    "set",
                    "5",
                    "percent",
                    "timer",
                    "for",
                    "and",
                    "not",
                ]
            ]
        ),
        max_size=40,
    )
)
def test_any_heap_of_command_words_gets_an_answer(grammar, words):
    match = grammar.match(" ".join(words), area="Kitchen")
    assert (match.intent is None) == bool(match.reason)
