"""Answers to questions that were asked back."""

import pytest

from ova.core import Intent, Option, Question, QuestionKind, Slot
from ova.dialogue import AnswerKind, answer, command_after_yes, only_names

CHOSEN, REFUSED = AnswerKind.CHOSEN, AnswerKind.REFUSED
UNCLEAR, OTHER = AnswerKind.UNCLEAR, AnswerKind.OTHER


def option(label, *words, sentence=None):
    intent = Intent("HassTurnOn", "home", (Slot("name", label),))
    return Option(label, sentence or f"turn on the {label}", (intent,), words)


def labels(intents):
    return [intent.value("name") for intent in intents]


UNSURE = Question(QuestionKind.UNSURE, (option("bedroom lamp", "reading light", "Bedroom"),))
CONFIRM = Question(QuestionKind.CONFIRM, (option("front door", sentence="unlock the front door"),))
LAMPS = Question(
    QuestionKind.AMBIGUOUS,
    (
        option("bedroom lamp", "reading light", "Bedroom"),
        option("hall lamp", "Hallway", "ground floor"),
        option("desk lamp", "Office", "work light"),
    ),
)
CEILING = Question(
    QuestionKind.AMBIGUOUS,
    (
        option("ceiling lamp in the office", "Office"),
        option("ceiling lamp in the hallway", "Hallway"),
    ),
)


@pytest.mark.parametrize("question", [UNSURE, CONFIRM], ids=["unsure", "confirm"])
@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes!",
        "Yeah, sure.",
        "yep",
        "go on",
        "go ahead please",
        "um, yes",
        "yes yes, do it",
        "of course",
        "okay",
        "sure, why not",
        "That's right.",
        "uh huh",
        "yes please, thank you",
    ],
)
def test_there_are_many_ways_to_say_yes(question, text):
    found = answer(question, text)
    assert found.kind is CHOSEN, text
    assert found.intents == question.options[0].intents


@pytest.mark.parametrize("question", [UNSURE, CONFIRM, LAMPS], ids=["unsure", "confirm", "which"])
@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No thanks.",
        "nope",
        "nah",
        "no no no",
        "no, don't",
        "please don't",
        "of course not",
        "rather not",
        "never mind",
        "stop",
        "cancel that",
        "none of them",
        "not now",
        "nope, that's wrong",
    ],
)
def test_there_are_many_ways_to_say_no(question, text):
    assert answer(question, text).kind is REFUSED, text


@pytest.mark.parametrize(
    "text",
    [
        "yes, turn it on",
        "turn on the bedroom lamp, yes",
        "yeah the bedroom lamp",
        "sure, the bedroom one",
    ],
)
def test_a_yes_may_repeat_what_was_asked(text):
    assert answer(UNSURE, text).kind is CHOSEN


@pytest.mark.parametrize("text", ["yes, unlock it", "yes please unlock the front door"])
def test_a_confirmation_may_repeat_what_was_asked(text):
    assert answer(CONFIRM, text).kind is CHOSEN


@pytest.mark.parametrize(
    "text",
    ["the bedroom lamp", "bedroom", "reading light", "turn on the bedroom lamp", "bedrom lamp"],
)
def test_the_name_of_the_one_thing_asked_about_means_yes(text):
    assert answer(UNSURE, text).kind is CHOSEN


