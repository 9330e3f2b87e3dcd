"""What Vosk hears, with a tiny model that knows some forty words."""

import json
import math
from itertools import pairwise

import numpy as np
import pytest

from ova.core import WILDCARD, Unheard
from ova.engines import BadSpeechInput, EngineMissing
from ova.engines.stt.vosk import VoskRecognizer
from ova.engines.stt.vosk_results import Reading, reading

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


@pytest.mark.parametrize("free", ["the garage", "kitchen", "five minutes", "the hallway lamp"])
def test_free_speech_is_heard_with_the_whole_vocabulary(loaded, make_graph, speech_of, free):
    loaded.set_graph(make_graph(f"open {WILDCARD} door", "stop", "yes"))

    samples = speech_of(f"open {free} door")
    heard, partials = hear(loaded, samples)

    assert heard.text == f"open {free} door"
    assert [word.word for word in heard.words] == heard.text.split()
    assert all(one.end_s <= other.start_s + 0.02 for one, other in pairwise(heard.words))
    assert 0 < heard.words[1].start_s < heard.words[-1].end_s < samples.size / 16_000
    assert not any("[unk]" in partial for partial in partials)
    assert partials[-1].startswith("open …")
    assert partials[-1].endswith(" door")


@pytest.mark.parametrize("said", ["play the kitchen light", "play turn off the music"])
def test_free_speech_may_end_a_sentence(loaded, make_graph, speech_of, said):
    loaded.set_graph(make_graph(f"turn {WILDCARD}", f"set {WILDCARD}", "stop"))
    said = said.replace("play", "set")

    assert hear(loaded, speech_of(said))[0].text == said


def test_free_speech_nobody_can_make_out_is_no_command(loaded, make_graph, speech_of):
    loaded.set_graph(make_graph(f"open {WILDCARD} door", "stop"))

    heard, _ = hear(loaded, speech_of("open beautiful elephants door"))

    assert heard.text == ""
    assert heard.unheard is Unheard.NO_COMMAND
    assert heard.alternatives


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen banana",
        "turn on the kitchen light banana elephant",
        "umbrella turn on the kitchen light",
        "never ever turn on the kitchen light",
    ],
)
def test_nothing_is_done_when_more_was_said_than_was_understood(
    loaded, make_graph, speech_of, text
):
    loaded.set_graph(make_graph("turn on the kitchen", "turn on the kitchen light", "stop"))

    heard, _ = hear(loaded, speech_of(text))

    assert heard.text == ""
    assert heard.unheard is Unheard.NO_COMMAND
    assert heard.alternatives[0].startswith("turn on the kitchen")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("turn on the kitchen light please", "turn on the kitchen light"),
        ("no stop", "stop"),
        ("turn on the kitchen light in five minutes", "turn on the kitchen light"),
    ],
)
def test_words_outside_the_sentences_are_heard_too(loaded, make_graph, speech_of, said, sentence):
    loaded.set_graph(make_graph(sentence, "yes"))

    heard = hear(loaded, speech_of(said))[0].text

    assert heard != sentence
    assert heard in (said, "")


def test_other_readings_are_alternatives(loaded, make_graph, speech_of):
    loaded.set_graph(make_graph("turn on the light", "turn off the light", "turn the light on"))
    samples = speech_of("turn on the light").astype(float)
    noise = np.random.default_rng(3).normal(0, 2500, samples.size)
    found = [
        hear(loaded, (samples * level + noise).clip(-32768, 32767).astype(np.int16))[0]
        for level in (0.05, 0.1, 0.15, 0.2, 0.3)
    ]

    assert any(heard.alternatives for heard in found)
    for heard in found:
        assert heard.text not in heard.alternatives
        assert all(0 <= other.confidence <= 1 for other in heard.others())
        assert all(0 <= word.confidence <= 1 for word in heard.words)
    unsure = [heard.confidence for heard in found if heard.text and heard.alternatives]
    assert all(confidence < 1 for confidence in unsure)


def test_a_closed_recogniser_leaves_open_streams_working(tiny_vosk_models, make_graph, speech_of):
    own = VoskRecognizer(tiny_vosk_models / "vosk" / "en-fixture")
    own.set_graph(make_graph(f"open {WILDCARD} door", "stop"))
    stream = own.start()
    own.close()
    stream.feed(speech_of("open the garage door"))

    assert stream.finish().text == "open the garage door"
    with pytest.raises(EngineMissing):
        own.set_graph(make_graph("stop"))


def result_of(*alternatives):
    return json.dumps(
        {
            "alternatives": [
                {
                    "text": text,
                    "confidence": score,
                    "result": [
                        {"word": word, "start": 0.3 * at, "end": 0.3 * at + 0.3}
                        for at, word in enumerate(text.split())
                    ],
                }
                for text, score in alternatives
            ]
        }
    )


def test_confidences_are_the_posteriors_of_the_alternatives():
    heard = reading(result_of(("turn on it", 50.0), ("turn off it", 50.0 - math.log(3))), 1.0)

    assert [word.word for word in heard.words] == ["turn", "on", "it"]
    assert [word.confidence for word in heard.words] == pytest.approx([1.0, 0.75, 1.0])
    assert heard.others == ("turn off it",)
    assert heard.weights == pytest.approx((0.25,))
    fitting = reading(result_of(("on it", 9.0), ("on", 8.0)), 1.0, lambda said: len(said) == 1)
    assert [word.word for word in fitting.words] == ["on"]
    assert fitting.words[0].confidence == pytest.approx(1.0)
    assert fitting.others == ("on it",)
    unlikely = reading(result_of(("on it", 9.0), ("on", 6.0)), 1.0, lambda said: len(said) == 1)
    assert [word.word for word in unlikely.words] == ["on", "it"]
    assert reading(result_of(("stop", 9.0)), 2.0).words[0].end_s == pytest.approx(0.6)
    assert reading('{"alternatives": [{"text": ""}]}', 1.0) == Reading()
