"""Wake phrases of a person's own choosing."""

import tempfile
from pathlib import Path

import numpy as np
import pytest

from ova.engines import BadPhrase, WakeWordDescription, WakeWordKind, WakeWords, load_wake_word
from ova.engines.acoustics import CepstraStream, SenoneScorer, load_acoustic_model, with_changes
from ova.engines.wake.phrase import PhraseWakeWord
from ova.engines.wake.sounds import spoken_phrase
from ova.engines.wake.voice_gate import VoiceGate

ESPEAK_SENSITIVITY = 0.9
"""The model was trained on people; espeak-ng's voices are further from it than any person's."""


def feed(word, samples, size=960):
    pcm = samples.astype("<i2").tobytes()
    found = [word.feed(pcm[i : i + size]) for i in range(0, len(pcm), size)]
    return [one for one in found if one is not None]


def test_a_phrase_has_every_way_to_say_it():
    spoken = spoken_phrase("  Hey,  Tomato! ")

    assert spoken.text == "hey tomato"
    assert ("HH", "EY", "T", "AH", "M", "EY", "T", "OW") in spoken.variants
    assert ("HH", "EY", "T", "AH", "M", "AA", "T", "OW") in spoken.variants
    assert spoken.warning == ""


def test_a_word_of_no_dictionary_is_spoken_by_espeak():
    assert spoken_phrase("zorblaxian").variants


@pytest.mark.parametrize("text", ["go", "cat", "a"])
def test_what_is_too_short_is_refused_with_the_cure(text):
    with pytest.raises(BadPhrase, match="too short") as refusal:
        spoken_phrase(text)

    assert "three syllables" in refusal.value.cure


def test_what_everyone_says_is_refused():
    with pytest.raises(BadPhrase, match="all the time"):
        spoken_phrase("what time is it now")


def test_two_syllables_are_taken_with_a_warning():
    assert "short" in spoken_phrase("jarvis").warning
    assert "three syllables" in spoken_phrase("jarvis").warning


@pytest.mark.parametrize(
    "text", ["", " ", "hey 42", "a b c d e f", "\N{HOT BEVERAGE}", "x; rm -rf", "?!"]
)
def test_what_is_no_phrase_is_refused(text):
    with pytest.raises(BadPhrase) as refusal:
        spoken_phrase(text)

    assert refusal.value.cure


def test_an_endless_phrase_is_refused():
    with pytest.raises(BadPhrase, match="too long"):
        spoken_phrase("internationalization internationalization internationalization")


@pytest.mark.parametrize("phrase", ["good evening edward", "good morning amanda", "my dear watson"])
def test_the_chosen_phrase_wakes_and_others_do_not(phrase, speech_of):
    word = PhraseWakeWord(phrase, ESPEAK_SENSITIVITY)
    room = np.round(np.random.default_rng(0).normal(0, 4, 16_000)).astype(np.int16)

    heard = feed(word, np.concatenate((room, speech_of(phrase), room)))

    assert [one.phrase for one in heard] == [phrase]
    assert 0.3 < heard[0].length_s < 2.0
    assert 0.0 <= heard[0].age_s < 0.7
    for other in ("turn on the kitchen light", "did you lock the car", "play some music"):
        assert feed(word, np.concatenate((room, speech_of(other), room))) == [], other


def test_a_detection_carries_its_evidence(speech_of, noise):
    words = WakeWords(
        [
            load_wake_word(
                WakeWordDescription("edward", WakeWordKind.PHRASE, "good evening edward", 0.9)
            )
        ]
    )
    said = speech_of("good evening edward")
    loud, soft = (
        np.concatenate((noise(2.0, amplitude=0.0005), said // quieter)) for quieter in (1, 8)
    )

    (near,) = feed(words, loud)
    words.reset()
    (far,) = feed(words, soft)

    assert near.level_dbfs - far.level_dbfs == pytest.approx(18, abs=3)
    assert near.snr_db > far.snr_db > 5
    assert words.names == ("edward",)
    words.close()


def test_of_two_wake_words_the_one_that_was_said_is_told(speech_of):
    words = WakeWords(
        [
            PhraseWakeWord(phrase, ESPEAK_SENSITIVITY)
            for phrase in ("good evening edward", "good morning amanda")
        ]
    )
    quiet = np.zeros(8_000, np.int16)

    (found,) = feed(words, np.concatenate((quiet, speech_of("good morning amanda"), quiet)))

    assert found.name == "good_morning_amanda"
    words.close()


def test_the_gate_opens_for_a_voice_and_closes_after_it():
    gate = VoiceGate()
    quiet, voice = np.full(10, 30.0, np.float32), np.full(10, 55.0, np.float32)

    assert not gate.feed(quiet)
    assert gate.feed(voice)
    assert [gate.feed(quiet) for _ in range(5)] == [True, True, True, False, False]


def test_a_steady_noise_closes_the_gate_in_time():
    gate = VoiceGate()
    gate.feed(np.full(10, 30.0, np.float32))

    opened = [gate.feed(np.full(10, 50.0, np.float32)) for _ in range(200)]

    assert opened[0]
    assert not opened[-1]


def test_scores_are_those_of_pocketsphinx(speech_of):
    """The same sound, through PocketSphinx' own front end and senone scorer and through ours."""
    from pocketsphinx import Decoder

    samples = speech_of("turn on the kitchen light")
    model = load_acoustic_model()
    with tempfile.TemporaryDirectory() as folder:
        decoder = Decoder(
            lm=None, keyphrase="kitchen", loglevel="FATAL", compallsen=True, senlogdir=folder
        )
        decoder.start_utt()
        decoder.process_raw(samples.tobytes(), False, True)
        decoder.end_utt()
        dumped = (Path(folder) / "000000000.sen").read_bytes()
    rows = np.frombuffer(dumped, "<i2", offset=dumped.index(b"endhdr\n") + 11)
    count = model.state_phone.size
    theirs = -rows[: rows.size // (count + 1) * (count + 1)].reshape(-1, count + 1)[:, 1:]

    cepstra = CepstraStream().feed(samples.tobytes())
    cepstra -= cepstra.mean(axis=0)
    ours = SenoneScorer(model, np.arange(count, dtype=np.int32))(with_changes(cepstra))
    alike = [
        np.corrcoef(theirs[frame + 3], ours[frame])[0, 1] for frame in range(40, len(ours) - 40, 5)
    ]

    # They differ in dither and in the noise removal only one of them does.
    assert np.median(alike) > 0.85
