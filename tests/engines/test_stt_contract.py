"""What every recogniser must do."""

import importlib.util
from itertools import pairwise

import numpy as np
import pytest
from tests.engines.whisper_model import write_whisper_model
from tests.engines.wyoming_servers import wyoming_server
from tests.peers import require

from ova.core import Unheard
from ova.engines import BadSpeechInput, EngineMissing
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.vosk import VoskRecognizer
from ova.engines.stt.whisper import WhisperRecognizer
from ova.engines.stt.wyoming import WyomingRecognizer

CLOSED = ("pocketsphinx", "vosk")
"""Recognisers that hear only sentences of the graph."""
HEARING = (*CLOSED, "wyoming")
"""Recognisers that hear what is said: the Whisper model of the tests always says the same."""
ENGINES = (*HEARING, "whisper")
COMMANDS = ("turn on the kitchen light", "please turn off the bedroom lamp")
OTHERS = ("what time is it", "stop the music")
MINUTES_10 = 10 * 60 * 16_000


def has_whisper():
    return importlib.util.find_spec("faster_whisper") is not None


@pytest.fixture(scope="module")
def wyoming_port(vosk_model):
    """Return the port of a real Wyoming server in a process of its own."""
    sentences = [
        f"{please}turn {on} {the}{room} {thing}"
        for please in ("", "please ")
        for on in ("on", "off")
        for the in ("", "the ")
        for room in ("kitchen", "bedroom", "hallway")
        for thing in ("light", "lamp")
    ]
    with wyoming_server(vosk_model, *sentences, *OTHERS) as server:
        yield server.port


@pytest.fixture(scope="module")
def whisper_model(tmp_path_factory):
    require(has_whisper, "the extra [whisper] is not installed")
    return write_whisper_model(tmp_path_factory.mktemp("whisper") / "tiny")


@pytest.fixture(scope="module")
def make(request):
    """Return a function that makes a recogniser; what costs time is loaded once."""
    made = {}

    def one(engine):
        match engine:
            case "pocketsphinx":
                return PocketSphinxRecognizer()
            case "vosk":
                return VoskRecognizer(request.getfixturevalue("vosk_model"))
            case "wyoming":
                port = request.getfixturevalue("wyoming_port")
                return WyomingRecognizer(f"tcp://127.0.0.1:{port}", "en")
            case _:
                return WhisperRecognizer(request.getfixturevalue("whisper_model"), "en")

    def make(engine, *, fresh=False):
        if fresh:
            return one(engine)
        if engine not in made:
            made[engine] = one(engine)
        return made[engine]

    yield make
    for recognizer in made.values():
        recognizer.close()


@pytest.fixture
def recognizer(request, make, light_graph):
    loaded = make(request.param)
    loaded.set_graph(light_graph)
    return loaded


def engines(*names):
    return pytest.mark.parametrize("recognizer", names, indirect=True)


def hear(recognizer, samples, size=None):
    stream = recognizer.start()
    size = size or max(1, samples.size)
    for start in range(0, samples.size, size):
        stream.feed(samples[start : start + size])
    return stream.finish()


def check(transcript, recognizer, seconds):
    """Check what holds for every transcript."""
    assert transcript.engine == recognizer.name
    assert 0 <= transcript.confidence <= 1
    assert transcript.text == transcript.text.strip()
    assert transcript.text not in transcript.alternatives
    assert all(transcript.alternatives)
    assert not (transcript.text and transcript.unheard)
    for word in transcript.words:
        assert word.word
        assert word.word == word.word.strip().lower()
        assert 0 <= word.confidence <= 1
        assert 0 <= word.start_s <= word.end_s <= seconds + 0.01
    for word, following in pairwise(transcript.words):
        assert word.end_s <= following.start_s + 0.011
    if not transcript.text:
        assert transcript.words == ()


@engines(*HEARING)
@pytest.mark.parametrize("sentence", COMMANDS)
def test_a_spoken_sentence_is_heard(recognizer, speech_of, sentence):
    samples = speech_of(sentence)
    heard = hear(recognizer, samples)

    check(heard, recognizer, samples.size / 16_000)
    assert heard.text == sentence
    assert heard.confidence > 0
    assert [word.word for word in heard.words] in ([], sentence.split())


@engines("whisper")
def test_the_text_of_whisper_comes_with_words_and_times(recognizer, speech_of):
    samples = speech_of(COMMANDS[0])
    heard = hear(recognizer, samples)

    check(heard, recognizer, samples.size / 16_000)
    assert heard.text == "Turn on the kitchen light."
    assert [word.word for word in heard.words] == COMMANDS[0].split()
    assert heard.confidence > 0.9


