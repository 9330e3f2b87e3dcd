"""What may follow the words of a command."""

import itertools

import pytest

from ova.core import WILDCARD, WordArc, WordGraph
from ova.engines.stt.completion import Completion, Continuation


@pytest.fixture(scope="module")
def lights(make_graph):
    return Completion(
        make_graph(
            "turn on the light",
            "turn on the light in the kitchen",
            "turn off the light",
            "stop",
        )
    )


@pytest.mark.parametrize(
    ("words", "complete", "continues"),
    [
        ("", False, True),
        ("turn on", False, True),
        ("turn on the light", True, True),
        ("turn on the light in the", False, True),
        ("turn on the light in the kitchen", True, False),
        ("turn off the light", True, False),
        ("stop", True, False),
    ],
)
def test_it_tells_whole_sentences_from_parts_and_ends_from_places_to_go_on(
    lights, words, complete, continues
):
    assert lights.after(words.split()) == Continuation(complete, continues)


@pytest.mark.parametrize("words", ["hello", "turn kitchen", "stop stop"])
def test_words_of_no_sentence_may_become_anything(lights, words):
    assert lights.after(words.split()) == Continuation(complete=False, continues=True)


def test_empty_transitions_are_followed(light_graph):
    completion = Completion(light_graph)

    assert not completion.after(["turn", "on", "kitchen"]).complete
    for start, the in itertools.product((["please"], []), (["the"], [])):
        whole = completion.after([*start, "turn", "on", *the, "kitchen", "lamp"])
        assert whole == Continuation(complete=True, continues=False)


def test_free_speech_takes_any_words_and_may_go_on():
    arcs = (WordArc(0, 2, "add"), WordArc(2, 3, WILDCARD), WordArc(3, 1, "to"), WordArc(3, 1, None))
    completion = Completion(WordGraph(4, 1, arcs, "list"))

    assert completion.after(["add"]) == Continuation(complete=False, continues=True)
    for words in (["add", "milk"], ["add", "oat", "milk"], ["add", "milk", "to"]):
        assert completion.after(words) == Continuation(complete=True, continues=True)


def test_free_speech_before_fixed_words_is_not_whole_without_them():
    arcs = (WordArc(0, 2, "add"), WordArc(2, 3, WILDCARD), WordArc(3, 1, "please"))
    completion = Completion(WordGraph(4, 1, arcs, "polite"))

    assert not completion.after(["add", "milk"]).complete
    assert completion.after(["add", "oat", "milk", "please"]).complete
