"""Faults of templates are found in their file: line and column."""

import pytest

from ova.core import HomeNames
from ova.language import SentenceSource, compile_grammar
from ova.language.brackets import permutation_at, writing_fault
from ova.language.source import place_within
from ova.plugins.marked_yaml import read_marked


@pytest.fixture
def problems():
    """Compile YAML as a skill's file; returns what is wrong with it."""

    def make(text):
        read = read_marked(text)
        source = SentenceSource("tea", "en", read.data, "tea/en.yaml", read.places)
        return compile_grammar([source], HomeNames()).problems

    return make


def sentence(template):
    return f"""intents:
  Tea:
    data:
      - sentences:
          - good morning
          - {template}
          - good night
"""


@pytest.mark.parametrize(
    ("template", "column", "reason"),
    [
        ("make (some tea", 18, "'(' is never closed"),
        ('"make [some tea"', 19, "'[' is never closed"),
        ("make some) tea", 22, "')' closes nothing"),
        ("make [some (green] tea", 24, "'(' is never closed"),
        ('"make {kind tea"', 19, "'{' is never closed"),
        ('"make <kind tea"', 19, "'<' is never closed"),
        ('"make kind> tea"', 23, "'>' closes nothing"),
        ("make () tea", 18, "'()' holds nothing"),
        ("make tea [|] now", 22, "'[]' holds nothing"),
        ("make {} tea", 18, "'{}' names nothing"),
        ("make tea|", 21, "one of its alternatives is empty"),
        ("(a;;b) tea", 16, "a part of its ';' is empty"),
        ("make tea\\", 21, "the backslash at the end escapes nothing"),
        ("tea " + "(" * 41 + "a" + ")" * 41, 17 + 40, "nested deeper than 40"),
        ("make {kind} tea", 18, "There is no list {kind}"),
        ("make {kind:name} tea", 18, "There is no list {kind}"),
        ("make [a] <cup> tea", 22, "There is no expansion rule <cup>"),
        ("'what''s (tea'", 22, "'(' is never closed"),
        ('"say \\"tea\\" (now"', 26, "'(' is never closed"),
        ("pour [x] (a;b;c;d;e;f)", 22, "every order of 6 parts"),
        ("pour tea {0..200000:n}", 22, "The list {0..200000} holds 200,001 texts"),
        ("5", 13, "must be text"),
        ("''", 14, "must be text"),
        ("tea " * 300, 13, "longer than 1000"),
    ],
)
def test_a_fault_of_a_sentence_has_its_line_and_column(problems, template, column, reason):
    (problem,) = problems(sentence(template))
    assert (problem.file, problem.line, problem.column) == ("tea/en.yaml", 6, column)
    assert problem.intent == "Tea"
    assert reason in problem.reason
    assert str(problem).startswith(f"tea/en.yaml:6:{column}, Tea: ")


def test_a_fault_disables_only_its_sentence():
    read = read_marked(sentence("make (some tea"))
    source = SentenceSource("tea", "en", read.data, "tea/en.yaml", read.places)
    grammar = compile_grammar([source], HomeNames())
    assert grammar.match("good morning").intent is not None
    assert grammar.match("good night").intent is not None


def test_the_same_faulty_sentence_is_found_wherever_it_stands(problems):
    text = sentence("(a") + "  Cup:\n    data:\n      - sentences:\n          - '(a'\n"
    assert [(one.intent, one.line, one.column) for one in problems(text)] == [
        ("Tea", 6, 13),
        ("Cup", 11, 14),
    ]


def test_a_sentence_on_several_lines_is_found_by_its_line(problems):
    (problem,) = problems(sentence("make\n            (tea"))
    assert (problem.line, problem.column) == (6, 0)
    assert problem.place == "tea/en.yaml:6"


def test_a_fault_within_a_rule_is_found_in_the_rule(problems):
    text = sentence("make <cup> tea") + "expansion_rules:\n  cup: '[a] <mug> of'\n"
    (problem,) = problems(text)
    assert problem.sentence == "make <cup> tea"
    assert (problem.line, problem.column) == (9, 13)
    assert problem.reason == "There is no expansion rule <mug>, which <cup> asks for."


def test_a_fault_within_a_rule_of_a_block_is_found_there(problems):
    text = sentence("make <cup> tea") + "        expansion_rules:\n          cup: a {mug}\n"
    text += "expansion_rules:\n  cup: a mug\n"
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (9, 18)


def test_a_faulty_rule_is_found_and_so_is_who_asks_for_it(problems):
    text = sentence("make <cup> tea") + "expansion_rules:\n  cup: 'a (mug'\n"
    assert [(one.line, one.column, one.reason) for one in problems(text)] == [
        (
            9,
            11,
            "The rule <cup> cannot be used: The template has a syntax error: '(' is never closed.",
        ),
        (6, 18, "There is no expansion rule <cup>."),
    ]


def test_a_rule_that_refers_to_itself_is_found_where_it_does(problems):
    text = sentence("make <a> tea") + "expansion_rules:\n  a: x <b>\n  b: '[y] <a>'\n"
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (10, 11)
    assert problem.reason == "The rule <a> refers to itself."


def test_a_list_is_found_by_the_value_that_is_wrong(problems):
    text = "lists:\n  good: {values: [a]}\n  bad:\n    values:\n      - red\n      - in: (blue\n"
    (problem,) = problems(text)
    assert (problem.line, problem.column, problem.sentence) == (6, 13, "(blue")
    assert "The list {bad} cannot be used: '(' is never closed" in problem.reason
    (problem,) = problems("lists:\n  good: {values: [a]}\n  bad: {values: [1, 2]}\n")
    assert (problem.line, problem.column) == (3, 3)


