"""Where free speech lies among words, some of which nobody could make out."""

import pytest

from ova.core import WILDCARD, WordArc, WordGraph
from ova.engines.stt.free_speech import FreePlaces
from ova.engines.stt.phrases import phrases

UNKNOWN = ("?",)
LIST = f"add {WILDCARD} to my list"


@pytest.mark.parametrize(
    ("said", "stretches"),
    [
        ("add ? to my list", [(1, 2)]),
        ("add ? ? ? to my list", [(1, 4)]),
        ("add milk ? to my list", [(1, 3)]),
        ("add list to my list", [(1, 2)]),
        ("add ? to my to my list", [(1, 4)]),
        ("remind me to ?", [(3, 4)]),
        ("remind me to add ? to my list", [(3, 8)]),
        ("? is needed", [(0, 1)]),
        ("stop", []),
        ("add to my list", None),
        ("? stop", None),
        ("stop ?", None),
        ("add ? to ? list", None),
        ("?", None),
        ("", None),
    ],
)
def test_free_speech_is_found_where_the_sentences_allow_it(make_graph, said, stretches):
    graph = make_graph(LIST, f"remind me to {WILDCARD}", f"{WILDCARD} is needed", "stop")
    found = FreePlaces(graph).find(said.split(), UNKNOWN)

    assert (found if found is None else list(found)) == stretches


def test_known_words_are_kept_where_they_can_be(make_graph):
    graph = make_graph(f"set {WILDCARD} timer", f"set a {WILDCARD} timer for {WILDCARD}")
    places = FreePlaces(graph)

    assert places.find(["set", "a", "?", "timer"], UNKNOWN) == ((1, 3),)
    assert places.find(["set", "a", "?", "timer", "for", "?"], UNKNOWN) == ((2, 3), (5, 6))


def test_two_free_texts_in_a_row_are_one_stretch(make_graph):
    graph = make_graph(f"say {WILDCARD} {WILDCARD} now")

    assert FreePlaces(graph).find(["say", "?", "?", "now"], UNKNOWN) == ((1, 3),)
    assert FreePlaces(graph).find(["say", "?", "now"], UNKNOWN) is None


def test_optional_words_around_free_speech_are_followed():
    arcs = [
        WordArc(0, 1, "buy"),
        WordArc(1, 2, "some", 0.5),
        WordArc(1, 2, None, 0.5),
        WordArc(2, 3, WILDCARD),
        WordArc(3, 4, None),
        WordArc(3, 4, "please"),
    ]
    places = FreePlaces(WordGraph(5, 4, tuple(arcs), "buy"))

    assert places.find(["buy", "?"], UNKNOWN) == ((1, 2),)
    assert places.find(["buy", "some", "?", "please"], UNKNOWN) == ((2, 3),)
    assert places.find(["buy", "?", "?", "please"], UNKNOWN) == ((1, 3),)


def test_phrases_for_a_decoder_hold_its_own_word_in_place_of_free_speech(make_graph):
    graph = make_graph(LIST, "stop")
    known = {"add", "to", "my", "list", "stop"}

    assert sorted(phrases(graph, known, free="[unk]")) == ["add [unk] to my list", "stop"]
    assert phrases(graph, known) == ["stop"]
    assert phrases(graph, {"stop", "to"}, free="[unk]") == ["stop"]


def test_free_speech_that_is_not_known_yet_is_shown_as_a_gap(make_graph):
    said = ["?", "add", "?", "?", "to", "my", "?"]

    assert FreePlaces(make_graph(LIST)).shown(said, UNKNOWN) == "… add … to my …"
    assert FreePlaces(make_graph("stop")).shown(said, UNKNOWN) == "add to my"