@engines(*CLOSED, "whisper")
def test_every_word_has_its_time(recognizer, speech_of):
    heard = hear(recognizer, speech_of(COMMANDS[0]))

    assert [word.word for word in heard.words] == COMMANDS[0].split()
    assert heard.words[-1].end_s > heard.words[0].start_s


@engines(*ENGINES)
@pytest.mark.parametrize("size", [1, 333, 16_000])
def test_the_size_of_the_pieces_makes_no_difference(recognizer, speech_of, size):
    samples = speech_of("turn on the hallway lamp")
    if size == 1:
        samples = samples[4800:8000]  # sample by sample is slow: only a piece of it

    heard, whole = hear(recognizer, samples, size), hear(recognizer, samples)

    assert (heard.text, heard.words) == (whole.text, whole.words)


@engines(*ENGINES)
def test_empty_pieces_change_nothing(recognizer, speech_of):
    samples = speech_of(COMMANDS[0])
    nothing = np.zeros(0, dtype=np.int16)
    stream = recognizer.start()

    assert stream.feed(nothing) is None
    stream.feed(samples[:9000])
    assert stream.feed(nothing) is None
    stream.feed(samples[9000:])

    assert stream.finish().text == hear(recognizer, samples).text


@engines(*ENGINES)
def test_partial_results_are_told_only_when_they_change(recognizer, speech_of):
    samples = speech_of(COMMANDS[1])
    stream = recognizer.start()
    partials = [
        partial
        for start in range(0, samples.size, 800)
        if (partial := stream.feed(samples[start : start + 800])) is not None
    ]
    heard = stream.finish()

    assert all(first != second for first, second in pairwise(partials))
    if partials:
        assert partials[-1].split()[:3] == heard.text.split()[:3]


@engines(*ENGINES)
def test_nothing_gives_an_empty_text(recognizer):
    heard = recognizer.start().finish()

    check(heard, recognizer, 0.0)
    assert heard.text == ""


@engines(*HEARING)
def test_silence_gives_an_empty_text(recognizer):
    assert hear(recognizer, np.zeros(16_000, dtype=np.int16)).text == ""


@engines(*CLOSED)
def test_other_speech_gives_an_empty_text_and_says_why(recognizer, speech_of):
    heard = hear(recognizer, speech_of("beautiful elephants never forget a yellow umbrella"))

    assert heard.text == ""
    assert heard.unheard is Unheard.NO_COMMAND


BAD_SOUNDS = {
    "digital silence": lambda speech, rng: np.zeros(48_000, np.int16),
    "one sample": lambda speech, rng: np.ones(1, np.int16),
    "a click": lambda speech, rng: np.r_[np.zeros(8000), [32767] * 8, np.zeros(8000)],
    "white noise": lambda speech, rng: rng.normal(0, 8000, 48_000).clip(-32768, 32767),
    "full scale square wave": lambda speech, rng: np.tile([32767] * 40 + [-32768] * 40, 600),
    "clipped speech": lambda speech, rng: (speech.astype(float) * 50).clip(-32768, 32767),
    "whispered level": lambda speech, rng: speech // 500,
    "an offset": lambda speech, rng: (speech.astype(float) + 12_000).clip(-32768, 32767),
    "nothing but an offset": lambda speech, rng: np.full(32_000, -32_768),
    "music": lambda speech, rng: (
        6000 * sum(np.sin(np.arange(64_000) * tone / 2546) for tone in (220, 277, 330))
    ),
}


