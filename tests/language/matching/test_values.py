"""Values in sentences: durations, times, dates, numbers, temperatures, colours."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.core import HomeNames, StepKind
from ova.language import SentenceSource, accepts, compile_grammar
from ova.language.tokens import tokens_of
from ova.language.values import TYPED_KINDS, VALUE_KINDS, read_values, spoken_values, value_words

NOW = datetime(2026, 3, 11, 10, 15, 30, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Wednesday."""
LANGUAGES = ("en", "de", "fr", "es", "nl", "it")
SENTENCES = {
    "Alarm": ["set an alarm for {time}", "wake me [up] at {time}"],
    "Timer": ["set a timer for {duration:length}", "start a {duration:length} timer"],
    "Remind": ["remind me {datetime:when} to {task}", "remind me to {task} {datetime:when}"],
    "Diary": ["what is in my diary [for] {date}"],
    "Colour": ["make it {color_value}"],
    "Dim": ["dim it to {percentage:brightness}"],
    "Heat": ["heat the bath to {temperature_value:temperature}"],
    "Song": ["play the {ordinal:place} song", "play song {number}"],
}


def compiled(sentences, language="en", *, lists=None, rules=None):
    data = {
        "language": language,
        "intents": {name: {"data": [{"sentences": listed}]} for name, listed in sentences.items()},
        "lists": lists or {},
        "expansion_rules": rules or {},
    }
    return compile_grammar(
        [SentenceSource("house", language, data, "house.yaml")], HomeNames(), language
    )


@pytest.fixture(scope="module")
def house():
    tasks = {"task": {"values": ["call mum", "take the bins out", "water the plants"]}}
    grammar = compiled(SENTENCES, lists=tasks)
    assert grammar.problems == ()
    return grammar


def slots(grammar, text, now=NOW):
    match = grammar.match(text, now=now)
    assert match.intent is not None, f"{text}: {match.reason} {match.detail}"
    assert match.also == ()
    return match.intent.values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("set an alarm for quarter to seven", {"time": "18:45"}),
        ("wake me up at 6:30 am", {"time": "06:30"}),
        ("wake me at noon", {"time": "12:00"}),
        ("set a timer for an hour and a half", {"length": 5400}),
        ("set a timer for one hour and ten minutes", {"length": 4200}),
        ("start a 25 minute timer", {"length": 1500}),
        ("remind me tomorrow at seven to call mum", {"when": "2026-03-12T07:00"}),
        ("remind me in 20 minutes to water the plants", {"when": "2026-03-11T10:35:30"}),
        ("remind me to take the bins out on friday at six pm", {"when": "2026-03-13T18:00"}),
        ("what is in my diary for next friday", {"date": "2026-03-20"}),
        ("what is in my diary for march 3rd", {"date": "2027-03-03"}),
        ("make it light blue", {"color_value": "lightblue"}),
        ("dim it to half", {"brightness": 50}),
        ("dim it to 30%", {"brightness": 30}),
        ("heat the bath to 38", {"temperature": 38}),
        ("play the third song", {"place": 3}),
        ("play song twenty one", {"number": 21}),
    ],
)
def test_a_value_fills_its_slot(house, text, expected):
    found = slots(house, text)
    assert {name: found[name] for name in expected} == expected
    assert set(found) - set(expected) <= {"task"}


def test_the_words_said_are_kept(house):
    intent = house.match("Please set an alarm for quarter to seven!", now=NOW).intent
    assert [slot.text for slot in intent.slots] == ["quarter to seven"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heat the bath to 38 degrees", {"temperature": 38}),
        ("heat the bath to 38 degrees celsius", {"temperature": 38, "temperature_unit": "C"}),
        ("heat the bath to 100 fahrenheit", {"temperature": 100, "temperature_unit": "F"}),
    ],
)
def test_a_unit_has_a_slot_of_its_own_when_it_was_said(house, text, expected):
    assert slots(house, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("set an alarm for qarter to seven", {"time": "18:45"}),
        ("set an alarm for quarter to sevn", {"time": "18:45"}),
        ("set an alarm for haf past seven", {"time": "19:30"}),
        ("please set an alarm for qarter to sevn", {"time": "18:45"}),
        ("wake me at seven oclock", {"time": "19:00"}),
        ("wake me at midnigt", {"time": "00:00"}),
        ("set a timer for ten minuts", {"length": 600}),
        ("set a timer for tem minutes", {"length": 600}),
        ("set a timer for fourty five minutes", {"length": 2700}),
        ("start a ten minut timer", {"length": 600}),
        ("what is in my diary for fryday", {"date": "2026-03-13"}),
        ("what is in my diary for to morrow", {"date": "2026-03-12"}),
        ("what is in my diary for the third of jume", {"date": "2026-06-03"}),
        ("make it turqoise", {"color_value": "turquoise"}),
        ("make it ligth blue", {"color_value": "lightblue"}),
        ("dim it to fifty percnt", {"brightness": 50}),
        ("heat the bath to 38 degres celsius", {"temperature": 38, "temperature_unit": "C"}),
        ("play the thrid song", {"place": 3}),
        ("play song fourty", {"number": 40}),
    ],
)
def test_one_slip_in_a_value_is_understood(house, text, expected):
    assert slots(house, text) == expected


