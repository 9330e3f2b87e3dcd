"""The example of "Asking back" in docs/write-a-skill.md asks and goes on as it says there."""

import pytest

from ova.core import Intent, QuestionKind, Slot, Utterance
from ova.language import Replies
from ova.sdk import Turn


@pytest.fixture
def skills(hub_of_examples):
    hub = hub_of_examples("write-an-integration.md", "write-a-skill.md")
    hub.skill_manager.enable("coffee")
    return hub.skill_manager


def order(skills, *slots):
    texts = Replies(skills.replies("coffee", "en"))
    intent = Intent("CoffeeMake", "coffee", slots)
    return skills.handle(Turn(Utterance("make coffee"), intent, replies=texts))


def test_what_was_not_said_is_asked_for_step_by_step(skills):
    asked = order(skills)
    assert (asked.text, asked.keep_listening) == ("How many cups?", True)
    assert (asked.question.kind, asked.question.value) == (QuestionKind.VALUE, "number")
    assert asked.question.slot == "cups"

    asked = skills.resume(asked.question.paused, 8)
    assert (asked.text, asked.question.kind) == ("Really 8 cups?", QuestionKind.YES_NO)

    asked = skills.resume(asked.question.paused, True)
    assert asked.text == "Which one: filter, espresso?"
    assert [one.label for one in asked.question.options] == ["filter", "espresso"]

    done = skills.resume(asked.question.paused, "espresso")
    assert (done.text, done.question) == ("8 cups of espresso, coming up.", None)


def test_a_sentence_that_says_more_is_asked_less(skills):
    asked = order(skills, Slot("cups", 9))
    assert asked.text == "Really 9 cups?"
    assert skills.resume(asked.question.paused, False).text == "All right, no coffee."
