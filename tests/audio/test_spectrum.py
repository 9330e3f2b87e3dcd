"""Frames and power spectra of a stream."""

import numpy as np
import pytest

from ova.audio import BINS, PowerSpectrum, SpectralFloor
from ova.audio.spectrum import HOP, WHITE, WINDOW


def white(count, sigma, seed=3):
    return (np.random.default_rng(seed).standard_normal(count) * sigma).astype(np.int16)


@pytest.mark.parametrize("size", [1, 7, 160, 409, 4_000])
def test_the_size_of_the_pieces_makes_no_difference(size):
    samples = white(4_000, 3000)
    spectrum = PowerSpectrum()

    pieces = [spectrum.feed(samples[i : i + size]) for i in range(0, samples.size, size)]

    assert np.array_equal(np.concatenate(pieces), PowerSpectrum().feed(samples))


@pytest.mark.parametrize(("samples", "frames"), [(0, 0), (409, 0), (410, 1), (569, 1), (570, 2)])
def test_a_frame_comes_out_when_its_window_is_full(samples, frames):
    assert PowerSpectrum().feed(np.zeros(samples, np.int16)).shape == (frames, BINS)


def test_a_tone_lies_in_its_bin_and_white_noise_is_as_strong_as_expected():
    tone = 8000 * np.sin(2 * np.pi * 1000 * np.arange(WINDOW + HOP) / 16_000)

    assert set(PowerSpectrum().feed(tone.astype(np.int16)).argmax(axis=1)) == {32}

    mean = PowerSpectrum().feed(white(160_000, 1000)).mean(axis=0) / 1000**2
    assert mean[5:-5] == pytest.approx(WHITE[5:-5], rel=0.25)


def test_the_floor_follows_the_loudest_frame_and_never_vanishes():
    loud = PowerSpectrum().feed(white(1_600, 8000))
    silent = np.zeros((3, BINS), np.float32)
    floor = SpectralFloor()

    before, during, after = floor.add(silent), floor.add(loud), floor.add(silent)

    assert before.sum() == pytest.approx(3 * WHITE.sum(), rel=1e-4)
    assert during.sum() == pytest.approx(loud.sum(), rel=1e-3)
    distance = 10 * np.log10(loud.sum(axis=1).max() / after.sum(axis=1))
    assert distance == pytest.approx([43, 43, 43], abs=0.01)
    assert floor.add(silent[:0]).shape == (0, BINS)
