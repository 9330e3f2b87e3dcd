"""The parts of the PocketSphinx recogniser: its front end, network and decoders."""

import numpy as np
import pocketsphinx
import pytest

from ova.audio import NoiseSuppressor, PowerSpectrum
from ova.core import WordArc, WordGraph
from ova.engines.noise import RnnoiseSpectrum, SteadyNoiseSpectrum
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.sphinx.cepstra import CEPSTRA, MelCepstra
from ova.engines.stt.sphinx.decoders import IDLE_KEPT, Decoders, dictionary, library
from ova.engines.stt.sphinx.front import LONGEST_FRAMES, FrontEnd
from ova.engines.stt.sphinx.means import WAIT_FRAMES, RunningMeans
from ova.engines.stt.sphinx.network import build_network
from ova.engines.stt.sphinx.stream import SphinxStream


def network_of(graph):
    return build_network(graph, dictionary(library()))


def cepstra_of(samples, size=None):
    front = FrontEnd()
    size = size or max(1, samples.size)
    parts = [
        part for i in range(0, samples.size, size) for part in front.feed(samples[i : i + size])
    ]
    return np.concatenate([*parts, *front.finish()])


def heard_in(transcript):
    # Synthetic voices fit the model so badly that what they say may be doubted.
    return transcript.text or transcript.alternatives[0]


