"""Corrections of the last command, and asking for the last reply."""

import pytest

from ova.core import Intent, Slot
from ova.dialogue import Correction, is_repeat

LAMP = "turn on the kitchen light"
TIMER = "set a timer for ten minutes"


@pytest.mark.parametrize(
    ("text", "before", "right", "wrong"),
    [
        ("no, the bedroom", LAMP, "the bedroom", ""),
        ("No, I meant the bedroom lamp please", LAMP, "the bedroom lamp", ""),
        ("no sorry the bedroom", LAMP, "the bedroom", ""),
        ("I said the bedroom lamp", LAMP, "the bedroom lamp", ""),
        ("actually the bedroom lamp instead", LAMP, "the bedroom lamp", ""),
        ("the bedroom I meant", LAMP, "the bedroom", ""),
        ("not ten, fifteen minutes", TIMER, "15 minutes", "10"),
        ("no, not ten minutes but fifteen", TIMER, "15", "10 minutes"),
        ("no, fifteen, not ten", TIMER, "15", "10"),
        (
            "no, not the kitchen light, the bedroom lamp",
            LAMP,
            "the bedroom lamp",
            "the kitchen light",
        ),
    ],
)
def test_what_is_meant_and_what_was_wrong_are_told_apart(text, before, right, wrong):
    found = Correction.of(text, before, "en")
    assert found is not None
    assert (" ".join(found.right), " ".join(found.wrong)) == (right, wrong)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("nein, das Schlafzimmer", "das schlafzimmer", ""),
        ("nein, ich meinte die Küche", "die küche", ""),
        ("nicht zehn, sondern fünfzehn Minuten", "15 minuten", "10"),
        ("quatsch, fünfzehn Minuten", "15 minuten", ""),
        ("das Schlafzimmer meinte ich", "das schlafzimmer", ""),
    ],
)
def test_german_corrections_are_understood(text, right, wrong):
    found = Correction.of(text, "stelle einen timer auf zehn minuten", "de")
    assert found is not None
    assert (" ".join(found.right), " ".join(found.wrong)) == (right, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "turn on the bedroom lamp",
        "the bedroom",
        "not the bedroom",
        "no thanks",
        "make it brighter",
        "wrong",
    ],
)
def test_what_names_nothing_else_is_no_correction(text):
    assert Correction.of(text, LAMP, "en") is None


def test_the_sentence_before_is_tried_with_the_other_words_in_it():
    name = Intent("HassTurnOn", "home", (Slot("name", "Kitchen Light", "kitchen light"),))
    tried = list(Correction(("the", "bedroom")).sentences(LAMP, [name], "en", None))
    assert tried[0] == "turn on the bedroom light"
    assert "turn on the bedroom" in tried

    timer = list(Correction(("15", "minutes")).sentences(TIMER, [], "en", None))
    assert timer[0] == "set a timer for 15 minutes"
    wrong = list(Correction(("15", "minutes"), ("10",)).sentences(TIMER, [], "en", None))
    assert wrong == ["set a timer for 15 minutes"]
    bare = list(Correction(("15",), ("10", "minutes")).sentences(TIMER, [], "en", None))
    assert bare[-1] == "set a timer for 15 minutes"


def test_the_last_reply_can_be_asked_for():
    assert is_repeat("Say that again.")
    assert is_repeat("Wiederhole das bitte", "de") or is_repeat("wiederhole das", "de")
    assert not is_repeat("say that again in the kitchen")
