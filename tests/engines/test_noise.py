"""Noise suppression by RNNoise."""

import gc
import importlib.util

import numpy as np
import pytest

from ova.audio import BINS, PowerSpectrum
from ova.engines.errors import EngineMissing
from ova.engines.noise import (
    RnnoiseSpectrum,
    RnnoiseStream,
    SteadyNoiseSpectrum,
    clean_spectrum,
    rnnoise,
)

EVERY = pytest.mark.parametrize("kind", [RnnoiseSpectrum, SteadyNoiseSpectrum])


def through(samples, size=None):
    stream = RnnoiseStream()
    size = size or max(1, samples.size)
    parts = [stream.feed(samples[i : i + size]) for i in range(0, samples.size, size)]
    return np.concatenate([*parts, stream.finish()])


def power(samples):
    return float(np.mean(np.square(samples.astype(np.float64))))


def test_noise_is_lowered_much_more_than_speech(speech_of, noise):
    speech = speech_of("turn on the kitchen light")
    loud = np.sqrt(power(speech)) / 32768 * 0.5
    hiss = np.rint(noise(speech.size / 16_000 + 1, loud) * 1.0)[: speech.size].astype(np.int16)

    cleaned = through(np.concatenate((hiss, speech + hiss)))

    quiet, spoken = cleaned[4_000 : speech.size], cleaned[speech.size :]
    assert power(quiet) < power(hiss) / 20
    assert power(spoken) > power(speech) / 4


def test_sound_comes_out_as_long_as_it_was_and_at_its_own_times(speech_of):
    samples = speech_of("turn on the kitchen light")

    cleaned = through(samples)

    assert cleaned.size == samples.size
    both = np.correlate(cleaned[8_000:16_000].astype(float), samples[8_000:16_000], "full")
    assert abs(int(np.argmax(both)) - 7_999) <= 16  # a millisecond


@pytest.mark.parametrize("size", [160, 511, 4_000])
def test_the_size_of_the_pieces_makes_no_difference(speech_of, size):
    samples = speech_of("lights out")

    assert np.array_equal(through(samples, size), through(samples))


@pytest.mark.parametrize("count", [0, 1, 479, 16_000])
def test_no_sound_is_too_short(count):
    assert through(np.zeros(count, np.int16)).size == count


def test_full_scale_does_not_wrap_around(monkeypatch):
    """Resampling overshoots behind the edges of clipped sound; that must not change its sign."""
    square = np.where(np.arange(16_000) // 40 % 2, 32767, -32768).astype(np.int16)
    stream = RnnoiseStream()
    monkeypatch.setattr(stream, "_process", lambda *_args: 0.0)  # all passes, without its delay
    delay = 320

    done = np.concatenate((stream.feed(square), stream.finish()))[:-delay]

    place = np.arange(done.size) % 40
    flat = (place > 0) & (place < 39)  # but for the edges themselves
    assert np.array_equal(np.sign(done[flat]), np.sign(square[delay:][flat]))


def test_streams_do_not_hear_each_other_and_may_be_dropped(speech_of):
    samples = speech_of("lights out")
    alone = through(samples)
    other, stream = RnnoiseStream(), RnnoiseStream()
    other.feed(np.full(16_000, 9_000, np.int16))
    del other
    gc.collect()

    assert np.array_equal(np.concatenate((stream.feed(samples), stream.finish())), alone)


def test_a_machine_without_the_library_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    rnnoise._library.cache_clear()
    try:
        assert isinstance(clean_spectrum(), SteadyNoiseSpectrum)
        with pytest.raises(EngineMissing, match="RNNoise") as caught:
            RnnoiseStream()
        assert "pyrnnoise" in caught.value.cure
    finally:
        rnnoise._library.cache_clear()


def spectra_by(kind, samples, size=None):
    spectrum = kind()
    size = size or max(1, samples.size)
    parts = [spectrum.feed(samples[i : i + size]) for i in range(0, samples.size, size)]
    return np.concatenate([*parts, spectrum.finish()])


def test_rnnoise_is_chosen_where_it_is_installed():
    assert isinstance(clean_spectrum(), RnnoiseSpectrum)


@EVERY
def test_every_suppressor_lowers_noise_and_keeps_speech(kind, speech_of, noise):
    speech = speech_of("turn on the kitchen light")
    hiss = noise(speech.size / 16_000, 0.005)[: speech.size]

    cleaned = spectra_by(kind, np.concatenate((hiss, speech + hiss)))
    before = PowerSpectrum().feed(np.concatenate((hiss, speech + hiss)))

    middle = len(before) // 2
    quiet, spoken = slice(50, middle - 10), slice(middle, None)
    assert cleaned[quiet].mean() < before[quiet].mean() / 4
    assert cleaned[spoken].mean() > before[spoken].mean() / 4


@EVERY
@pytest.mark.parametrize("size", [160, 511])
def test_every_suppressor_takes_pieces_of_any_size(kind, size, speech_of):
    samples = speech_of("lights out")

    assert np.array_equal(spectra_by(kind, samples, size), spectra_by(kind, samples))


@EVERY
@pytest.mark.parametrize("count", [0, 1, 409, 410, 16_000])
def test_every_suppressor_gives_as_many_frames_as_the_sound_has(kind, count):
    samples = np.zeros(count, np.int16)

    frames = spectra_by(kind, samples)

    assert frames.shape == (len(PowerSpectrum().feed(samples)), BINS)
    assert np.all(frames > 0)  # their logarithm is taken
