"""The words of answers in every language there are some of."""

from importlib.resources import files
from itertools import combinations
from random import Random

import pytest
import yaml

from ova.core import HomeNames, Intent, Option, Question, QuestionKind, Slot
from ova.dialogue import AnswerKind, answer, answer_sentences, answer_words, command_after_yes
from ova.dialogue.wordlists import Kind, answer_tokens
from ova.language import SentenceSource, compile_grammar

WORDS = files("ova.dialogue.words")
LANGUAGES = sorted(
    each.name.removesuffix(".yaml") for each in WORDS.iterdir() if each.name.endswith(".yaml")
)
SAYING = (Kind.YES, Kind.NO, Kind.UNSURE, Kind.ALL, Kind.NONE)


def option(name):
    return Option(name, f"zzz {name}", (Intent("Do", "x", (Slot("name", name),)),))


UNSURE = Question(QuestionKind.UNSURE, (option("blorp"),))
WHICH = Question(
    QuestionKind.AMBIGUOUS, tuple(option(name) for name in ("blorp", "quux", "frobnitz"))
)


def phrases(language):
    """Return the lists of a language by what they say."""
    table = yaml.safe_load((WORDS / f"{language}.yaml").read_text("utf-8"))
    return table["answers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_there_and_holds_texts(language):
    lists = phrases(language)
    for name in (*SAYING, Kind.AROUND, "last", "and"):
        assert lists[name], name
        assert all(isinstance(phrase, str) and phrase for phrase in lists[name]), name
    assert len(lists["places"]) >= 3
    assert all(isinstance(phrase, str) for place in lists["places"] for phrase in place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_says_two_things(language):
    lists = phrases(language)
    tokens = {kind: {answer_tokens(phrase, language) for phrase in lists[kind]} for kind in SAYING}
    for one, other in combinations(SAYING, 2):
        assert tokens[one].isdisjoint(tokens[other]), (one, other, tokens[one] & tokens[other])
    assert () not in answer_words(language).kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_yes_and_no_is_heard_as_one(language):
    lists = phrases(language)
    for text in lists["yes"]:
        assert answer(UNSURE, text, language).kind is AnswerKind.CHOSEN, text
    for text in (*lists["no"], *lists["none"]):
        assert answer(UNSURE, text, language).kind is AnswerKind.REFUSED, text
        assert answer(WHICH, text, language).kind is AnswerKind.REFUSED, text
    for text in lists["unsure"]:
        assert answer(UNSURE, text, language).kind is AnswerKind.UNCLEAR, text
        assert answer(WHICH, text, language).kind is AnswerKind.UNCLEAR, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_and_places_choose(language):
    lists = phrases(language)
    for text in lists["all"]:
        assert answer(WHICH, text, language).options == WHICH.options, text
    for place, texts in enumerate(lists["places"][:3]):
        for text in texts:
            assert answer(WHICH, text, language).options == (WHICH.options[place],), text
    for text in lists["last"]:
        assert answer(WHICH, text, language).options == (WHICH.options[-1],), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_choose_with_the_words_around_them(language):
    for around in phrases(language)["around"]:
        for text in (f"{around} quux", f"quux {around}"):
            assert answer(WHICH, text, language).options == (WHICH.options[1],), text
        assert answer(WHICH, around, language).kind is not AnswerKind.OTHER, around


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_people_are_told_is_taken_before_a_command(language):
    said = f"{answer_words(language).first_yes}, zzz blorp"
    assert command_after_yes(said, language) == "zzz blorp"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_decoder_listens_for_is_an_answer(language):
    source = SentenceSource("answers", language, answer_sentences(language), "answers")
    grammar = compile_grammar([source], HomeNames(), language)

    sentences = grammar.sample(Random(1), 200)  # noqa: S311 - picks sentences
    assert grammar.problems == ()
    assert sentences
    for text in sentences:
        kinds = {answer(question, text, language).kind for question in (UNSURE, WHICH)}
        assert AnswerKind.OTHER not in kinds, text
        assert kinds != {AnswerKind.UNCLEAR}, text
