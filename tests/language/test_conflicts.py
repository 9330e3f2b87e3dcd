"""Sentences that two skills claim."""

from ova.core import HomeNames
from ova.language import compile_grammar


def conflicts_of(*sources):
    return compile_grammar(sources, HomeNames()).conflicts


def test_a_sentence_of_two_skills_is_reported_with_both(source):
    (conflict,) = conflicts_of(
        source("good (night|evening)", skill="sleep", intent="Sleep"),
        source("good night [everyone]", skill="manners", intent="Greet"),
    )
    assert conflict.sentence == "good night"
    assert conflict.skills == ("sleep", "manners")
    assert conflict.intents == ("Sleep", "Greet")
    assert "'sleep'" in str(conflict)
    assert "'manners'" in str(conflict)


def test_the_skill_that_is_told_to_win_wins(source):
    sources = [
        source("good night", skill="sleep", intent="Sleep"),
        source("good night", skill="manners", intent="Greet"),
    ]
    grammar = compile_grammar(sources, HomeNames())
    (conflict,) = grammar.conflicts
    intent = grammar.match("good night").intent
    assert intent is not None
    assert intent.skill == conflict.skills[0]


def test_a_greeting_that_gives_way_is_no_conflict(source):
    greeting = source("good night", skill="manners", metadata={"gives_way": True})
    assert conflicts_of(source("good night", skill="sleep"), greeting) == ()


def test_one_skill_may_say_the_same_twice(source):
    assert conflicts_of(source("good night"), source("good [good] night")) == ()


def test_lists_are_shown_as_lists(source):
    (conflict,) = conflicts_of(
        source("water the {area}", skill="garden", requires_context={}),
        source("water [the] {area}", skill="pump", requires_context={}),
    )
    assert conflict.sentence == "water the {area}"


def test_sentences_for_different_things_do_not_collide(source):
    assert (
        conflicts_of(
            source("start {name}", skill="vacuums", requires_context={"domain": ["vacuum"]}),
            source("start {name}", skill="scripts", requires_context={"domain": ["script"]}),
        )
        == ()
    )
    assert conflicts_of(
        source("start {name}", skill="one", requires_context={"domain": ["vacuum", "fan"]}),
        source("start {name}", skill="two", requires_context={"domain": ["script", "fan"]}),
    )
