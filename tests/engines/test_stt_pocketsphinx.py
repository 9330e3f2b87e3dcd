# ruff: noqa: RUF001 - phonetic letters look like others on purpose
"""What is particular to PocketSphinx: pronunciations, confidence, rejection."""

from pathlib import Path

import pocketsphinx
import pytest

from ova.core import WordArc, WordGraph
from ova.engines.stt.arpabet import phones_from_ipa
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.pronounce import guess, pronunciations

DICTIONARY = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
PHONES = frozenset(
    [
        "AA",
        "AE",
        "AH",
        "AO",
        "AW",
        "AY",
        "B",
        "CH",
        "D",
        "DH",
        "EH",
        "ER",
        "EY",
        "F",
        "G",
        "HH",
        "IH",
        "IY",
        "JH",
        "K",
        "L",
        "M",
        "N",
        "NG",
        "OW",
        "OY",
        "P",
        "R",
        "S",
        "SH",
        "T",
        "TH",
        "UH",
        "UW",
        "V",
        "W",
        "Y",
        "Z",
        "ZH",
    ]
)


def hear(recognizer, samples):
    stream = recognizer.start()
    stream.feed(samples)
    return stream.finish()


@pytest.mark.parametrize(
    ("ipa", "phones"),
    [
        ("kˈɪtʃən", "K IH CH AH N"),
        ("hˈɔːlweɪ", "HH AO L W EY"),
        ("bˈʌʔn̩", "B AH T AH N"),
        ("θˈɜːməstˌæt", "TH ER M AH S T AE T"),
        ("bˈɛɾɚ", "B EH T ER"),
        ("dʒˈʌdʒ", "JH AH JH"),
        ("", ""),
        ("ˈ?", ""),
    ],
)
def test_phonetic_letters_become_the_phones_of_the_dictionary(ipa, phones):
    assert " ".join(phones_from_ipa(ipa)) == phones


@pytest.mark.parametrize(
    "word",
    ["ülkü's", "zigbee", "çağrı", "straße", "łódź", "кухня", "ελλάδα", "hvac", "x10", "wled"],
)
def test_any_name_gets_a_pronunciation_the_model_knows(word):
    spoken = guess(word)

    assert spoken
    assert {phone for phones in spoken for phone in phones.split()} <= PHONES


def test_the_dictionary_comes_first_and_common_variants_are_added():
    spoken = pronunciations(["read", "mocha", "zigbee"], DICTIONARY)

    assert spoken["read"] == ("R EH D", "R IY D")
    assert spoken["mocha"] == ("M OW K AH", "M AO K AH")
    assert spoken["zigbee"] == ("Z IH G B IY",)


def test_a_word_nobody_can_say_is_left_out_and_the_rest_is_heard(caplog, make_graph, speech_of):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(make_graph("turn on the kitchen light", "turn on \N{ZERO WIDTH SPACE}"))

    assert hear(recognizer, speech_of("turn on the kitchen light")).text
    assert "No pronunciation" in caplog.text


@pytest.mark.parametrize(
    "name", ["ülkü's lamp", "zigbee", "hallway", "wled strip", "thermostat (2)"]
)
def test_a_name_of_the_users_own_is_heard_and_comes_back_as_written(make_graph, speech_of, name):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(make_graph(f"turn on the {name}", "turn on the kitchen light"))

    assert hear(recognizer, speech_of(f"turn on the {name}")).text == f"turn on the {name}"


def test_many_optional_words_in_a_row_are_all_optional(speech_of):
    words = ("please", "hey", "just", "now")
    arcs = [
        arc
        for i, word in enumerate(words)
        for arc in (WordArc(i, i + 1, word, 0.5), WordArc(i, i + 1, None, 0.5))
    ]
    arcs += [WordArc(4, 5, "turn"), WordArc(5, 6, "on"), WordArc(6, 7, "everything")]
    arcs += [WordArc(7, 8, "please", 0.5), WordArc(7, 8, None, 0.5)]
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(WordGraph(9, 8, tuple(arcs), "optional"))

    assert hear(recognizer, speech_of("turn on everything")).text == "turn on everything"
    assert hear(recognizer, speech_of("just turn on everything")).text == "just turn on everything"


@pytest.mark.parametrize("voice", ["en-us", "en-gb", "en-us+f3", "en-us+m3"])
def test_synthetic_voices_pass_the_default_rejection(light_graph, speech_of, voice):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(light_graph)

    heard = hear(recognizer, speech_of("turn on the kitchen light", voice))

    assert heard.text == "turn on the kitchen light"


def test_the_same_sound_gives_the_same_transcript(light_graph, speech_of):
    recognizer = PocketSphinxRecognizer()
    recognizer.set_graph(light_graph)
    samples = speech_of("turn off the hallway lamp")

    assert hear(recognizer, samples) == hear(recognizer, samples)
