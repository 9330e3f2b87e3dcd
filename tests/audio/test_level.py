"""Levels, peaks, dither, the ring buffer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.audio import SILENCE_DBFS, RingBuffer, level_dbfs, normalise_peak, snr_db


def test_a_full_scale_square_wave_is_0_dbfs_and_half_of_it_6_less():
    square = np.tile(np.array([1.0, -1.0]), 500)

    assert level_dbfs(square) == pytest.approx(0.0)
    assert level_dbfs(square / 2) == pytest.approx(-6.02, abs=0.01)
    assert level_dbfs(np.full(100, -16384, dtype=np.int16)) == pytest.approx(-6.02, abs=0.01)


def test_silence_and_nothing_have_the_lowest_level():
    assert level_dbfs(np.zeros(10, dtype=np.int16)) == SILENCE_DBFS
    assert level_dbfs(np.zeros(0, dtype=np.int16)) == SILENCE_DBFS


def test_snr_is_the_distance_of_loud_and_quiet():
    rng = np.random.default_rng(1)
    quiet = rng.standard_normal(16_000) * 0.001
    loud = rng.standard_normal(16_000) * 0.1

    assert snr_db(np.concatenate((quiet, loud))) == pytest.approx(40, abs=1)
    assert snr_db(quiet[:1000]) is None


def test_the_peak_is_brought_to_the_wanted_height():
    samples = np.array([0.01, -0.02, 0.005], dtype=np.float32)

    assert np.max(np.abs(normalise_peak(samples, 0.5))) == pytest.approx(0.5)
    assert normalise_peak(np.zeros(3, dtype=np.float32)).tolist() == [0, 0, 0]
    assert normalise_peak(np.zeros(0, dtype=np.float32)).size == 0


@settings(max_examples=60)
@given(st.integers(1, 20), st.lists(st.integers(0, 30), max_size=12))
def test_the_ring_holds_the_newest_samples_in_order(capacity, sizes):
    ring = RingBuffer(capacity)
    everything = np.arange(sum(sizes), dtype=np.int16)
    start = 0
    for size in sizes:
        ring.write(everything[start : start + size])
        start += size

    assert np.array_equal(ring.read(), everything[-capacity:])
    assert len(ring) == min(capacity, everything.size)


def test_a_cleared_ring_is_empty():
    ring = RingBuffer(4)
    ring.write(np.arange(9, dtype=np.int16))
    ring.clear()

    assert ring.read().size == 0
    with pytest.raises(ValueError, match="positive"):
        RingBuffer(0)
