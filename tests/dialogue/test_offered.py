"""The spoken answers to a question that offers things."""

import pytest
from tests.dialogue.test_words import LANGUAGES

from ova.core import Intent, Option, Question, QuestionKind, Slot
from ova.dialogue import AnswerKind, answer, heard_answers
from ova.language import accepts


def lamp(name, *words):
    intent = Intent("HassTurnOn", "home", (Slot("name", name),))
    return Option(name, f"turn on the {name}", (intent,), words)


def which(*options, kind=QuestionKind.AMBIGUOUS):
    return Question(kind, options)


LAMPS = which(lamp("Bedroom Lamp", "Bedroom"), lamp("Desk Lamp", "Office"))


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("desk lamp", "Desk Lamp"),
        ("the desk lamp", "Desk Lamp"),
        ("the desk lamp please", "Desk Lamp"),
        ("the desk one", "Desk Lamp"),
        ("in the office", "Desk Lamp"),
        ("the one in the office please", "Desk Lamp"),
        ("office", "Desk Lamp"),
        ("the bedroom one", "Bedroom Lamp"),
    ],
)
def test_names_and_places_of_what_was_offered_are_heard_and_understood(said, chosen):
    assert accepts(heard_answers(LAMPS, "en"), said)
    assert [option.label for option in answer(LAMPS, said).options] == [chosen]


@pytest.mark.parametrize("said", ["the lamp", "kitchen lamp", "in the kitchen", "the one", "yes"])
def test_nothing_else_is_heard(said):
    assert not accepts(heard_answers(LAMPS, "en"), said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_that_is_heard_is_understood_as_one(language):
    question = which(lamp("Blorp Quux", "Zork"), lamp("Frobnitz Quux", "Grault"), lamp("Plugh"))
    graph = heard_answers(question, language)

    outgoing = {}
    for arc in graph.arcs:
        outgoing.setdefault(arc.start, []).append(arc)

    def sentences(state):
        if state == graph.final:
            yield ()
        for arc in outgoing.get(state, ()):
            for rest in sentences(arc.end):
                yield ((arc.word,) if arc.word else ()) + rest

    said = [" ".join(words) for words in sentences(0)]
    assert len(said) > 10
    for text in said:
        found = answer(question, text, language)
        assert found.kind is AnswerKind.CHOSEN, text
        assert len(found.options) == 1, text


def test_digits_and_signs_in_names_are_heard_as_people_say_them():
    graph = heard_answers(which(lamp("Wi-Fi Plug #2"), lamp("Wi-Fi Plug #3")), "en")

    assert accepts(graph, "the wi fi plug number two")
    assert accepts(graph, "the three one please")


@pytest.mark.parametrize("kind", [QuestionKind.CONFIRM, QuestionKind.UNSURE])
def test_a_question_for_yes_or_no_offers_no_names(kind):
    assert heard_answers(which(lamp("Front Door", "Hallway"), kind=kind), "en") is None


def test_names_nobody_can_say_leave_nothing_to_hear():
    assert heard_answers(which(lamp("???"), lamp("!!")), "en") is None


def test_a_language_without_words_offers_nothing():
    assert heard_answers(LAMPS, "tlh") is None
