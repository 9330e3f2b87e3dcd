"""Every example of docs/write-a-skill.md is loaded as a reader would load it."""

import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ova.core import HomeNames, Intent, PluginState, Slot, Utterance
from ova.language import Grammar, Replies, SentenceSource, accepts, compile_grammar
from ova.language.tokens import tokens_of
from ova.language.values import VALUE_KINDS, read_values
from ova.plugins.permissions import PERMISSIONS
from ova.sdk import Turn

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = "write-a-skill.md"
NOW = datetime(2026, 3, 11, 10, 15, tzinfo=UTC)
"""A Wednesday."""


@pytest.fixture
def hub(hub_of_examples):
    hub = hub_of_examples("write-an-integration.md", DOCUMENT)
    for skill in ("pantry", "luck", "garden"):
        hub.skill_manager.enable(skill)
    return hub


def grammar(hub) -> Grammar:
    sources = [SentenceSource(*sentence) for sentence in hub.skill_manager.sentences()]
    compiled = compile_grammar(sources, HomeNames())
    assert compiled.problems == ()
    return compiled


def ask(hub, text):
    intent = grammar(hub).match(text, now=NOW).intent
    assert intent is not None, text
    return answer(hub, intent)


def answer(hub, intent):
    texts = Replies(hub.skill_manager.replies(intent.skill, "en"))
    turn = Turn(Utterance(intent.text), intent, replies=texts, rng=random.Random(1))  # noqa: S311 - picks a text
    return hub.skill_manager.handle(turn)


def test_the_skill_loads_and_every_sentence_has_a_handler(hub):
    info = hub.skill_manager.info("pantry")
    assert (info.state, info.warnings) == (PluginState.LOADED, ())


def test_what_people_say_is_understood_and_answered(hub):
    assert "3 apples" in ask(hub, "how many apples do we have").text
    assert ask(hub, "take one of the apples").text == "Enjoy."
    assert "2 apples" in ask(hub, "how many apples are there").text
    assert ask(hub, "how many pears are there").text == "There are no pears."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("water the garden", "Watering for 10 minutes."),
        ("water the garden for an hour and a half", "Watering for 90 minutes."),
        ("water the garden for ten minuts", "Watering for 10 minutes."),
        ("water the garden tomorrow at seven", "Thursday 07:00, for 10 minutes."),
        (
            "water the garden for half an hour on friday at noon",
            "Friday 12:00, for 30 minutes.",
        ),
        ("warn me of frost below minus three degrees", "I will warn you below -3 degrees."),
        ("warn me of frost under 32 degrees fahrenheit", "I will warn you below 0 degrees."),
    ],
)
def test_values_reach_the_skill_as_documented(hub, text, answer):
    assert ask(hub, text).text == answer


def test_sentences_with_values_are_heard(hub):
    graph = grammar(hub).word_graph()
    assert accepts(graph, "water the garden for half an hour on friday at noon")
    assert accepts(graph, "warn me of frost below minus three degrees")


def test_what_the_table_says_of_values_is_true():
    table = [
        line.split("|")[1:4]
        for line in (DOCS / DOCUMENT).read_text(encoding="utf-8").splitlines()
        if line.startswith("| `{")
    ]
    kinds = [row[0].strip(" `{}") for row in table]
    assert tuple(kinds) == VALUE_KINDS
    for kind, (_, phrases, _) in zip(kinds, table, strict=True):
        for phrase in phrases.split(","):
            tokens = tokens_of(phrase)
            found = read_values(kind, tokens, 0, "en", NOW)
            assert found, phrase
            assert found[0].end == len(tokens)


def test_the_second_skill_needs_its_integration(hub):
    throw = Intent("LuckThrow", "luck", (Slot("x", 1),))
    assert answer(hub, throw).text == "Luck needs dice, which is not set up."
    hub.integration_manager.enable("dice")
    reply = answer(hub, throw)
    assert reply.spoken.startswith("You threw a ")
    assert reply.keep_listening is (reply.text == "6!")


@pytest.mark.parametrize(("skill", "count"), [("pantry", 7), ("coffee", 5), ("visitors", 2)])
def test_the_tests_of_the_examples_pass(examples, tmp_path, skill, count):
    for path, text in examples(DOCUMENT).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ova.cli", "skill", "test", tmp_path / "skills" / skill, "--json"],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    told = json.loads(done.stdout)
    assert (told["failed"], told["passed"]) == ([], count)


def test_the_permissions_are_those_there_are():
    text = (DOCS / DOCUMENT).read_text(encoding="utf-8")
    assert [one for one in PERMISSIONS if f"| `{one}` | {PERMISSIONS[one]} |" not in text] == []
