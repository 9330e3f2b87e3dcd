"""Results made ready in a pause, before it is known that the person is done."""

import numpy as np
import pytest

from ova.audio import EndpointSettings
from ova.core import AudioFormat
from ova.engines.listener import Listener
from ova.engines.stt.completion import Completion
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.protocol import SettlingStream
from ova.engines.stt.settling import Settling
from ova.engines.stt.sphinx.decoders import Decoders, dictionary, library
from ova.engines.stt.sphinx.network import build_network
from ova.engines.stt.sphinx.stream import SphinxStream
from ova.engines.vad.silero import SileroVad

WORDS = "turn on the kitchen light"


@pytest.fixture(scope="module")
def recognizer(light_graph):
    loaded = PocketSphinxRecognizer()
    loaded.set_graph(light_graph)
    return loaded


@pytest.fixture
def stream(recognizer, speech_of):
    begun = recognizer.start()
    begun.feed(speech_of(WORDS))
    yield begun
    begun.close()


def settled(stream):
    """Return what settles 0.13 s after speech that ended 2 s into the stream, and the result."""
    settling = Settling(stream)
    settling.words(WORDS)
    return settling, settling.at(2.13, 2.0)


def heard_by(recognizer, graph, samples):
    """Return a listener that got all samples in small pieces, and what it told."""
    completion = Completion(graph)
    listener = Listener(AudioFormat(), recognizer, SileroVad(), EndpointSettings(), completion)
    pieces = (samples[start : start + 512] for start in range(0, samples.size, 512))
    events = [event for piece in pieces for event in listener.feed(piece.astype("<i2").tobytes())]
    return listener, events


def test_the_result_is_ready_soon_after_the_last_word(stream):
    settling, result = settled(stream)

    assert result.text == WORDS
    assert settling.result(2.0) is result


def test_nothing_is_settled_before_the_last_sound_has_arrived(stream):
    settling = Settling(stream)

    assert settling.at(2.0 + stream.settles_after_s - 0.01, 2.0) is None
    assert settling.result(2.0) is None


def test_speech_that_goes_on_makes_the_result_void(stream):
    settling, _ = settled(stream)

    assert settling.result(2.5) is None


def test_another_word_makes_the_result_void_unless_the_result_has_it(stream):
    settling, _ = settled(stream)

    settling.words("turn on the kitchen light please")
    assert settling.result(2.0) is None
    settling.words(WORDS)
    assert settling.result(2.0).text == WORDS


def test_a_pause_is_asked_about_once(stream):
    settling, _ = settled(stream)
    first = settling.result(2.0)

    assert settling.at(2.16, 2.0) is None
    assert settling.result(2.0) is first
    assert settling.at(3.13, 3.0).text == WORDS
    assert settling.result(3.0) is not first


def test_settling_changes_nothing_in_what_the_stream_hears_later(recognizer, speech_of):
    samples = speech_of("please turn off the bedroom light")
    plain, asked = recognizer.start(), recognizer.start()
    heard = []
    for start in range(0, samples.size, 512):
        words = plain.feed(samples[start : start + 512])
        assert asked.feed(samples[start : start + 512]) == words
        heard.append(asked.settle())

    assert heard[-1].text == "please turn off the bedroom light"
    assert asked.finish() == plain.finish()


def test_a_stream_that_cannot_settle_is_never_asked():
    class Plain:
        def feed(self, samples):
            return None

        def finish(self):
            raise AssertionError("not over")

        def close(self):
            return None

    assert not isinstance(Plain(), SettlingStream)
    settling, result = settled(Plain())
    assert (settling.result(2.0), result) == (None, None)


def test_who_speaks_in_a_crowd_is_heard_in_pauses_only(light_graph, speech_of):
    decoders = Decoders(build_network(light_graph, dictionary(library())))
    others = [SphinxStream(decoders) for _ in range(2)]
    stream = SphinxStream(decoders)
    sound = speech_of(WORDS)

    told = [stream.feed(sound[start : start + 512]) for start in range(0, sound.size, 512)]

    assert set(told) == {None}
    assert stream.settles_after_s > others[0].settles_after_s
    assert stream.settle().text == stream.finish().text == WORDS


def test_a_word_missed_on_the_way_is_found_in_the_pause(recognizer, light_graph, speech_of):
    """The first pass misses the last word here: its mean is that of few frames."""
    sound = np.pad(speech_of("turn off the bedroom lamp"), (0, 24_000))

    _, events = heard_by(recognizer, light_graph, sound)

    partials = [event.text for event in events if event.kind == "partial"]
    assert partials[-2:] == ["turn off the bedroom", "turn off the bedroom lamp"]
    assert events[-1].text == "turn off the bedroom lamp"


def test_words_in_doubt_end_nothing_early(light_graph, recognizer, speech_of):
    other = np.pad(speech_of("dinner is ready"), (0, 24_000))

    listener, events = heard_by(recognizer, light_graph, other)

    ended = next(event.timestamp_s for event in events if event.kind == "vad-end")
    assert events[-1].transcript.text == ""
    assert listener.seconds >= ended + EndpointSettings().end_silence_s


@pytest.mark.parametrize("pause_s", [0.0, 0.12])
def test_a_listener_hears_what_follows_a_short_pause(recognizer, light_graph, speech_of, pause_s):
    pause = np.zeros(round(pause_s * 16_000), np.int16)
    tail = np.zeros(24_000, np.int16)
    said = [speech_of("please"), pause, speech_of("turn on the bedroom lamp"), tail]

    _, events = heard_by(recognizer, light_graph, np.concatenate(said))

    assert [event.kind for event in events][-2:] == ["vad-end", "final"]
    assert events[-1].text == "please turn on the bedroom lamp"
