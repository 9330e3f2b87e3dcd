"""What every wake word engine must do."""

import builtins
import sys
from pathlib import Path

import numpy as np
import pytest

from ova.audio import to_speech
from ova.engines import (
    BadSpeechInput,
    EngineMissing,
    MicroWakeWord,
    available_wake_words,
    read_audio,
)

RECORDINGS = Path(__file__).parents[3] / "shared" / "bench" / "wake" / "alexa"


@pytest.fixture
def alexa():
    word = MicroWakeWord("alexa")
    yield word
    word.close()


@pytest.fixture(scope="module")
def recordings():
    files = sorted(file for file in RECORDINGS.rglob("*") if file.is_file())[:12]
    if not files:
        pytest.skip("the wake word recordings are not beside the repository")
    return [to_speech(read_audio(file.read_bytes())).tobytes() for file in files]


def detections(word, pcm, size=1280):
    found = [word.feed(pcm[i : i + size]) for i in range(0, len(pcm), size)]
    return [detection for detection in found if detection is not None]


def test_the_bundled_words_are_listed_with_what_people_say():
    words = available_wake_words()

    assert set(words) == {"alexa", "hey_jarvis", "hey_mycroft", "okay_nabu"}
    assert words["okay_nabu"] == "Okay Nabu"


def test_people_saying_the_word_are_heard(alexa, recordings):
    heard = 0
    for pcm in recordings:
        alexa.reset()
        found = detections(alexa, bytes(32_000) + pcm + bytes(32_000))
        heard += bool(found)
        assert all(detection.name == "alexa" for detection in found)
        assert all(0 < detection.score <= 1 for detection in found)

    assert heard >= 0.9 * len(recordings)


def test_the_size_of_the_pieces_makes_no_difference(alexa, recordings):
    pcm = bytes(32_000) + recordings[0] + bytes(32_000)
    small = detections(alexa, pcm, 200)
    alexa.reset()
    large = detections(alexa, pcm, 3_200)

    assert bool(small) == bool(large)


def test_silence_noise_and_other_speech_do_not_wake(alexa, noise, speech_of):
    assert detections(alexa, bytes(64_000)) == []
    assert detections(alexa, noise(3.0).tobytes()) == []
    assert detections(alexa, speech_of("turn on the kitchen light").tobytes()) == []
    assert alexa.feed(b"") is None


def test_one_saying_is_told_once(alexa, recordings):
    pcm = bytes(32_000) + recordings[0] + bytes(96_000)

    assert len(detections(alexa, pcm)) <= 1


@pytest.mark.parametrize("sensitivity", [-0.1, 1.5, np.nan])
def test_an_impossible_sensitivity_is_refused(sensitivity):
    with pytest.raises(BadSpeechInput, match="sensitivity"):
        MicroWakeWord("alexa", sensitivity)


def test_an_unknown_word_is_refused_with_the_known_ones():
    with pytest.raises(BadSpeechInput) as refusal:
        MicroWakeWord("computer")

    assert refusal.value.code == "unknown_wake_word"
    assert "okay_nabu" in refusal.value.cure


def test_without_the_package_the_cure_names_the_extra(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "pymicro_wakeword":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.delitem(sys.modules, "pymicro_wakeword", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(EngineMissing) as refusal:
        MicroWakeWord()

    assert "openvoiceassistant[satellite]" in refusal.value.cure
