"""From power spectra to the cepstra the bundled acoustic model was trained on.

The numbers are those of the model's ``feat.params`` and of SphinxBase' front end: 25 mel filters
from 130 to 6800 Hz, the noise removal of ``fe_noise.c``, 13 liftered cosine coefficients.
"""

import numpy as np
from numpy.typing import NDArray

from ova.audio import BINS
from ova.core import SPEECH_RATE_HZ

FILTERS = 25
CEPSTRA = 13
_LOWEST_HZ, _HIGHEST_HZ = 130.0, 6800.0
_LIFTER = 22
_LOG_FLOOR = np.float32(1e-4)

_REACH = 4
"""Filters to either side over which gains are averaged."""
_POWER = np.float32(0.7)
_RISE, _FALL = np.float32(0.995), np.float32(0.5)
_MASK_DECAY, _MASK_SHARE = np.float32(0.85), np.float32(0.2)
_MAX_GAIN = np.float32(20.0)


class MelCepstra:
    """Turns the spectra of one stream into cepstra, frame by frame."""

    def __init__(self) -> None:
        self._power: NDArray[np.float32] | None = None
        self._noise = np.zeros(FILTERS, np.float32)
        self._floor = np.zeros(FILTERS, np.float32)
        self._peak = np.zeros(FILTERS, np.float32)

    def feed(self, power: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cepstra of power spectra ``(frames, BINS)``: ``(frames, CEPSTRA)``."""
        mel = power @ _MEL
        gains = np.empty_like(mel)
        for index, frame in enumerate(mel):
            gains[index] = self._gain(frame)
        cepstra: NDArray[np.float32] = np.log(mel * (gains @ _AVERAGE) + _LOG_FLOOR) @ _COSINES
        return cepstra

    def _gain(self, mel: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what the noise removal multiplies each filter's power with, not yet averaged.

        The model was trained behind it, so that it is needed however clean the sound is.
        """
        if self._power is None:
            self._power = mel
            self._noise = self._floor = mel / _MAX_GAIN
        self._power = power = _POWER * self._power + (1 - _POWER) * mel
        self._noise = _lower_envelope(power, self._noise)
        signal = np.maximum(power - self._noise, np.float32(1.0))
        self._floor = _lower_envelope(signal, self._floor)
        decayed = _MASK_DECAY * self._peak
        masked = np.where(signal < _MASK_DECAY * decayed, decayed * _MASK_SHARE, signal)
        self._peak = np.maximum(signal, decayed)
        gain: NDArray[np.float32] = np.clip(
            np.maximum(masked, self._floor) / power, 1 / _MAX_GAIN, _MAX_GAIN
        )
        return gain


def _lower_envelope(power: NDArray[np.float32], before: NDArray[np.float32]) -> NDArray[np.float32]:
    rising = power >= before
    risen = _RISE * before + (1 - _RISE) * power
    fallen = _FALL * before + (1 - _FALL) * power
    envelope: NDArray[np.float32] = np.where(rising, risen, fallen)
    return envelope


def _mel_filters() -> NDArray[np.float32]:
    """Return the triangular filters ``(BINS, FILTERS)``, their edges on bins, each of area 1."""
    step = SPEECH_RATE_HZ / 2 / (BINS - 1)
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = 700 * (10 ** (np.linspace(low, high, FILTERS + 2) / 2595) - 1)
    edges = np.floor(edges / step + 0.5) * step
    hz = np.arange(BINS)[:, None] * step
    rising = (hz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hz) / (edges[2:] - edges[1:-1])
    filters = np.maximum(np.minimum(rising, falling), 0) * 2 / (edges[2:] - edges[:-2])
    weights: NDArray[np.float32] = filters.astype(np.float32)
    return weights


def _averaging() -> NDArray[np.float32]:
    places = np.arange(FILTERS)
    near = np.abs(places[:, None] - places) <= _REACH
    weights: NDArray[np.float32] = (near / near.sum(axis=0)).astype(np.float32)
    return weights


def _cosines() -> NDArray[np.float32]:
    """Return the unitary cosine transform with its lifter: ``(FILTERS, CEPSTRA)``."""
    order = np.arange(CEPSTRA)
    cosines = np.cos(np.pi / FILTERS * order * (np.arange(FILTERS)[:, None] + 0.5))
    scale = np.where(order == 0, np.sqrt(1 / FILTERS), np.sqrt(2 / FILTERS))
    lifter = 1 + _LIFTER / 2 * np.sin(np.pi * order / _LIFTER)
    return (cosines * scale * lifter).astype(np.float32)


_MEL = _mel_filters()
_AVERAGE = _averaging()
_COSINES = _cosines()
