"""What every wake word engine must do."""

import sys
from pathlib import Path

import numpy as np
import pytest

from ova.audio import to_speech
from ova.engines import (
    BUNDLED_WAKE_WORDS,
    BadSpeechInput,
    EngineMissing,
    MicroWakeWord,
    WakeWordDescription,
    WakeWordKind,
    available_wake_words,
    load_wake_word,
    read_audio,
)
from ova.engines.wake.confirmed import ConfirmedWakeWord
from ova.engines.wake.openwakeword import OpenWakeWord, available_open_wake_words
from ova.engines.wake.phrase import PhraseWakeWord

WAKE = Path(__file__).parents[3] / "shared" / "bench" / "wake"
QUIET = bytes(32_000)
ENGINES = {
    "microWakeWord": (MicroWakeWord, "alexa"),
    "openWakeWord": (OpenWakeWord, "alexa"),
    "both": (ConfirmedWakeWord, "alexa"),
    "phrase": (PhraseWakeWord, "computer"),
}


@pytest.fixture(params=ENGINES)
def engine(request):
    return ENGINES[request.param]


@pytest.fixture
def word(engine):
    make, name = engine
    word = make(name)
    yield word
    word.close()


@pytest.fixture
def sayings(engine):
    """Recordings of twelve people who say the word, with quiet around them."""
    files = sorted(file for file in (WAKE / engine[1]).rglob("*") if file.is_file())[:12]
    if not files:
        pytest.skip("the wake word recordings are not beside the repository")
    spoken = [to_speech(read_audio(file.read_bytes())).tobytes() for file in files]
    return [QUIET + pcm + QUIET for pcm in spoken]


def detections(word, pcm, size=1280):
    found = [word.feed(pcm[i : i + size]) for i in range(0, len(pcm), size)]
    return [detection for detection in found if detection is not None]


def test_people_saying_the_word_are_heard(word, engine, sayings):
    heard = 0
    for pcm in sayings:
        word.reset()
        found = detections(word, pcm)
        heard += bool(found)
        assert all(one.name == engine[1] for one in found)
        assert all(one.phrase.lower() == engine[1] for one in found)
        assert all(0 < one.score <= 1 for one in found)

    assert heard >= 0.9 * len(sayings)


def test_one_saying_is_told_once(word, sayings):
    for pcm in sayings[:4]:
        word.reset()
        assert len(detections(word, pcm + 3 * QUIET)) <= 1


def test_the_size_of_the_pieces_makes_no_difference(word, sayings):
    heard = []
    for size in (200, 960, 3_200, 200_000):
        word.reset()
        heard.append(bool(detections(word, sayings[0], size)))

    assert heard == [True] * 4


def test_silence_noise_and_other_speech_do_not_wake(word, noise, speech_of):
    assert detections(word, bytes(64_000)) == []
    assert detections(word, noise(3.0).tobytes()) == []
    assert detections(word, noise(2.0, amplitude=1.0).tobytes()) == []
    assert detections(word, speech_of("turn on the kitchen light please").tobytes()) == []
    assert word.feed(b"") is None


def test_it_hears_again_after_a_detection_and_after_a_reset(word, sayings):
    first = detections(word, sayings[0])
    again = detections(word, sayings[0])
    word.reset()

    assert len(first) == len(again) == len(detections(word, sayings[0])) == 1


def test_a_lower_sensitivity_never_wakes_more(engine, sayings):
    make, name = engine
    counts = []
    for sensitivity in (0.0, 1.0):
        word = make(name, sensitivity)
        counts.append(0)
        for pcm in sayings:
            word.reset()
            counts[-1] += bool(detections(word, pcm))
        word.close()

    assert counts[0] <= counts[1] == len(sayings)


@pytest.mark.parametrize("sensitivity", [-0.1, 1.5, np.nan])
def test_an_impossible_sensitivity_is_refused(engine, sensitivity):
    make, name = engine
    with pytest.raises(BadSpeechInput, match="sensitivity"):
        make(name, sensitivity)


def test_it_may_be_closed_twice(engine):
    make, name = engine
    word = make(name)

    word.close()
    word.close()


def test_every_bundled_word_loads_by_its_description():
    assert set(available_wake_words()) | set(available_open_wake_words()) == set(BUNDLED_WAKE_WORDS)
    for name, phrase in BUNDLED_WAKE_WORDS.items():
        word = load_wake_word(WakeWordDescription(name))
        assert (word.name, word.phrase) == (name, phrase)
        word.close()


def test_a_phrase_loads_by_its_description():
    word = load_wake_word(
        WakeWordDescription("my_word", WakeWordKind.PHRASE, "Good Evening Edward")
    )

    assert (word.name, word.phrase) == ("my_word", "Good Evening Edward")


@pytest.mark.parametrize(
    "make", [MicroWakeWord, OpenWakeWord, lambda name: load_wake_word(WakeWordDescription(name))]
)
def test_an_unknown_word_is_refused_with_the_known_ones(make):
    with pytest.raises(BadSpeechInput) as refusal:
        make("computer")

    assert refusal.value.code == "unknown_wake_word"
    assert "okay_nabu" in refusal.value.cure


@pytest.mark.parametrize(
    ("package", "make"), [("pymicro_wakeword", MicroWakeWord), ("pyopen_wakeword", OpenWakeWord)]
)
def test_without_the_package_the_cure_names_it(package, make, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(EngineMissing) as refusal:
        make()

    assert f"pip install {package.replace('_', '-')}" in refusal.value.cure