def test_a_value_that_asks_for_a_rule_there_is_not_is_found(problems):
    text = sentence("make {kind} tea") + "lists:\n  kind:\n    values: [red, light <shade>]\n"
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (10, 25)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("intents: [x]", 1, 1),
        ("intents:\n  Tea: 5", 2, 8),
        ("intents:\n  Tea: {}", 2, 3),
        ("intents:\n  Tea: {data: [5]}", 2, 16),
        ("intents:\n  Tea:\n    data:\n      - sentences: no", 4, 20),
        ("intents:\n  Tea:\n    data:\n      - slots: {}", 4, 9),
        ("intents:\n  Tea:\n    data:\n      - sentences: [a]\n        slots: 5", 5, 16),
        ("intents: {}\nlists: [x]", 2, 1),
        ("intents: {}\nskip_words: please", 2, 13),
        ("intents: {}\nskip_words:\n  - 5", 2, 1),
        ("package: other\nintents: []", 1, 10),
        ("package: home-assistant-intents\nintents: all", 2, 10),
        ("package: home-assistant-intents\nintents:\n  - HassTurnOn\n  - HassDance", 4, 5),
    ],
)
def test_a_part_of_the_wrong_form_is_found(problems, text, line, column):
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (line, column)


def rules(count, body):
    made = "".join(f"  r{n}: '{body.format(n - 1)}'\n" for n in range(1, count))
    return f"expansion_rules:\n  r0: (a|b)\n{made}"


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        (
            sentence("a [x] <r0> <r3>") + rules(4, "<r{0}> <r{0}> <r{0}> <r{0}>"),
            24,
            "stands for more than 10^19 sentences; <r3> brings the most",
        ),
        (
            sentence("<r30>") + rules(31, "<r{0}> <r{0}>"),
            13,
            "stands for more than 10^29 sentences; <r30> brings the most",
        ),
        (
            sentence("x <r20>") + rules(21, "<r{0}>|<r{0}>"),
            15,
            "parts when it is written out; <r20> brings the most",
        ),
        (sentence("x <r30>") + rules(31, "a [<r{0}>]"), 15, "the deepest in <r30>"),
        (sentence(" ".join(["(a|b)"] * 50)), 13, "stands for more than 10^15 sentences."),
        (
            sentence("((a;b;c;d;(e;f;g;h;i));j;k;l;m)"),
            13,
            "parts when it is written out.",
        ),
    ],
)
def test_a_template_that_would_explode_is_refused_with_the_rule_that_brings_the_most(
    problems, text, column, reason
):
    (problem,) = problems(text)
    assert reason in problem.reason
    assert (problem.line, problem.column) == (6, column)


def test_rules_without_end_are_refused(problems):
    text = sentence("x <r500>") + rules(501, "<r{0}>")
    (problem,) = problems(text)
    assert "is nested deeper than 40" in problem.reason


def test_a_list_that_would_explode_is_refused_by_its_name(problems):
    values = sentence("take {n}") + "lists:\n  n:\n    range: {from: 0, to: 1000000000}\n"
    (problem,) = problems(values)
    assert problem.reason.startswith("The list {n} holds more than 10^9 texts")
    assert (problem.line, problem.column) == (6, 18)
    words = sentence("take {n}") + f"lists:\n  n:\n    values: ['{'(a|b)' * 20}']\n"
    (problem,) = problems(words)
    assert problem.reason.startswith("The list {n} holds 1,048,576 texts")


def test_a_problem_without_a_place_names_only_what_it_knows(source):
    grammar = compile_grammar([source("turn (on")], HomeNames())
    (problem,) = grammar.problems
    assert (problem.line, problem.column, problem.place) == (0, 0, "test.yaml")
    assert problem.to_json()["line"] == 0


def test_places_may_be_given_by_text_alone():
    data = {"intents": {"Tea": {"data": [{"sentences": ["make (tea"]}]}}}
    source = SentenceSource("tea", "en", data, "tea.yaml", {"make (tea": (7, 3)})
    (problem,) = compile_grammar([source], HomeNames()).problems
    assert problem.place == "tea.yaml:7:8"


def test_what_can_only_be_typed_is_found_too():
    read = read_marked(sentence("take {0..30000:n}"))
    source = SentenceSource("tea", "en", read.data, "tea/en.yaml", read.places)
    grammar = compile_grammar([source], HomeNames())
    assert grammar.problems == ()
    grammar.word_graph()
    (problem,) = grammar.problems
    assert (problem.line, problem.column) == (6, 13)
    assert "only typed" in problem.reason


@pytest.mark.parametrize(
    "template",
    ["light(|s)", "[a||b]", "(-| )", "a | b", "a;b", "{a}{b:c}", r"a \( b", "<the> x", "a[ |-]b"],
)
def test_what_hassil_allows_is_no_fault(template):
    assert writing_fault(template) is None


def test_a_rule_may_be_empty_in_one_alternative():
    assert writing_fault("a|", whole=False) is None
    assert writing_fault("a|") is not None


def test_the_place_of_a_character_counts_what_the_file_writes_longer():
    assert place_within((3, 10, 2, 5, 5), 1) == (3, 11)
    assert place_within((3, 10, 2, 5, 5), 2) == (3, 13)
    assert place_within((3, 10, 2, 5, 5), 5) == (3, 18)
    assert place_within((3, 0), 5) == (3, 0)


def test_the_long_permutation_is_found_among_short_ones():
    assert permutation_at("(a;b) [c;d;e]", 3) == 6
    assert permutation_at("a;b;c", 3) == 0
    assert permutation_at("(a;b)", 3) is None
