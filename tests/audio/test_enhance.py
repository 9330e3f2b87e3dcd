"""The log-MMSE front end."""

import numpy as np
import pytest

from ova.audio import enhance, level_dbfs
from ova.audio.enhance import _exponential_integral


def test_the_exponential_integral_has_its_known_values():
    values = _exponential_integral(np.array([0.01, 0.5, 1.0, 2.0, 10.0]))

    # Abramowitz and Stegun, table 5.1.
    assert values == pytest.approx([4.037930, 0.5597736, 0.2193839, 0.0489005, 4.156969e-6])


def test_steady_noise_is_lowered_and_a_loud_tone_is_kept():
    rng = np.random.default_rng(7)
    noise = rng.standard_normal(48_000).astype(np.float32) * 0.005
    tone = np.zeros(48_000, dtype=np.float32)
    tone[16_000:32_000] = 0.3 * np.sin(2 * np.pi * 600 * np.arange(16_000) / 16_000)

    cleaned = enhance(noise + tone)

    assert level_dbfs(cleaned[2_000:14_000]) < level_dbfs(noise[2_000:14_000]) - 8
    assert level_dbfs(cleaned[18_000:30_000]) == pytest.approx(
        level_dbfs(tone[18_000:30_000]), abs=0.5
    )


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 1_000, 16_000])
def test_the_length_stays_the_same_and_silence_stays_silent(size):
    cleaned = enhance(np.zeros(size, dtype=np.float32))

    assert cleaned.size == size
    assert cleaned.dtype == np.float32
    assert not np.any(cleaned)


def test_the_same_sound_gives_the_same_result():
    sound = np.random.default_rng(1).standard_normal(8_000).astype(np.float32) * 0.1

    assert np.array_equal(enhance(sound), enhance(sound.copy()))
