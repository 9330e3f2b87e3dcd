"""Free speech with PocketSphinx, and where it stands in a sentence."""

from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from ova.core import WILDCARD, Transcript, Unheard, WordArc, WordGraph, WordTime
from ova.engines.stt.evidence import WordFit
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.sphinx.decoders import dictation
from ova.engines.stt.sphinx.free import (
    FREE_TOKENS,
    FreeStretch,
    free_arcs,
    with_free_speech,
    with_stretches,
)
from ova.engines.stt.sphinx.front import FrontEnd


def hear(samples):
    """Return what is dictated, from the front end of the recogniser."""
    front = FrontEnd()
    for _ in (*front.feed(samples), *front.finish()):
        pass  # the result comes from the whole
    cepstra = front.whole().astype("<f4").tobytes()
    return dictation().hear(lambda decoder: decoder.process_cep(cepstra))


@pytest.mark.parametrize("item", ["coffee", "garlic", "ice cream", "toothpaste"])
def test_everyday_words_are_heard_in_any_order(speech_of, item):
    samples = speech_of(item)
    heard = hear(samples)

    assert " ".join(word.word for word in heard) == item
    assert all(0 <= word.confidence <= 1 for word in heard)
    assert all(0 <= word.start_s < word.end_s <= samples.size / 16_000 for word in heard)


def test_silence_is_no_word():
    assert hear(np.zeros(8000, np.int16)) == []


def test_one_stretch_does_not_change_the_words_of_the_next(speech_of):
    first = [word.word for word in hear(speech_of("coffee"))]
    hear(speech_of("batteries"))

    assert [word.word for word in hear(speech_of("coffee"))] == first == ["coffee"]


def test_the_words_people_dictate_are_words():
    words = files("ova.engines.stt").joinpath("words/dictated.txt").read_text("utf-8").split()

    assert len(words) > 500
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


def test_free_speech_is_a_loop_of_phones_in_the_place_of_its_arc():
    arcs = (WordArc(0, 1, "add"), WordArc(1, 2, WILDCARD), WordArc(2, 3, "now"))
    made = list(free_arcs(WordGraph(4, 3, arcs, "add")))
    loops = [arc for arc in made if arc[:2] == (4, 4)]
    entries = [arc for arc in made if arc[:2] == (1, 4)]

    assert {arc[3] for arc in loops} == {arc[3] for arc in entries} == set(FREE_TOKENS)
    assert [arc for arc in made if len(arc) == 3] == [(4, 2, pytest.approx(0.1))]
    assert len(FREE_TOKENS) == 39
    assert list(free_arcs(WordGraph(2, 1, (WordArc(0, 1, "stop"),), "stop"))) == []


def test_every_place_of_free_speech_has_its_own_loop():
    arcs = (
        WordArc(0, 1, "a"),
        WordArc(1, 2, WILDCARD),
        WordArc(2, 3, "b"),
        WordArc(3, 4, WILDCARD),
    )
    made = list(free_arcs(WordGraph(5, 4, arcs, "ab")))

    assert {arc[0] for arc in made if arc[0] == arc[1]} == {5, 6}
    assert [arc[:2] for arc in made if len(arc) == 3] == [(5, 2), (6, 4)]


def test_a_stretch_takes_the_sound_around_it_but_no_more_than_there_is():
    assert FreeStretch(1, 20, 70).with_edges(100) == slice(15, 75)
    assert FreeStretch(0, 2, 99).with_edges(100) == slice(0, 100)


def fit(word, start, phones=("K",)):
    return WordFit(word, 0.25, phones, start)


def test_the_phones_of_free_speech_are_one_stretch_with_its_place():
    fits = [
        fit("add", 0.0),
        fit(WILDCARD, 0.25, ("AA",)),
        fit(WILDCARD, 0.75, ("B",)),  # after a short silence
        fit("now", 1.0),
        fit(WILDCARD, 1.25),
    ]

    joined, stretches = with_stretches(fits)

    assert [one.word for one in joined] == ["add", WILDCARD, "now", WILDCARD]
    assert joined[1] == WordFit(WILDCARD, 0.75, ("AA", "B"), 0.25)
    assert stretches == [FreeStretch(1, 25, 100), FreeStretch(2, 125, 150)]


def test_dictated_words_go_where_they_were_said():
    def word(text, start):
        return WordTime(text, start, start + 1.2)

    sentence = Transcript("add to list", words=(word("add", 0), word("to", 3), word("list", 4)))
    dictated = {1: [word("olive", 1), word("oil", 2)], 3: [word("now", 5)], 0: []}

    def filled(*places):
        stretches = [FreeStretch(place, 0, 1) for place in places]
        return with_free_speech(sentence, stretches, lambda stretch: dictated[stretch.place])

    assert filled(1).text == "add olive oil to list"
    assert filled(1, 3).text == "add olive oil to list now"
    assert [one.word for one in filled(1).words] == ["add", "olive", "oil", "to", "list"]
    assert all(one.end_s <= other.start_s for one, other in pairwise(filled(1).words))
    nothing = filled(0, 1)
    assert (nothing.text, nothing.words, nothing.unheard) == ("", (), Unheard.NO_COMMAND)
    assert nothing.alternatives == ("add to list",)


def test_free_speech_is_heard_inside_a_sentence(make_graph, speech_of):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(
        make_graph(f"add {WILDCARD} to my shopping list", "turn on the kitchen light", "stop")
    )
    samples = speech_of("add coffee to my shopping list")
    stream = recognizer.start()
    partials = [stream.feed(samples[at : at + 1600]) for at in range(0, samples.size, 1600)]
    heard = stream.finish()

    assert heard.text == "add coffee to my shopping list"
    assert [word.word for word in heard.words] == heard.text.split()
    assert all(one.end_s <= other.start_s + 0.01 for one, other in pairwise(heard.words))
    assert any(partial and partial.startswith("add …") for partial in partials)
    assert not any(partial and WILDCARD in partial for partial in partials)


@pytest.mark.parametrize("command", ["turn on the kitchen light", "set a timer for five minutes"])
def test_free_speech_takes_no_words_from_other_sentences(make_graph, speech_of, command):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(
        make_graph(f"add {WILDCARD} to my list", f"remind me to {WILDCARD}", command, "stop")
    )
    stream = recognizer.start()
    stream.feed(speech_of(command))

    assert stream.finish().text == command
