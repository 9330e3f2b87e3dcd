"""Templates as a network: the same sentences, and no more."""

import pytest

from ova.core import HomeNames, SpokenName
from ova.language import compile_grammar
from ova.language.value_lists import NumberRange


def accepts(grammar, text):
    """Whether a text is a sentence word for word."""
    match = grammar.match(text)
    return match.intent is not None and match.intent.score == 1.0


@pytest.mark.parametrize(
    ("template", "sentences", "others"),
    [
        ("turn[ing] on", ["turn on", "turning on"], ["turn ing on", "turn"]),
        ("light[s] (on|off)", ["light on", "lights off"], ["light s on", "light"]),
        (
            "(red;green;blue) paint",
            ["red green blue paint", "blue red green paint"],
            ["red green paint"],
        ),
        ("(door|window|)bell rings", ["doorbell rings", "bell rings"], ["door bells"]),
        ("[very ]good[ night]", ["good", "very good night"], ["goodnight", "very"]),
        (
            "set [it] to {1..20,5:level}[%| percent]",
            ["set to 6%", "set it to 16 percent"],
            ["set to 7"],
        ),
        ("what's up", ["what's up", "what\u2019s up", "What s up"], ["what up is"]),
        ("it is 20 °C", ["it is 20°C", "it is 20 ° c"], ["it is 21 °C"]),
    ],
)
def test_a_template_stands_for_its_sentences_and_no_others(source, template, sentences, others):
    grammar = compile_grammar([source(template)], HomeNames())
    assert grammar.problems == ()
    for sentence in sentences:
        assert accepts(grammar, sentence), sentence
    for other in others:
        assert not accepts(grammar, other), other


def test_rules_are_written_out_where_they_stand(source):
    grammar = compile_grammar(
        [
            source(
                "<greet> <who>",
                rules={"greet": "(hello|good <day>)", "day": "(day|night)", "who": "[dear ]friend"},
            )
        ],
        HomeNames(),
    )
    assert accepts(grammar, "good night dear friend")
    assert not accepts(grammar, "good dear friend")


def test_the_template_as_its_author_wrote_it_is_told(source):
    grammar = compile_grammar([source("wake (me|us) up", "good-bye [now]")], HomeNames())
    assert grammar.match("wake us up").intent.template == "wake (me|us) up"
    assert grammar.match("good bye now").intent.template == "good-bye [now]"


def test_values_of_lists_may_have_several_words_and_ways_to_say_them(source):
    lists = {"drink": {"values": [{"in": "(hot|warm) chocolate", "out": "cocoa"}, "tea"]}}
    grammar = compile_grammar([source("make [a] {drink}", lists=lists)], HomeNames())
    assert grammar.match("make warm chocolate").intent.values() == {"drink": "cocoa"}
    assert grammar.match("make a tea").intent.values() == {"drink": "tea"}
    assert grammar.match("make warm").intent is None


def test_of_two_readings_the_longer_name_wins(source):
    names = HomeNames(
        entities=(
            SpokenName("Kitchen Lamp", "Kitchen Lamp", "light"),
            SpokenName("Lamp", "Lamp", "light"),
        ),
        areas=(("Kitchen", "Kitchen"),),
    )
    grammar = compile_grammar([source("light [the] {area} {name}", "light [the] {name}")], names)
    assert grammar.match("light the kitchen lamp").intent.values() == {"name": "Kitchen Lamp"}


def test_free_text_is_as_short_as_the_sentence_allows(source):
    lists = {"note": {"wildcard": True}, "who": {"values": ["anna", "ben"]}}
    grammar = compile_grammar([source("tell {who} {note} [please]", lists=lists)], HomeNames())
    assert grammar.match("tell anna dinner is ready please").intent.values() == {
        "who": "anna",
        "note": "dinner is ready",
    }


def test_what_a_block_requires_of_a_name_is_checked(source):
    names = HomeNames(
        entities=(SpokenName("Kettle", "Kettle", "switch"), SpokenName("Sun", "Sun", "light"))
    )
    grammar = compile_grammar(
        [source("shine {name}", requires_context={"domain": ["light"]})], names
    )
    assert grammar.match("shine sun").intent is not None
    assert grammar.match("shine kettle").intent is None


def test_what_a_block_excludes_is_checked(source):
    names = HomeNames(
        entities=(SpokenName("Kettle", "Kettle", "switch"), SpokenName("Sun", "Sun", "light"))
    )
    grammar = compile_grammar(
        [source("shine {name}", excludes_context={"domain": ["switch"]})], names
    )
    assert grammar.match("shine sun").intent is not None
    assert grammar.match("shine kettle").intent is None


def test_a_block_may_take_the_speakers_area(source):
    block = source("close up", requires_context={"area": {"slot": True}})
    grammar = compile_grammar([block], HomeNames())
    assert grammar.match("close up").reason == "needs_area"
    intent = grammar.match("close up", area="Attic").intent
    assert intent.metadata["area_from_satellite"] is True
    assert intent.metadata["context_area"] == "Attic"


@pytest.mark.parametrize(
    ("span", "number", "value"),
    [
        (NumberRange(0, 100), 50, 50),
        (NumberRange(0, 100), 101, None),
        (NumberRange(0, 100), 0.5, None),
        (NumberRange(0, 30, 0.5), 20.5, 20.5),
        (NumberRange(0, 30, 0.1), 20.3, 20.3),
        (NumberRange(1000, 10000, 100), 2700, 2700),
        (NumberRange(1000, 10000, 100), 2750, None),
        (NumberRange(0, 100, 1, -1), 20, -20),
        (NumberRange(-10, 10), -5, -5),
        (NumberRange(0, 100, percent=True), 0.5, 50),
        (NumberRange(0, 100, percent=True), 0.333, None),
        (NumberRange(0, 100, percent=True), 1, 1),
    ],
)
def test_a_range_has_its_steps_and_its_sign(span, number, value):
    assert span.value(number) == value
