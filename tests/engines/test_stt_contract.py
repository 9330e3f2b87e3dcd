"""What every recogniser must do."""

import numpy as np
import pytest

from ova.engines import BadSpeechInput, EngineMissing
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.vosk import VoskRecognizer

ENGINES = ("pocketsphinx", "vosk")


@pytest.fixture(params=ENGINES)
def recognizer(request):
    if request.param == "pocketsphinx":
        return PocketSphinxRecognizer()
    return VoskRecognizer(request.getfixturevalue("vosk_model"))


def hear(recognizer, samples, size=None):
    stream = recognizer.start()
    size = size or max(1, samples.size)
    for start in range(0, samples.size, size):
        stream.feed(samples[start : start + size])
    return stream.finish()


@pytest.mark.parametrize(
    "sentence", ["turn on the kitchen light", "please turn off the bedroom lamp"]
)
def test_a_spoken_sentence_of_the_graph_is_heard(recognizer, light_graph, speech_of, sentence):
    recognizer.set_graph(light_graph)

    heard = hear(recognizer, speech_of(sentence))

    assert heard.text == sentence
    assert heard.engine == recognizer.name
    assert 0 < heard.confidence <= 1
    assert [word.word for word in heard.words] == sentence.split()
    times = [moment for word in heard.words for moment in (word.start_s, word.end_s)]
    assert times == sorted(times)


def test_the_size_of_the_pieces_makes_no_difference(recognizer, light_graph, speech_of):
    recognizer.set_graph(light_graph)
    samples = speech_of("turn on the hallway lamp")

    assert hear(recognizer, samples, 333).text == hear(recognizer, samples).text


def test_silence_and_nothing_give_an_empty_text(recognizer, light_graph):
    recognizer.set_graph(light_graph)

    assert hear(recognizer, np.zeros(0, dtype=np.int16)).text == ""
    assert hear(recognizer, np.zeros(16_000, dtype=np.int16)).text == ""


def test_without_a_graph_it_refuses_to_listen(recognizer):
    with pytest.raises(EngineMissing, match="no sentences yet"):
        recognizer.start()


def test_an_empty_graph_is_refused_and_the_old_one_stays(
    recognizer, light_graph, make_graph, speech_of
):
    recognizer.set_graph(light_graph)

    with pytest.raises(BadSpeechInput) as refusal:
        recognizer.set_graph(make_graph())

    assert refusal.value.code == "empty_graph"
    assert refusal.value.cure
    assert hear(recognizer, speech_of("turn on the kitchen light")).text


def test_a_stream_keeps_the_graph_it_began_with(recognizer, light_graph, make_graph, speech_of):
    recognizer.set_graph(light_graph)
    stream = recognizer.start()
    recognizer.set_graph(make_graph("what time is it", "stop the music"))

    stream.feed(speech_of("turn on the kitchen light"))

    assert stream.finish().text == "turn on the kitchen light"
    assert hear(recognizer, speech_of("what time is it")).text == "what time is it"


def test_streams_may_be_interleaved(recognizer, light_graph, speech_of):
    recognizer.set_graph(light_graph)
    first, second = recognizer.start(), recognizer.start()
    on, off = speech_of("turn on the kitchen light"), speech_of("turn off the bedroom lamp")
    for start in range(0, max(on.size, off.size), 1600):
        first.feed(on[start : start + 1600])
        second.feed(off[start : start + 1600])

    assert first.finish().text == "turn on the kitchen light"
    assert second.finish().text == "turn off the bedroom lamp"
