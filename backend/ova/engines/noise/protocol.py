"""What every way to take noise out of speech can do."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class CleanSpectrum(Protocol):
    """Power spectra of one stream of 16 kHz speech (see `ova.audio.PowerSpectrum`), noise lowered.

    What comes out depends on the sound alone, not on the pieces it comes in.
    """

    def feed(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        """Return the frames that are ready: ``(frames, BINS)``, maybe none."""

    def finish(self) -> NDArray[np.float32]:
        """Return the frames held back; the stream is over."""
