"""The noise suppressor."""

import numpy as np
import pytest

from ova.audio import BINS, NoiseSuppressor, PowerSpectrum
from ova.audio.suppress import AHEAD_FRAMES, _exponential_integral


def spectra(samples):
    return PowerSpectrum().feed((samples * 32767).astype(np.int16))


def through(power, size=None):
    suppressor = NoiseSuppressor()
    size = size or max(1, len(power))
    parts = [suppressor.feed(power[i : i + size]) for i in range(0, len(power), size)]
    return np.concatenate([*parts, suppressor.finish()])


def test_the_exponential_integral_has_its_known_values():
    values = _exponential_integral(np.array([0.01, 0.5, 1.0, 2.0, 10.0]))

    # Abramowitz and Stegun, table 5.1.
    assert values == pytest.approx([4.037930, 0.5597736, 0.2193839, 0.0489005, 4.156969e-6])


def test_steady_noise_is_lowered_and_a_loud_tone_is_kept():
    rng = np.random.default_rng(7)
    noise = rng.standard_normal(48_000) * 0.005
    tone = np.zeros(48_000)
    tone[16_000:32_000] = 0.3 * np.sin(2 * np.pi * 1000 * np.arange(16_000) / 16_000)

    cleaned, noisy = through(spectra(noise + tone)), spectra(noise + tone)

    quiet, loud = slice(10, 90), slice(110, 190)
    assert cleaned[quiet].mean() < noisy[quiet].mean() / 5
    assert cleaned[loud, 32].mean() == pytest.approx(noisy[loud, 32].mean(), rel=0.05)
    assert np.all(cleaned <= noisy * 1.0001)


def test_frames_come_out_a_look_ahead_later_and_none_is_lost():
    power = spectra(np.random.default_rng(2).standard_normal(16_000) * 0.01)
    suppressor = NoiseSuppressor()

    first = suppressor.feed(power)
    rest = suppressor.finish()

    assert (len(first), len(rest)) == (len(power) - AHEAD_FRAMES, AHEAD_FRAMES)
    assert suppressor.finish().shape == (0, BINS)


@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_size_of_the_pieces_makes_no_difference(size):
    power = spectra(np.random.default_rng(2).standard_normal(16_000) * 0.01)

    assert np.array_equal(through(power, size), through(power))


def test_a_sudden_sound_does_not_change_what_the_noise_is_taken_for():
    rng = np.random.default_rng(5)
    noise = rng.standard_normal(48_000) * 0.005
    click = noise.copy()
    click[24_000:24_160] += 0.5

    calm, shaken = through(spectra(noise)), through(spectra(click))

    assert shaken[200:250].mean() == pytest.approx(calm[200:250].mean(), rel=0.2)