@pytest.mark.parametrize("text", ["the front door", "front door", "unlock the front door", "yess"])
def test_a_confirmation_needs_a_plain_yes(text):
    assert answer(CONFIRM, text).kind is not CHOSEN


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("bedroom lamp", "bedroom lamp"),
        ("the bedroom one", "bedroom lamp"),
        ("Bedroom.", "bedroom lamp"),
        ("the one in the bedroom, please", "bedroom lamp"),
        ("um, the hall one I think", "hall lamp"),
        ("hallway", "hall lamp"),
        ("on the ground floor", "hall lamp"),
        ("the work light", "desk lamp"),
        ("i meant the desk lamp", "desk lamp"),
        ("turn on the desk lamp", "desk lamp"),
        ("bed room lamp", "bedroom lamp"),
        ("no, the desk one", "desk lamp"),
        ("yes, the desk one", "desk lamp"),
        ("the bedrom one", "bedroom lamp"),
        ("offise", "desk lamp"),
        ("the first one", "bedroom lamp"),
        ("the second", "hall lamp"),
        ("2nd", "hall lamp"),
        ("number three", "desk lamp"),
        ("2", "hall lamp"),
        ("two", "hall lamp"),
        ("the last one, please", "desk lamp"),
    ],
)
def test_an_option_is_chosen(text, label):
    found = answer(LAMPS, text)
    assert found.kind is CHOSEN, text
    assert labels(found.intents) == [label]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("all", [0, 1, 2]),
        ("all of them", [0, 1, 2]),
        ("yes, all of them please", [0, 1, 2]),
        ("all the lamps", [0, 1, 2]),
        ("the first and the last one", [0, 2]),
        ("bedroom and hall", [0, 1]),
        ("the hall lamp and the desk lamp", [1, 2]),
    ],
)
def test_several_options_are_chosen(text, chosen):
    found = answer(LAMPS, text)
    assert found.kind is CHOSEN, text
    assert labels(found.intents) == [LAMPS.options[at].label for at in chosen]


def test_both_means_both():
    found = answer(CEILING, "both")
    assert found.intents == (*CEILING.options[0].intents, *CEILING.options[1].intents)
    assert labels(answer(CEILING, "the latter").intents) == ["ceiling lamp in the hallway"]


def test_numbers_in_names_are_told_from_places():
    lamps = Question(QuestionKind.AMBIGUOUS, (option("lamp 2"), option("lamp 1"), option("lamp 3")))
    assert labels(answer(lamps, "lamp one").intents) == ["lamp 1"]
    assert labels(answer(lamps, "one").intents) == ["lamp 1"]
    assert labels(answer(lamps, "two").intents) == ["lamp 2"]
    assert labels(answer(lamps, "the second one").intents) == ["lamp 1"]
    assert answer(lamps, "the lamp").kind is UNCLEAR
    assert answer(lamps, "the one").kind is UNCLEAR


def test_a_whole_name_wins_over_a_part_of_another():
    lamps = Question(QuestionKind.AMBIGUOUS, (option("desk lamp"), option("lamp")))
    assert labels(answer(lamps, "the lamp").intents) == ["lamp"]
    assert labels(answer(lamps, "the desk lamp").intents) == ["desk lamp"]
    alike = Question(QuestionKind.AMBIGUOUS, (option("lamp", "Bedroom"), option("bedroom lamp")))
    assert answer(alike, "the lamp in the bedroom").kind is UNCLEAR
    right = Question(QuestionKind.AMBIGUOUS, (option("left lamp"), option("right lamp")))
    assert labels(answer(right, "right").intents) == ["right lamp"]


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "the lamp",
        "um",
        "",
        "I don't know",
        "what?",
        "sorry?",
        "that one",
        "the one",
        "turn on",
    ],
)
def test_what_fits_several_options_is_unclear(text):
    found = answer(LAMPS, text)
    assert (found.kind, found.question) == (UNCLEAR, LAMPS), text


@pytest.mark.parametrize("question", [UNSURE, CONFIRM, LAMPS], ids=["unsure", "confirm", "which"])
@pytest.mark.parametrize("text", ["the kitchen one", "kitchen one", "the one in the kitchen one"])
def test_one_that_was_not_offered_is_unclear(question, text):
    assert answer(question, text).kind is UNCLEAR