def test_the_cepstra_are_those_of_the_library_itself(tmp_path, speech_of):
    samples = speech_of("turn on the kitchen light")
    decoder = pocketsphinx.Decoder(mfclogdir=str(tmp_path), loglevel="FATAL")
    decoder.start_utt()
    decoder.process_raw(samples.astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    logged = np.fromfile(next(tmp_path.iterdir()), ">f4")[1:].reshape(-1, CEPSTRA)

    own = MelCepstra().feed(PowerSpectrum().feed(samples) + np.float32(1e-6))

    # The first frames are digital silence; the library has one more frame, padded with zeros.
    first = int(np.flatnonzero(samples)[0]) // 160 + 30
    assert len(own) == len(logged) - 1
    assert own[first:] == pytest.approx(logged[first:-1], abs=0.05)


def test_the_size_of_the_pieces_makes_no_difference_to_the_cepstra(speech_of):
    samples = speech_of("turn on the kitchen light")

    assert np.array_equal(cepstra_of(samples, 333), cepstra_of(samples))


@pytest.mark.parametrize("level", [1 / 50, 1 / 8, 2.5])
def test_the_level_of_the_microphone_changes_nothing_in_what_is_heard(
    light_graph, speech_of, noise, level
):
    samples = speech_of("turn off the bedroom lamp")
    noisy = samples + noise(samples.size / 16_000, 0.002)[: samples.size]
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(light_graph)

    stream = recognizer.start()
    stream.feed(np.clip(np.rint(noisy * level), -32768, 32767).astype(np.int16))

    assert heard_in(stream.finish()) == "turn off the bedroom lamp"


def test_sound_without_end_is_heard_for_a_minute_only():
    silence = np.zeros(16_000, np.int16)
    front = FrontEnd()

    frames = sum(len(part) for _ in range(70) for part in front.feed(silence))
    frames += sum(len(part) for part in front.finish())

    assert LONGEST_FRAMES <= frames < LONGEST_FRAMES + 100  # the piece under way is finished


def test_the_first_frames_wait_for_a_mean_and_none_is_lost():
    frames = np.random.default_rng(1).standard_normal((200, CEPSTRA)).astype(np.float32) + 5
    means = RunningMeans()

    early = means.feed(frames[: WAIT_FRAMES - 1])
    ready = means.feed(frames[WAIT_FRAMES - 1 : 150])
    rest = np.concatenate((means.feed(frames[150:]), means.finish()))

    assert (len(early), len(ready), len(rest)) == (0, 150, 50)
    for given, taken in ((ready, frames[:150]), (rest, frames[150:])):
        offset = taken - given
        assert offset == pytest.approx(np.broadcast_to(offset[0], offset.shape), abs=1e-4)
        assert offset[0, 0] == pytest.approx(5, abs=0.6)


def test_speech_weighs_more_than_the_silence_around_it():
    speech = np.full((100, CEPSTRA), 10.0, np.float32)
    means = RunningMeans()

    heard = means.feed(np.concatenate((speech, np.zeros_like(speech))))

    assert heard[0, 0] == pytest.approx(10 - 10 / 1.3, abs=1e-4)


def test_the_mean_leans_to_what_is_usual_until_much_was_heard():
    frames = np.full((4_000, CEPSTRA), 20.0, np.float32)
    short, long = RunningMeans(), RunningMeans()

    early, late = short.feed(frames[:WAIT_FRAMES]), long.feed(frames)

    assert (early[0, 0], late[0, 0]) == pytest.approx((0, 0), abs=1e-4)
    assert np.all(early[0, 1:] > 5 * late[0, 1:])
    assert np.all(late[0, 1:] > 0)


def test_the_whole_can_be_normalised_by_the_mean_of_all_of_it():
    frames = np.random.default_rng(1).standard_normal((150, CEPSTRA)).astype(np.float32) + 5
    means = RunningMeans()
    means.feed(frames)

    assert means.whole() == pytest.approx(frames - frames.mean(axis=0), abs=1e-4)


def test_what_is_over_before_the_mean_settled_comes_out_at_the_end():
    frames = np.full((5, CEPSTRA), 3.0, np.float32)
    means = RunningMeans()

    assert len(means.feed(frames)) == 0
    assert len(means.finish()) == 5
    assert len(means.finish()) == 0


def test_words_that_would_be_no_tokens_get_one_and_come_back():
    graph = WordGraph(
        4, 3, (WordArc(0, 1, "read"), WordArc(1, 2, None), WordArc(2, 3, "(2)")), "odd"
    )

    network = network_of(graph)

    token = next(arc[3] for arc in network.arcs if arc[0] == 2)
    assert "(" not in token
    assert network.spoken(token).word == "(2)"
    assert (network.spoken("read").word, network.spoken("read(2)").word) == ("read", "read")
    assert network.spoken("<sil>") is None


def test_known_pronunciations_are_not_looked_up_again(light_graph, make_graph, tmp_path):
    known = network_of(light_graph).pronunciations
    answers = make_graph("the bedroom lamp", "the kitchen")

    both = build_network(light_graph.joined(answers), tmp_path / "no dictionary", known)

    assert both.pronunciations == known
    assert len(both.arcs) == len(light_graph.arcs) + len(answers.arcs)


def test_decoders_are_built_when_needed_lent_one_by_one_and_few_are_kept(light_graph):
    decoders = Decoders(network_of(light_graph))

    lent = [decoders.take() for _ in range(IDLE_KEPT + 1)]
    assert len({id(decoder) for decoder in lent}) == len(lent)
    for decoder in lent:
        decoders.give_back(decoder)

    again = [decoders.take() for _ in range(IDLE_KEPT + 1)]
    assert len({id(one) for one in again} & {id(one) for one in lent}) == IDLE_KEPT


def test_streams_count_until_they_are_finished_closed_or_dropped(light_graph, speech_of):
    decoders = Decoders(network_of(light_graph))
    finished, closed, silent = (SphinxStream(decoders) for _ in range(3))
    assert len(decoders.streams) == 3

    SphinxStream(decoders).feed(speech_of("lights out"))  # dropped at once
    finished.feed(speech_of("turn on the hallway lamp"))
    finished.finish()
    closed.feed(speech_of("turn on the hallway lamp"))
    closed.close()
    silent.finish()

    assert len(decoders.streams) == 0


def test_the_third_at_once_is_heard_without_rnnoise(light_graph):
    decoders = Decoders(network_of(light_graph))

    streams = [SphinxStream(decoders) for _ in range(3)]

    kinds = [type(stream._front._spectrum) for stream in streams]
    assert kinds == [RnnoiseSpectrum] * 2 + [SteadyNoiseSpectrum]


def test_words_are_told_while_they_are_spoken(light_graph, speech_of):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(light_graph)
    stream = recognizer.start()
    samples = speech_of("please turn off the bedroom lamp")

    told = [stream.feed(samples[i : i + 512]) for i in range(0, samples.size, 512)]
    told = [text for text in told if text]

    assert told
    assert any("please turn off the bedroom lamp".startswith(text) for text in told)
    assert heard_in(stream.finish()) == "please turn off the bedroom lamp"


@pytest.mark.parametrize(("piece", "seconds", "decodings"), [(512, 3, 1), (64_000, 4, 0)])
def test_what_is_brought_at_once_is_decoded_as_a_whole_only(
    light_graph, speech_of, monkeypatch, piece, seconds, decodings
):
    decoders = Decoders(network_of(light_graph))
    taken, take = [], decoders.take
    monkeypatch.setattr(decoders, "take", lambda: taken.append(take()) or taken[-1])
    sound = speech_of("please turn off the bedroom light")[: seconds * 16_000]
    sound = np.pad(sound, (0, seconds * 16_000 - sound.size))

    stream = SphinxStream(decoders)
    for start in range(0, sound.size, piece):
        stream.feed(sound[start : start + piece])

    assert heard_in(stream.finish()) == "please turn off the bedroom light"
    assert len(taken) == decodings


def test_speech_too_long_for_a_command_is_heard_once(light_graph, speech_of):
    decoders = Decoders(network_of(light_graph))
    stream = SphinxStream(decoders)
    sound = np.tile(speech_of("turn on the hallway lamp"), 8)[: 16 * 16_000]
    for start in range(0, sound.size, 16_000):
        stream.feed(sound[start : start + 16_000])

    assert stream.settle() is None
    stream.finish()
    assert "thorough" not in vars(decoders)


def test_a_stream_given_up_gives_its_decoder_back(light_graph, speech_of):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(light_graph)
    for _ in range(3):
        stream = recognizer.start()
        stream.feed(speech_of("turn on the hallway lamp"))
        stream.close()
        stream.close()

    stream = recognizer.start()
    stream.feed(speech_of("turn on the hallway lamp"))
    assert heard_in(stream.finish()) == "turn on the hallway lamp"


def test_the_suppressor_and_the_front_end_agree_on_the_number_of_frames(speech_of):
    samples = speech_of("turn on the hallway lamp")
    power = PowerSpectrum().feed(samples)
    suppressor = NoiseSuppressor()

    assert len(suppressor.feed(power)) + len(suppressor.finish()) == len(cepstra_of(samples))
