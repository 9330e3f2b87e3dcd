"""Cepstral means of a stream, subtracted as the model's training did."""

import numpy as np
from numpy.typing import NDArray

from ova.engines.stt.sphinx.cepstra import CEPSTRA

WAIT_FRAMES = 70
"""Frames held back at first (0.7 s): the mean of fewer says more of the sounds than of the room."""
_LOUD = 0.4
"""So far from the quietest to the loudest (of the 5th to the 95th percentile), a frame is speech."""
_QUIET_WEIGHT = 0.3
"""What other frames weigh: nobody knows how much silence will surround the words."""
_USUAL = np.array(
    (0, -1.7, -1.8, -2.4, -0.9, -2.4, -2.4, -5.0, 0.4, 0.1, 0.2, -1.4, 0.4), np.float32
)
"""The mean of people saying single words at many microphones; the first, the level, is open."""
_USUAL_WEIGHT = 30
"""So many frames of speech weigh as much as that: it leads while little was heard."""


class RunningMeans:
    """Subtracts from each frame the mean of all frames so far, speech weighing most.

    While there are few, the mean leans towards what is usual.
    """

    def __init__(self) -> None:
        self._seen = np.zeros((0, CEPSTRA), np.float32)
        self._ready = 0

    def feed(self, cepstra: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take frames ``(frames, CEPSTRA)``; return those that are ready, normalised."""
        self._seen = np.concatenate((self._seen, cepstra))
        return self.finish() if len(self._seen) >= WAIT_FRAMES else self._seen[:0]

    def finish(self) -> NDArray[np.float32]:
        """Return the frames held back, normalised."""
        waiting = self._seen[self._ready :]
        self._ready = len(self._seen)
        if not len(waiting):
            return waiting
        normalised: NDArray[np.float32] = waiting - self._mean()
        return normalised

    def whole(self) -> NDArray[np.float32]:
        """Return all frames, normalised by their plain mean: what the model's training did."""
        if not len(self._seen):
            return self._seen
        normalised: NDArray[np.float32] = self._seen - self._seen.mean(axis=0)
        return normalised

    def _mean(self) -> NDArray[np.float32]:
        energy = self._seen[:, 0]
        quiet, loud = np.percentile(energy, (5, 95))
        speech = energy > quiet + _LOUD * (loud - quiet)
        weights = np.where(speech, np.float32(1), np.float32(_QUIET_WEIGHT))
        total = weights @ self._seen
        count = weights.sum()
        mean: NDArray[np.float32] = (total + _USUAL_WEIGHT * _USUAL) / (count + _USUAL_WEIGHT)
        mean[0] = total[0] / count
        return mean
