"""Any noise, taken out by RNNoise, but not all of what it would take."""

import numpy as np
from numpy.typing import NDArray

from ova.audio import BINS, PowerSpectrum, SpectralFloor
from ova.engines.noise.rnnoise import RnnoiseStream

_SHARE = np.float32(0.7)
"""Of the decibels RNNoise takes from a frame's bin. With all of them speech loses sounds that an
acoustic model misses; with this share commands in loud noise are heard best."""


class RnnoiseSpectrum:
    """`CleanSpectrum` by RNNoise; frames come 0.05 s late."""

    def __init__(self) -> None:
        """Begin a stream. Raises EngineMissing where there is no library."""
        self._stream = RnnoiseStream()
        self._before = PowerSpectrum()
        self._after = PowerSpectrum()
        self._floor = SpectralFloor()
        self._waiting = np.zeros((0, BINS), np.float32)

    def feed(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        """Return the frames that are ready."""
        self._waiting = np.concatenate((self._waiting, self._before.feed(samples)))
        return self._cleaned(self._stream.feed(samples))

    def finish(self) -> NDArray[np.float32]:
        """Return the frames held back."""
        return self._cleaned(self._stream.finish())

    def _cleaned(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        after = self._after.feed(samples)
        before, self._waiting = np.split(self._waiting, (len(after),))
        gain = np.minimum((after + 1) / (before + 1), 1) ** _SHARE
        cleaned: NDArray[np.float32] = before * gain
        return self._floor.add(cleaned)
