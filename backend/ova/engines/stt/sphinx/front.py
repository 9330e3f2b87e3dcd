"""The front end of one utterance: samples to normalised cepstra, as they come."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ova.audio import BINS
from ova.engines.noise import CleanSpectrum, clean_spectrum
from ova.engines.stt.sphinx.cepstra import MelCepstra
from ova.engines.stt.sphinx.means import RunningMeans

BLOCK_FRAMES = 3
"""Frames worked on together (30 ms): cheaper than one by one, and as good to whoever waits."""

LONGEST_FRAMES = 6000
"""What comes later than that (60 s) is not heard: it belongs to no command."""


class FrontEnd:
    """Noise suppression, frames, cepstra and their means; 100 frames a second.

    What comes out depends on the sound alone, not on the pieces it comes in.
    """

    def __init__(self, spectrum: CleanSpectrum | None = None) -> None:
        """Begin an utterance, with the best noise suppression there is if none is given."""
        self._spectrum = spectrum or clean_spectrum()
        self._cepstra = MelCepstra()
        self._means = RunningMeans()
        self._waiting = np.zeros((0, BINS), np.float32)
        self._frames = 0

    def feed(self, samples: NDArray[np.int16]) -> Iterator[NDArray[np.float32]]:
        """Yield blocks of 16 kHz samples' cepstra that are ready: ``(frames, CEPSTRA)``."""
        if self._frames >= LONGEST_FRAMES:
            return
        self._waiting = np.concatenate((self._waiting, self._spectrum.feed(samples)))
        while len(self._waiting) >= BLOCK_FRAMES:
            block, self._waiting = np.split(self._waiting, (BLOCK_FRAMES,))
            self._frames += BLOCK_FRAMES
            yield self._means.feed(self._cepstra.feed(block))

    def finish(self) -> Iterator[NDArray[np.float32]]:
        """Yield what was held back; the utterance is over."""
        rest = np.concatenate((self._waiting, self._spectrum.finish()))
        yield self._means.feed(self._cepstra.feed(rest))
        yield self._means.finish()

    def whole(self) -> NDArray[np.float32]:
        """Return the cepstra of everything heard, normalised by the mean of all of it."""
        return self._means.whole()
