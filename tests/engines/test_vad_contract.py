"""What every voice activity detector must do, and finding speech with it."""

import numpy as np
import pytest

from ova.core import SPEECH_RATE_HZ
from ova.engines.vad import find_speech
from ova.engines.vad.energy import EnergyVad
from ova.engines.vad.silero import SileroVad


@pytest.fixture(params=[SileroVad, EnergyVad], ids=["silero", "energy"])
def vad(request):
    return request.param()


def odds(vad, samples):
    size = vad.chunk_samples
    return np.array(
        [vad.probability(samples[i : i + size]) for i in range(0, samples.size - size + 1, size)]
    )


def test_speech_is_likely_and_silence_is_not(vad, speech_of):
    silence = np.zeros(16_000, dtype=np.int16)
    speech = speech_of("turn on the kitchen light")[5_000:-5_000]

    found = odds(vad, np.concatenate((silence, speech)))

    assert np.all((found >= 0) & (found <= 1))
    quiet = silence.size // vad.chunk_samples
    assert np.max(found[5:quiet]) < 0.4
    assert np.mean(found[quiet + 2 :] > 0.4) > 0.6


def test_steady_noise_is_no_speech(vad, noise):
    assert np.mean(odds(vad, noise(4.0))[60:] > 0.4) < 0.05


def test_after_a_reset_the_same_sound_gives_the_same_answers(vad, speech_of):
    samples = speech_of("hello")
    first = odds(vad, samples)
    vad.reset()

    assert np.array_equal(odds(vad, samples), first)


def test_a_chunk_of_another_size_is_refused(vad):
    with pytest.raises(ValueError, match="512"):
        vad.probability(np.zeros(100, dtype=np.int16))


def test_two_detectors_do_not_disturb_each_other(vad, speech_of):
    samples = speech_of("good morning")
    alone = odds(vad, samples)
    vad.reset()
    other = type(vad)()
    size = vad.chunk_samples
    together = []
    for start in range(0, samples.size - size + 1, size):
        together.append(vad.probability(samples[start : start + size]))
        other.probability(np.zeros(size, dtype=np.int16))

    assert np.array_equal(np.array(together), alone)


@pytest.mark.parametrize("gain", [1.0, 0.02])
def test_speech_is_found_in_a_recording_also_from_a_quiet_microphone(speech_of, gain):
    speech = speech_of("turn on the kitchen light")
    quiet = np.zeros(2 * SPEECH_RATE_HZ, dtype=np.int16)
    samples = np.concatenate((quiet, (speech * gain).astype(np.int16), quiet))

    span = find_speech(samples, SileroVad())

    assert span is not None
    assert span.start == pytest.approx(2.0 * SPEECH_RATE_HZ, abs=0.35 * SPEECH_RATE_HZ)
    assert span.end == pytest.approx(samples.size - 2.0 * SPEECH_RATE_HZ, abs=0.35 * SPEECH_RATE_HZ)
    assert span.peak > 0.9
    assert 0.5 < span.speech_s < 2.5


def test_voices_far_behind_the_command_are_not_counted_as_its_speech(speech_of):
    command = speech_of("turn on the kitchen light")
    talk = (speech_of("and now the weather for tomorrow", "en-gb") * 0.1).astype(np.int16)

    alone = find_speech(command, SileroVad())
    span = find_speech(np.concatenate((talk, command, talk)), SileroVad())

    assert alone is not None
    assert span is not None
    near = 0.75 * SPEECH_RATE_HZ  # padding, and how far a syllable reaches
    assert span.start > talk.size - near
    assert span.end < talk.size + command.size + near
    assert span.speech_s == pytest.approx(alone.speech_s, abs=0.8)


@pytest.mark.parametrize("size", [0, 1, 511, 512, 16_000])
def test_a_recording_without_speech_has_no_span(size):
    assert find_speech(np.zeros(size, dtype=np.int16), SileroVad()) is None


def test_loading_the_neural_detector_leaves_the_environment_as_it_was(monkeypatch):
    import os

    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    SileroVad()
    assert "OMP_THREAD_LIMIT" not in os.environ
    monkeypatch.setenv("OMP_THREAD_LIMIT", "3")
    SileroVad()
    assert os.environ["OMP_THREAD_LIMIT"] == "3"
