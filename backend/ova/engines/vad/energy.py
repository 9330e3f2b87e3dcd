"""Voice activity from loudness alone: for machines where the neural detector does not run."""

import math

import numpy as np
from numpy.typing import NDArray

from ova.audio import level_dbfs

_START_FLOOR_DBFS = -50.0
_RISE_DB_PER_CHUNK = 0.05
_MARGIN_DB = 10.0
_SLOPE_DB = 1.5
_QUIETEST_SPEECH_DBFS = -60.0


class EnergyVad:
    """Compares each chunk's level with a slowly rising noise floor."""

    name = "energy"
    chunk_samples = 512

    def __init__(self) -> None:
        self._floor = _START_FLOOR_DBFS

    def probability(self, chunk: NDArray[np.int16]) -> float:
        """Return how far the chunk stands above the noise, as a probability."""
        if chunk.size != self.chunk_samples:
            raise ValueError(f"a chunk must have {self.chunk_samples} samples, not {chunk.size}")
        level = level_dbfs(chunk)
        # Falls at once to a quieter chunk, rises slowly: speech does not count as noise.
        self._floor = max(min(level, self._floor + _RISE_DB_PER_CHUNK), -80.0)
        if level < _QUIETEST_SPEECH_DBFS:
            return 0.0
        return 1.0 / (1.0 + math.exp(-(level - self._floor - _MARGIN_DB) / _SLOPE_DB))

    def reset(self) -> None:
        """Forget the noise floor."""
        self._floor = _START_FLOOR_DBFS
