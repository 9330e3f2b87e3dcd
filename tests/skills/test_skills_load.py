"""The bundled skills as the loader sees them."""

from pathlib import Path

import pytest

from ova.core import PluginState

BUNDLED = sorted(folder.name for folder in (Path(__file__).parents[2] / "skills").glob("[a-z]*/"))


@pytest.mark.parametrize("skill", BUNDLED)
def test_a_bundled_skill_is_loaded_without_a_warning(hub, skill):
    info = hub.skill_manager.info(skill)
    assert info.state is PluginState.LOADED, info.reason
    assert info.warnings == ()
    assert info.name
    assert info.description
    assert info.origin == "bundled"


def test_no_sentence_of_the_skills_is_faulty(grammar):
    assert [str(problem) for problem in grammar.problems] == []


def test_every_sentence_can_be_heard_by_the_decoder(grammar):
    graph = grammar.word_graph()
    assert [str(problem) for problem in grammar.problems] == []
    assert {"pizza", "dim", "robby", "kitchen", "never"} <= graph.words


def test_every_intent_has_a_handler_in_the_skill_that_understands_it(hub):
    for source in hub.skill_manager.sentences():
        for intent in source.data["intents"]:
            assert hub.skill_manager.handler(intent, source.skill_id), (source.file, intent)


def test_the_settings_of_the_skills_take_effect(hub):
    hub.skill_manager.set_config("home", {"brightness_step": 10, "volume_step": 5})
    assert hub.ask("dim the bedroom light").text == "Set the bedroom light to 40 percent."
    assert (
        hub.ask("volume up", area="Kitchen").text == "Set the kitchen speaker to 35 percent volume."
    )
    hub.skill_manager.set_config("clock", {"hours": "24"})
    assert hub.ask("what time is it").text == "It's 16:15."


@pytest.mark.parametrize(
    "text",
    [
        "good morning everybody",
        "i think we should go shopping tomorrow",
        "the soup needs more salt",
        "have you seen my keys",
        "what a lovely day",
        "she turned forty last week",
    ],
)
def test_talk_between_people_is_not_understood_as_a_command(grammar, text):
    assert grammar.match(text, area="Kitchen").intent is None
