"""Noise that hardly changes, taken out by its statistics alone: needs no library."""

import numpy as np
from numpy.typing import NDArray

from ova.audio import NoiseSuppressor, PowerSpectrum, SpectralFloor


class SteadyNoiseSpectrum:
    """`CleanSpectrum` by `NoiseSuppressor`; frames come 0.2 s late."""

    def __init__(self) -> None:
        self._spectrum = PowerSpectrum()
        self._floor = SpectralFloor()
        self._suppressor = NoiseSuppressor()

    def feed(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        """Return the frames that are ready."""
        return self._suppressor.feed(self._floor.add(self._spectrum.feed(samples)))

    def finish(self) -> NDArray[np.float32]:
        """Return the frames held back."""
        return self._suppressor.finish()