@engines(*ENGINES)
@pytest.mark.parametrize("sound", BAD_SOUNDS)
def test_no_sound_is_too_bad(recognizer, speech_of, sound):
    samples = BAD_SOUNDS[sound](speech_of(COMMANDS[0]), np.random.default_rng(1)).astype(np.int16)

    check(hear(recognizer, samples, 1600), recognizer, samples.size / 16_000)
    if recognizer.name != "whisper":
        assert hear(recognizer, speech_of(COMMANDS[0])).text == COMMANDS[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_ten_minutes_are_borne(make, light_graph, noise, speech_of, engine):
    recognizer = make(engine)
    recognizer.set_graph(light_graph)
    rest = noise(1.0, 0.002)
    samples = np.tile(np.concatenate([speech_of("yes"), rest]), 500)[:MINUTES_10]

    check(hear(recognizer, samples, 8000), recognizer, samples.size / 16_000)


@engines(*ENGINES)
def test_a_stream_may_be_closed_at_any_time_and_twice(recognizer, speech_of):
    samples = speech_of(COMMANDS[0])
    untouched, begun, finished = (recognizer.start() for _ in range(3))
    begun.feed(samples[:16_000])
    finished.feed(samples)
    finished.finish()

    for stream in (untouched, begun, finished):
        stream.close()
        stream.close()

    assert hear(recognizer, samples).text.lower().rstrip(".") == COMMANDS[0]


@engines(*ENGINES)
def test_streams_do_not_disturb_each_other(recognizer, speech_of):
    sentences = (
        "turn on the kitchen light",
        "turn off the bedroom lamp",
        "turn on the hallway lamp",
    )
    spoken = [speech_of(sentence) for sentence in sentences]
    alone = [hear(recognizer, samples).text for samples in spoken]
    streams = [recognizer.start() for _ in spoken]
    for start in range(0, max(samples.size for samples in spoken), 1600):
        for stream, samples in zip(streams, spoken, strict=True):
            stream.feed(samples[start : start + 1600])
    heard = [stream.finish().text for stream in reversed(streams)]

    assert heard[::-1] == alone
    if recognizer.name in HEARING:
        assert alone == list(sentences)


@engines(*ENGINES)
def test_the_same_sound_is_heard_alike_again(recognizer, speech_of):
    samples = speech_of(COMMANDS[0])
    first = hear(recognizer, samples)
    hear(recognizer, speech_of("turn off the hallway lamp"))

    assert hear(recognizer, samples).text == first.text


@engines(*CLOSED)
def test_a_stream_keeps_the_graph_it_began_with(recognizer, make_graph, speech_of):
    stream = recognizer.start()
    recognizer.set_graph(make_graph(*OTHERS))

    stream.feed(speech_of("turn on the kitchen light"))

    assert stream.finish().text == "turn on the kitchen light"
    assert hear(recognizer, speech_of("stop the music")).text == "stop the music"


@engines(*CLOSED)
def test_answers_are_heard_by_the_stream_they_were_given_to(recognizer, make_graph, speech_of):
    answers = make_graph(*OTHERS)

    def said(sentence):
        stream = recognizer.start(answers)
        stream.feed(speech_of(sentence))
        return stream.finish().text

    for sentence in (*OTHERS, *COMMANDS):
        assert said(sentence) == sentence
    assert hear(recognizer, speech_of(OTHERS[1])).text != OTHERS[1]


@engines("wyoming", "whisper")
def test_answers_are_nothing_new_to_an_open_vocabulary(recognizer, make_graph, speech_of):
    stream = recognizer.start(make_graph(*OTHERS))
    stream.feed(speech_of(COMMANDS[0]))

    assert stream.finish().text.lower().rstrip(".") == COMMANDS[0]


@engines("wyoming", "whisper")
def test_a_change_of_sentences_does_not_disturb_an_open_vocabulary(
    recognizer, make_graph, speech_of
):
    stream = recognizer.start()
    stream.feed(speech_of(COMMANDS[0]))
    recognizer.set_graph(make_graph("stop"))

    assert stream.finish().text.lower().rstrip(".") == COMMANDS[0]


@pytest.mark.parametrize("engine", CLOSED)
def test_without_a_graph_it_refuses_to_listen(make, engine):
    recognizer = make(engine, fresh=True)
    with pytest.raises(EngineMissing, match="no sentences yet"):
        recognizer.start()
    recognizer.close()


@engines(*CLOSED)
def test_an_empty_graph_is_refused_and_the_old_one_stays(recognizer, make_graph, speech_of):
    with pytest.raises(BadSpeechInput) as refusal:
        recognizer.set_graph(make_graph())

    assert refusal.value.code == "empty_graph"
    assert refusal.value.cure
    assert hear(recognizer, speech_of("turn on the kitchen light")).text


@engines(*ENGINES)
def test_free_speech_in_the_graph_leaves_other_sentences_as_they_are(
    recognizer, make_graph, speech_of
):
    recognizer.set_graph(make_graph(COMMANDS[0], "turn on the <anything> lamp", "stop"))

    assert hear(recognizer, speech_of(COMMANDS[0])).text.lower().rstrip(".") == COMMANDS[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_closed_recogniser_refuses_and_may_be_closed_again(make, light_graph, engine):
    recognizer = make(engine, fresh=True)
    recognizer.set_graph(light_graph)
    recognizer.close()
    recognizer.close()

    with pytest.raises(EngineMissing):
        recognizer.start()
