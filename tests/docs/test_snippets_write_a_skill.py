"""Every example of docs/write-a-skill.md is loaded as a reader would load it."""

import random

import pytest

from ova.core import HomeNames, Intent, PluginState, Slot, Utterance
from ova.language import Grammar, Replies, SentenceSource, compile_grammar
from ova.sdk import Turn

DOCUMENT = "write-a-skill.md"


@pytest.fixture
def hub(hub_of_examples):
    hub = hub_of_examples("write-an-integration.md", DOCUMENT)
    for skill in ("pantry", "luck"):
        hub.skill_manager.enable(skill)
    return hub


def grammar(hub) -> Grammar:
    sources = [SentenceSource(*sentence) for sentence in hub.skill_manager.sentences()]
    compiled = compile_grammar(sources, HomeNames())
    assert compiled.problems == ()
    return compiled


def ask(hub, text):
    intent = grammar(hub).match(text).intent
    assert intent is not None, text
    return answer(hub, intent)


def answer(hub, intent):
    texts = Replies(hub.skill_manager.replies(intent.skill, "en"))
    turn = Turn(Utterance(intent.text), intent, replies=texts, rng=random.Random(1))  # noqa: S311 - picks a text
    return hub.skill_manager.handle(turn)


def test_the_skill_loads_and_every_sentence_has_a_handler(hub):
    info = hub.skill_manager.info("pantry")
    assert (info.state, info.warnings) == (PluginState.LOADED, ())


def test_what_people_say_is_understood_and_answered(hub):
    assert "3 apples" in ask(hub, "how many apples do we have").text
    assert ask(hub, "take one of the apples").text == "Enjoy."
    assert "2 apples" in ask(hub, "how many apples are there").text
    assert ask(hub, "how many pears are there").text == "There are no pears."


def test_the_second_skill_needs_its_integration(hub):
    throw = Intent("LuckThrow", "luck", (Slot("x", 1),))
    assert answer(hub, throw).text == "Luck needs dice, which is not set up."
    hub.integration_manager.enable("dice")
    reply = answer(hub, throw)
    assert reply.spoken.startswith("You threw a ")
    assert reply.keep_listening is (reply.text == "6!")
