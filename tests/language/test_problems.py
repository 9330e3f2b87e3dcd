"""What is wrong with a source disables only itself."""

import pytest

from ova.core import HomeNames
from ova.language import SentenceSource, compile_grammar


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("turn (on the light", "syntax error"),
        ("turn on [the light", "syntax error"),
        ("turn on {light", "syntax error"),
        ("turn on the {gadget}", "no list {gadget}"),
        ("turn on <where>", "no expansion rule <where>"),
        ("(a;b;c;d;e;f;g)", "every order of 7 parts"),
        ("x" * 2000, "longer than 1000 characters"),
        ("(" * 100 + "a" + ")" * 100, "nested deeper"),
        (5, "must be text"),
        ("  ", "must be text"),
    ],
)
def test_a_faulty_sentence_disables_only_itself(source, template, reason):
    grammar = compile_grammar([source("hello there", template, "good night")], HomeNames())
    (problem,) = grammar.problems
    assert (problem.skill, problem.file, problem.intent) == ("test", "test.yaml", "Test")
    assert problem.sentence == str(template)
    assert reason in problem.reason
    assert "test.yaml, Test" in str(problem)
    assert grammar.match("hello there").intent is not None
    assert grammar.match("good night").intent is not None


def test_a_rule_that_refers_to_itself_disables_its_sentences(source):
    rules = {"a": "x <b>", "b": "[y] <a>"}
    grammar = compile_grammar([source("<a>", "hello", rules=rules)], HomeNames())
    assert ["refers to itself" in problem.reason for problem in grammar.problems] == [True]
    assert grammar.match("hello").intent is not None


@pytest.mark.parametrize(
    "table",
    [5, {"values": [1, 2]}, {"range": {"from": 9, "to": 1}}, {"range": {"from": "x"}}, {}],
)
def test_a_faulty_list_disables_only_its_sentences(source, table):
    grammar = compile_grammar([source("take {x}", "hello", lists={"x": table})], HomeNames())
    assert "{x}" in grammar.problems[0].reason
    assert len(grammar.problems) == 2
    assert grammar.match("hello").intent is not None


@pytest.mark.parametrize(
    "data",
    [
        {"intents": ["x"]},
        {"intents": {"X": 5}},
        {"intents": {"X": {"data": 5}}},
        {"intents": {"X": {"data": [5]}}},
        {"intents": {"X": {"data": [{"sentences": "hello"}]}}},
        {"intents": {"X": {"data": [{"sentences": ["hello"], "slots": 5}]}}},
        {"intents": {"X": {"data": [{"sentences": ["hello"], "required_keywords": 5}]}}},
        {"intents": {}, "skip_words": "please"},
        {"intents": {}, "lists": ["x"]},
        {"package": "home-assistant-intents"},
        {"package": "something-else", "intents": ["HassTurnOn"]},
        {"package": "home-assistant-intents", "intents": ["HassDance"]},
        ["x"],
    ],
)
def test_a_source_of_the_wrong_shape_is_reported_and_spares_the_others(source, data):
    bad = SentenceSource("bad", "en", data, "bad.yaml")
    grammar = compile_grammar([bad, source("good night")], HomeNames())
    assert {problem.skill for problem in grammar.problems} == {"bad"}
    assert grammar.match("good night").intent is not None


def test_a_language_the_package_lacks_is_reported():
    data = {"package": "home-assistant-intents", "intents": ["HassTurnOn"]}
    grammar = compile_grammar([SentenceSource("home", "tlh", data)], HomeNames(), "tlh")
    assert "no sentences" in grammar.problems[0].reason


def test_an_intent_of_the_package_belongs_to_the_first_skill_that_asks():
    data = {"package": "home-assistant-intents", "intents": ["HassGetCurrentTime"]}
    sources = [SentenceSource(skill, "en", data) for skill in ("clock", "other")]
    grammar = compile_grammar(sources, HomeNames())
    assert "'clock' already has" in grammar.problems[0].reason
    assert grammar.match("what time is it").intent.skill == "clock"
