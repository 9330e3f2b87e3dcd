"""What every voice activity detector can do."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class VoiceActivity(Protocol):
    """A voice activity detector. It remembers earlier chunks: one stream at a time."""

    name: str
    chunk_samples: int
    """Samples each chunk must have."""

    def probability(self, chunk: NDArray[np.int16]) -> float:
        """Return how likely the next chunk of 16 kHz mono samples is speech, 0 to 1.

        Raises ValueError when the chunk does not have ``chunk_samples`` samples.
        """

    def reset(self) -> None:
        """Forget what was heard: a new stream begins."""