def test_what_fits_some_options_narrows_the_question():
    lamps = Question(
        QuestionKind.AMBIGUOUS,
        (option("bedroom lamp"), option("bedroom light"), option("hall lamp")),
    )
    found = answer(lamps, "the bedroom one")
    assert found.kind is UNCLEAR
    assert [one.label for one in found.question.options] == ["bedroom lamp", "bedroom light"]


@pytest.mark.parametrize(
    "text", ["um", "I don't know", "maybe", "yes no", "turn on", "yes, I'm not sure", "both"]
)
def test_neither_yes_nor_no_is_unclear(text):
    assert answer(UNSURE, text).kind is UNCLEAR, text


@pytest.mark.parametrize("question", [UNSURE, CONFIRM, LAMPS], ids=["unsure", "confirm", "which"])
@pytest.mark.parametrize(
    "text",
    [
        "turn off the tv",
        "what time is it",
        "yes but not the bedroom lamp",
        "turn off the bedroom lamp",
        "the kitchen lamp",
        "yesterday was lovely",
        "all except the hall lamp",
        "not the bedroom lamp",
        "a certain off the record remark",
    ],
)
def test_a_word_that_belongs_to_no_option_makes_it_something_else(question, text):
    found = answer(question, text)
    assert found.kind is OTHER, text
    assert (found.text, found.refused) == (text, False)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("no, turn off the tv at 7:30", "turn off the tv at 7 : 30"),
        (
            "nope, set a timer for a hundred and one seconds",
            "set a timer for a hundred and one seconds",
        ),
    ],
)
def test_a_command_after_a_no_is_understood_alone(text, rest):
    found = answer(UNSURE, text)
    assert (found.kind, found.text, found.refused) == (OTHER, rest, True)


def test_another_name_after_a_no_is_put_into_the_sentence():
    assert answer(UNSURE, "no, the kitchen lamp").instead == "turn on the kitchen lamp"
    assert answer(UNSURE, "no, the kitchen one").instead == ""
    assert answer(UNSURE, "the kitchen lamp").instead == ""
    assert answer(CONFIRM, "no, the back door").instead == ""
    assert answer(LAMPS, "no, the kitchen lamp").instead == ""


def test_a_slip_must_lead_to_one_option_only():
    halls = Question(QuestionKind.AMBIGUOUS, (option("halls"), option("hells")))
    assert answer(halls, "hills").kind is UNCLEAR
    assert answer(LAMPS, "the tall lamp").kind is OTHER
    assert answer(LAMPS, "bedrom lapm").kind is OTHER


def test_one_slip_in_a_yes_or_no_is_forgiven():
    assert answer(UNSURE, "yeahh").kind is CHOSEN
    assert answer(UNSURE, "noppe").kind is REFUSED
    assert answer(CONFIRM, "yeahh").kind is not CHOSEN
    assert answer(CONFIRM, "noppe").kind is REFUSED


def test_a_language_without_words_still_knows_the_names():
    assert labels(answer(LAMPS, "bedroom lamp", "xx").intents) == ["bedroom lamp"]
    assert answer(UNSURE, "yes", "xx").kind is OTHER


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("yes, unlock the front door", "unlock the front door"),
        ("Yes unlock it at 7:30", "unlock it at 7 : 30"),
        ("okay unlock the front door", ""),
        ("unlock the front door", ""),
        ("yes", ""),
        ("yesterday", ""),
    ],
)
def test_a_yes_said_beforehand_is_told_from_the_command(text, command):
    assert command_after_yes(text) == command


def test_nothing_but_names_is_told_from_a_command():
    assert only_names("the Kitchen Light, please", ["kitchen light"])
    assert only_names("the bedroom one", ["Bedroom", "1"])
    assert not only_names("kitchen light off", ["kitchen light"])


@pytest.mark.parametrize("text", ["\0", "🙂", "да", "yes " * 200, "the " * 500, "x" * 5000])
def test_any_text_is_answered(text):
    for question in (UNSURE, CONFIRM, LAMPS):
        assert answer(question, text).kind in AnswerKind