def test_a_slip_is_in_the_trace_and_the_right_words_are_kept(house):
    match = house.match("set a timer for ten minuts", now=NOW)
    slips = (StepKind.TYPO, StepKind.SOUND)
    steps = [step for step in match.trace.readings[0].steps if step.kind in slips]
    assert [(step.said, step.meant) for step in steps] == [("minuts", "minutes")]
    assert match.intent.slots[0].text == "ten minutes"
    assert match.intent.score < 1


def test_two_slips_in_a_short_sentence_are_asked_about(house):
    match = house.match("set an alarm for qarter to sevn", now=NOW)
    assert (match.intent, match.reason) == (None, "unsure")
    assert match.question.options[0].sentence == "set an alarm for quarter to seven"
    assert match.question.options[0].intents[0].values() == {"time": "18:45"}


def test_a_slip_that_fits_two_values_is_asked_about(house):
    match = house.match("what is in my diary for juny 3", now=NOW)
    assert (match.intent, match.reason) == (None, "ambiguous")
    dates = {option.intents[0].value("date") for option in match.question.options}
    assert dates == {"2026-06-03", "2026-07-03"}


@pytest.mark.parametrize(
    ("language", "template", "text", "expected"),
    [
        (
            "de",
            "stelle einen wecker auf {time:x}",
            "stelle einen wecker auf vietel vor sieben",
            "18:45",
        ),
        ("de", "timer {duration:x}", "timer eine halbe stunnde", 1800),
        ("de", "timer {duration:x}", "timer zweihundertfünf minutn", 12300),
        ("fr", "rappelle moi {datetime:x}", "rappelle-moi demian à midi", "2026-03-12T12:00"),
        ("es", "pon una alarma a {time:x}", "pon una alarma a las siet menos cuarto", "18:45"),
        ("nl", "zet een wekker om {time:x}", "zet een wekker om kwrt over acht", "20:15"),
        ("it", "metti una sveglia alle {time:x}", "metti una sveglia alle sete e mezza", "19:30"),
    ],
)
def test_slips_are_understood_in_other_languages(language, template, text, expected):
    grammar = compiled({"X": [template]}, language)
    assert slots(grammar, text) == {"x": expected}


@pytest.mark.parametrize(
    "text",
    [
        "set an alarm for purple",
        "set an alarm for",
        "set a timer for seven",
        "dim it to 300 percent",
        "make it tomorrow",
        "what is in my diary for the 31st of february",
        "play the seven song",
    ],
)
def test_what_is_no_such_value_is_not_understood(house, text):
    assert house.match(text, now=NOW).intent is None


def test_without_a_clock_there_are_no_days(house):
    assert house.match("what is in my diary for friday").intent is None
    assert slots(house, "what is in my diary for 2026-03-13", now=None) == {"date": "2026-03-13"}


def test_words_of_values_change_nothing_for_sentences_without_them():
    plain = compiled({"Hello": ["wish me luck"]})
    assert plain.match("wish me luk").intent is not None
    assert "minutes" not in value_words("en", "color_value")
    assert plain.match("wish me minutes").intent is None


def test_a_list_of_the_skill_wins_over_the_one_built_in():
    grammar = compiled(
        {"Meet": ["meet at {time}"]}, lists={"time": {"values": ["lunch", "supper"]}}
    )
    assert slots(grammar, "meet at lunch") == {"time": "lunch"}
    assert grammar.match("meet at seven").intent is None
    assert accepts(grammar.word_graph(), "meet at lunch")
    assert not accepts(grammar.word_graph(), "meet at seven")


