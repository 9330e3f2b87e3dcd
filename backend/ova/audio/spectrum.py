"""Short-time power spectra of a stream of speech."""

import numpy as np
from numpy.typing import NDArray

WINDOW = 410
"""Samples of a frame: 25.6 ms at 16 kHz."""
HOP = 160
"""Samples from one frame to the next: 10 ms."""
FFT = 512
BINS = FFT // 2 + 1
_PRE_EMPHASIS = np.float32(0.97)
_HAMMING = np.hamming(WINDOW).astype(np.float32)
_RESPONSE = np.abs(1.0 - 0.97 * np.exp(-2j * np.pi * np.arange(BINS) / FFT)) ** 2
WHITE = (np.sum(np.square(_HAMMING)) * _RESPONSE).astype(np.float32)
"""The mean power spectrum of white noise of variance 1."""
_BELOW_LOUDEST = 10**-4.3
"""43 dB below the loudest frame: a dither 60 dB below the peak, speech being 17 dB less steady."""
_QUIETEST = float(WHITE.sum() / _BELOW_LOUDEST)
"""The floor is never less than white noise of one step of 16 bits."""


class PowerSpectrum:
    """Cuts 16 kHz samples into frames, whatever the size of the pieces they come in.

    Each frame is pre-emphasised by 0.97 and weighted by a Hamming window.
    """

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.float32)
        self._last = np.float32(0.0)

    def feed(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        """Return the power of the frames these samples complete: ``(frames, BINS)``, maybe none.

        The unit is that of the samples squared: full scale is 32768.
        """
        if samples.size:
            sound = samples.astype(np.float32)
            before = np.concatenate((np.array([self._last], np.float32), sound[:-1]))
            self._last = sound[-1]
            self._rest = np.concatenate((self._rest, sound - _PRE_EMPHASIS * before))
        count = max(0, (self._rest.size - WINDOW) // HOP + 1)
        if not count:
            return np.zeros((0, BINS), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(self._rest, WINDOW)[: count * HOP : HOP]
        spectrum = np.fft.rfft(frames * _HAMMING, FFT, axis=1)
        self._rest = self._rest[count * HOP :]
        power: NDArray[np.float32] = np.square(spectrum.real) + np.square(spectrum.imag)
        return power.astype(np.float32, copy=False)


class SpectralFloor:
    """Adds to each spectrum what a dither far below the loudest frame so far would add.

    It keeps digital silence and very quiet microphones from looking unlike anything ever recorded,
    at any level and without changing the level of a stream under way.
    """

    def __init__(self) -> None:
        self._loudest = _QUIETEST

    def add(self, power: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the spectra ``(frames, BINS)`` with the floor."""
        if not len(power):
            return power
        loudest = np.maximum.accumulate(np.append(self._loudest, power.sum(axis=1)))[1:]
        self._loudest = float(loudest[-1])
        level = (_BELOW_LOUDEST * loudest / WHITE.sum()).astype(np.float32)
        raised: NDArray[np.float32] = power + level[:, None] * WHITE
        return raised
