"""What Vosk hears, with a tiny model that knows some forty words."""

from itertools import pairwise

import numpy as np
import pytest

from ova.engines import BadSpeechInput
from ova.engines.stt.vosk import VoskRecognizer

NUMBERS = "one two three four five six seven eight nine ten"
COMMANDS = (
    "turn on the kitchen light",
    "turn off the kitchen light",
    "turn on the bedroom lamp",
    "turn off the bedroom lamp",
    *(f"set a timer for {number} minutes" for number in NUMBERS.split()),
    "what time is it",
    "open the garage door",
    "close the garage door",
    "stop",
    "yes",
    "no",
)
PIECE = 1600


@pytest.fixture(scope="module")
def loaded(tiny_vosk_models):
    return VoskRecognizer(tiny_vosk_models / "vosk" / "en-fixture")


@pytest.fixture
def recognizer(loaded, make_graph):
    loaded.set_graph(make_graph(*COMMANDS))
    return loaded


def hear(recognizer, samples):
    """Return the transcript and what was heard on the way."""
    stream = recognizer.start()
    partials = [
        partial
        for start in range(0, samples.size, PIECE)
        if (partial := stream.feed(samples[start : start + PIECE])) is not None
    ]
    return stream.finish(), partials


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_heard(recognizer, speech_of, command):
    heard, _ = hear(recognizer, speech_of(command))

    assert heard.text == command
    assert heard.engine == "vosk"
    assert 0.5 < heard.confidence <= 1
    assert [word.word for word in heard.words] == command.split()
    assert all(0 <= word.confidence <= 1 for word in heard.words)


@pytest.mark.parametrize("voice", ["en-gb", "en-us+f3", "en-us+m7"])
def test_other_voices_are_heard(recognizer, speech_of, voice):
    wanted = COMMANDS[:4]

    assert [hear(recognizer, speech_of(text, voice))[0].text for text in wanted] == list(wanted)


@pytest.mark.parametrize("command", ["turn on the kitchen light", "set a timer for five minutes"])
def test_partial_results_grow_to_the_final_one(recognizer, speech_of, command):
    heard, partials = hear(recognizer, speech_of(command))

    assert len(partials) > 2
    for shorter, longer in pairwise(partials):
        assert longer.startswith(f"{shorter} ")
    assert partials[-1] == heard.text == command


def test_word_times_lie_where_the_words_are(recognizer, say):
    from ova.audio import to_speech

    clip = say("turn on the kitchen light", before_s=1.0, after_s=0.5)
    words = hear(recognizer, to_speech(clip))[0].words

    assert words[0].start_s == pytest.approx(1.0, abs=0.15)
    assert words[-1].end_s == pytest.approx(clip.seconds - 0.5, abs=0.25)
    for word in words:
        assert 0.02 < word.end_s - word.start_s < 0.8
    for word, following in pairwise(words):
        assert word.end_s <= following.start_s + 0.01


def test_a_pause_longer_than_libvosks_own_endpoint_does_not_lose_words(recognizer, speech_of):
    samples = np.concatenate(
        [speech_of("turn on the"), np.zeros(24_000, np.int16), speech_of("kitchen light")]
    )

    heard, partials = hear(recognizer, samples)

    assert heard.text == partials[-1] == "turn on the kitchen light"
    assert heard.words[3].start_s - heard.words[2].end_s > 1.5


def test_only_sentences_of_the_graph_are_heard(loaded, make_graph, speech_of):
    speech = speech_of("turn on the kitchen light")
    loaded.set_graph(make_graph("turn on the bedroom lamp", "turn off the bedroom lamp"))
    assert "kitchen" not in hear(loaded, speech)[0].text

    loaded.set_graph(make_graph("yes", "no"))
    assert hear(loaded, speech)[0].text == ""
    assert [hear(loaded, speech_of(answer))[0].text for answer in ("yes", "no")] == ["yes", "no"]


@pytest.mark.parametrize(
    "text", ["umbrella", "beautiful elephant", "good evening", "hello my friend how are you doing"]
)
def test_speech_outside_the_graph_is_nothing(recognizer, speech_of, text):
    heard, _ = hear(recognizer, speech_of(text))

    assert heard.text == ""
    assert heard.words == ()


def test_a_word_in_the_midst_of_other_speech_is_no_command(loaded, make_graph, speech_of):
    loaded.set_graph(make_graph("stop", "yes", "no"))

    heard, _ = hear(loaded, speech_of("yellow banana stop beautiful elephant"))

    assert heard.text == ""
    assert "stop" in heard.alternatives[0]


def test_unknown_speech_between_the_words_rejects_them(recognizer, speech_of):
    heard, _ = hear(recognizer, speech_of("turn on the beautiful umbrella kitchen light"))

    assert heard.text == ""
    assert heard.alternatives
    assert "[unk]" not in heard.alternatives[0]


def test_partial_results_leave_unknown_speech_out(recognizer, speech_of):
    _, partials = hear(recognizer, speech_of("beautiful umbrella turn on the kitchen light"))

    assert partials[-1].endswith("turn on the kitchen light")
    for partial in partials:
        assert "[unk]" not in partial
        assert partial == " ".join(partial.split())


@pytest.mark.parametrize("amplitude", [0.0, 0.001, 0.01, 0.1, 0.5])
def test_silence_and_noise_are_nothing(recognizer, noise, amplitude):
    heard, partials = hear(recognizer, noise(3.0, amplitude))

    assert heard.text == ""
    assert partials == []


def test_the_same_sound_gives_the_same_result_again(recognizer, speech_of):
    speech = speech_of("set a timer for seven minutes")

    first, *others = [hear(recognizer, speech) for _ in range(3)]

    assert others == [first, first]


def test_words_the_model_does_not_know_are_left_out(loaded, make_graph, speech_of):
    loaded.set_graph(make_graph("turn on the chandelier", "stop"))

    assert hear(loaded, speech_of("stop"))[0].text == "stop"


@pytest.mark.parametrize("word", ["<eps>", "#0", "[unk]", 'st"op', "\\", "]", "türen"])
def test_a_word_that_would_end_libvosk_never_reaches_it(loaded, make_graph, speech_of, word):
    loaded.set_graph(make_graph(f"turn {word}", word, "stop"))

    assert hear(loaded, speech_of("stop"))[0].text == "stop"


@pytest.mark.parametrize("sentences", [(), ("chandelier",), ("<eps>",), ("[unk]",)])
def test_a_graph_without_known_words_is_refused_and_the_old_one_stays(
    recognizer, make_graph, speech_of, sentences
):
    with pytest.raises(BadSpeechInput) as refusal:
        recognizer.set_graph(make_graph(*sentences))

    assert refusal.value.code == "empty_graph"
    assert hear(recognizer, speech_of("what time is it"))[0].text == "what time is it"