@pytest.mark.parametrize(
    "text",
    [
        "remind me tomorrow at seven to call mum",
        "remind me in twenty minutes to water the plants",
        "remind me to take the bins out at half past six",
        "start a twenty five minute timer",
        "set a timer for two and a half hours",
        "wake me up at seven o'clock",
        "what is in my diary for the third of march",
        "heat the bath to thirty eight degrees",
        "dim it to fifty percent",
        "play the third song",
    ],
)
def test_sentences_with_values_are_heard_and_mean_the_same_typed(house, text):
    assert accepts(house.word_graph(), text)
    assert house.match(text, now=NOW).intent is not None


def test_nothing_but_values_is_heard_in_their_place(house):
    graph = house.word_graph()
    assert not accepts(graph, "set an alarm for purple")
    assert not accepts(graph, "set an alarm for")
    assert not accepts(graph, "make it seven")


def test_a_value_is_heard_between_words_of_its_own():
    graph = compiled({"X": ["pre{number}", "{duration}s over", "go [{time}|then]"]}).word_graph()
    assert accepts(graph, "pre seven")
    assert not accepts(graph, "preseven")
    assert not accepts(graph, "ten minutess over")
    assert [accepts(graph, text) for text in ("go", "go noon", "go then")] == [True] * 3


def test_what_nobody_can_say_in_a_language_is_told():
    grammar = compiled(
        {"X": ["o <when>", "p <when>", "r [{time}]", "s {number}"]},
        "pl",
        rules={"when": "({time}|on {date})"},
    )
    graph = grammar.word_graph()
    told = {problem.sentence: problem.reason for problem in grammar.problems}
    assert set(told) == {"o <when>", "p <when>", "r [{time}]"}
    for sentence in ("o <when>", "p <when>"):
        assert told[sentence].startswith("It cannot be spoken, only typed")
        assert "{date} and {time}" in told[sentence]
    assert told["r [{time}]"].startswith("With {time} it cannot be spoken, only typed")
    assert accepts(graph, "r")
    assert accepts(graph, "s siedem")
    assert grammar.match("o 7:30").intent is not None


FRAME = {
    "en": "brew tea {} quickly",
    "de": "koche tee {} bitte",
    "fr": "prépare du thé {}",
    "es": "prepara té {}",
    "nl": "zet thee {}",
    "it": "prepara tè {}",
}


@cache
def frame(language, kind):
    template = FRAME[language].format(f"{{{kind}:x}}")
    grammar = compiled({"X": [template]}, language)
    grammar.match("warm up", now=NOW)
    return grammar


kinds = st.sampled_from([kind for kind in VALUE_KINDS if kind not in TYPED_KINDS])
chosen = st.tuples(st.sampled_from(LANGUAGES), kinds, st.integers(0, 100_000))


def phrase_of(language, kind, number):
    phrases = spoken_values(kind, language)
    return phrases[number % len(phrases)]


@settings(deadline=None)  # the first example of a language compiles its grammar
@given(picked=chosen)
def test_what_may_be_said_means_in_a_sentence_what_it_means_alone(picked):
    language, kind, _ = picked
    phrase = phrase_of(*picked)
    tokens = tokens_of(phrase)
    alone = read_values(kind, tokens, 0, language, NOW)[0]
    grammar = frame(language, kind)
    text = FRAME[language].format(phrase)
    intent = grammar.match(text, now=NOW).intent
    assert (intent.value("x"), intent.value("x_unit", "")) == (alone.value, alone.unit)
    # A compound may come apart: "maandagochtend" is two words of the grammar.
    assert intent.slots[0].text.replace(" ", "") == "".join(tokens)
    assert accepts(grammar.word_graph(), text)


@settings(deadline=None)
@given(
    picked=chosen,
    at=st.integers(0, 100),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyzäéñç '0%"),
)
def test_a_slip_is_understood_as_some_value_or_not_at_all(picked, at, letter):
    language, kind, _ = picked
    phrase = phrase_of(*picked)
    at %= len(phrase)
    slipped = f"{phrase[:at]}{letter}{phrase[at + 1 :]}"
    match = frame(language, kind).match(FRAME[language].format(slipped), now=NOW)
    assert match.reason or "x" in match.intent.values()


words = st.sampled_from(sorted(value_words("en"))) | st.text(max_size=8)


@settings(deadline=None)
@given(row=st.lists(words, max_size=14), kind=kinds, now=st.sampled_from([NOW, None]))
def test_no_text_is_too_odd_for_a_value(row, kind, now):
    text = FRAME["en"].format(" ".join(row))
    match = frame("en", kind).match(text, now=now)
    assert (match.intent is None) == bool(match.reason)
