"""Mel cepstra as PocketSphinx' model was trained on them.

The steps and constants are those of the library's front end with the model's ``feat.params``:
pre-emphasis 0.97, Hamming windows of 25.6 ms every 10 ms, 25 mel filters of unit area from 130 to
6800 Hz, logarithm, DCT-II, lifter 22 (Davis and Mermelstein 1980; Young et al., The HTK Book).
"""

import math

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ

FRAMES_PER_S = 100
COEFFICIENTS = 13
LOOK_AHEAD = 3
"""Frames to either side that the changes of a frame are taken from."""
_HOP = SPEECH_RATE_HZ // FRAMES_PER_S
_WINDOW = 410
_FFT = 512
_FILTERS = 25
_LOWEST_HZ, _HIGHEST_HZ = 130.0, 6800.0
_LIFTER = 22
_EMPHASIS = 0.97
_DITHER = 16.0
"""Amplitude of the white noise added (0.0005 of full scale): digital silence has no logarithm."""


def _mel_filters() -> NDArray[np.float32]:
    low, high = (2595 * math.log10(1 + hertz / 700) for hertz in (_LOWEST_HZ, _HIGHEST_HZ))
    width = SPEECH_RATE_HZ / _FFT
    edges: NDArray[np.float64] = 700 * (10 ** (np.linspace(low, high, _FILTERS + 2) / 2595) - 1)
    edges = np.floor(edges / width + 0.5) * width
    hertz = np.arange(_FFT // 2 + 1) * width
    left, middle, right = (edges[offset : offset + _FILTERS].reshape(-1, 1) for offset in range(3))
    area = 2 / (right - left)
    rising, falling = (hertz - left) / (middle - left), (right - hertz) / (right - middle)
    filters: NDArray[np.float32] = (np.maximum(0, np.minimum(rising, falling)) * area).astype(
        np.float32
    )
    return filters


def _transform() -> NDArray[np.float32]:
    order = np.arange(COEFFICIENTS, dtype=np.float64)
    basis: NDArray[np.float64] = np.cos(
        np.pi * order[:, None] * (np.arange(_FILTERS) + 0.5) / _FILTERS
    )
    scale = np.full((COEFFICIENTS, 1), math.sqrt(2 / _FILTERS))
    scale[0] = math.sqrt(1 / _FILTERS)
    lifter: NDArray[np.float64] = 1 + _LIFTER / 2 * np.sin(np.pi * order / _LIFTER)
    result: NDArray[np.float32] = (basis * scale * lifter.reshape(-1, 1)).T.astype(np.float32)
    return result


_MEL = _mel_filters().T
_CEPSTRUM = _transform()
_HAMMING = np.hamming(_WINDOW).astype(np.float32)


class CepstraStream:
    """Turns sound into cepstra as it comes."""

    def __init__(self) -> None:
        self._left = np.zeros(0, np.float32)
        self._last = np.float32(0)
        self._noise = np.random.default_rng(0)

    def feed(self, pcm: bytes) -> NDArray[np.float32]:
        """Take 16 kHz mono int16 PCM; return the frames it completes, 13 coefficients each."""
        sound = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
        if not sound.size:
            return np.zeros((0, COEFFICIENTS), np.float32)
        sound += self._noise.standard_normal(sound.size, dtype=np.float32) * np.float32(_DITHER)
        before = np.concatenate(([self._last], sound[:-1]))
        self._last = sound[-1]
        ready = np.concatenate((self._left, sound - np.float32(_EMPHASIS) * before))
        count = max(0, (ready.size - _WINDOW) // _HOP + 1)
        self._left = ready[count * _HOP :]
        if not count:
            return np.zeros((0, COEFFICIENTS), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(ready, _WINDOW)[::_HOP][:count]
        spectrum = np.fft.rfft(frames * _HAMMING, _FFT)
        power = np.square(spectrum.real) + np.square(spectrum.imag)
        mel = np.log(power.astype(np.float32) @ _MEL + np.float32(1e-4))
        result: NDArray[np.float32] = mel @ _CEPSTRUM
        return result

    def reset(self) -> None:
        """Begin a new stream."""
        self._left = np.zeros(0, np.float32)
        self._last = np.float32(0)


def loudness_db(cepstra: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each frame's level in dB (relative): the mean of its mel filters' levels."""
    level: NDArray[np.float32] = cepstra[:, 0] * np.float32(10 / np.log(10) / np.sqrt(_FILTERS))
    return level


def loud_mean(cepstra: NDArray[np.float32], range_db: float = 25.0) -> NDArray[np.float32]:
    """Return the mean of the frames within ``range_db`` of the loudest.

    Taking it away removes microphone, room and much of the voice (cepstral mean normalisation).
    The quiet around a word must stay out of it: with it, single words lie far from the model.
    """
    level = loudness_db(cepstra)
    mean: NDArray[np.float32] = cepstra[level > level.max() - range_db].mean(axis=0)
    return mean


def with_changes(cepstra: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return frames with first and second differences, 39 values; LOOK_AHEAD fewer at either end."""
    count = len(cepstra) - 2 * LOOK_AHEAD

    def at(offset: int) -> NDArray[np.float32]:
        return cepstra[LOOK_AHEAD + offset : LOOK_AHEAD + offset + count]

    second = (at(3) - at(-1)) - (at(1) - at(-3))
    return np.concatenate((at(0), at(2) - at(-2), second), axis=1)
