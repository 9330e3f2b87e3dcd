"""The first, cheap look: where in the stream the phrase may just have ended.

A left-to-right path through the phrase's states competes at every frame with the best state of any
phone (a keyword against a filler: Rose and Paul 1990). The path may begin anywhere; its mean
log-likelihood ratio per frame is the score, so that long and short sayings compare.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ova.engines.acoustics import (
    COEFFICIENTS,
    LOOK_AHEAD,
    AcousticModel,
    SenoneScorer,
    loud_mean,
    with_changes,
)

_MEAN_FRAMES = 200
"""The cepstral mean is taken from the loud frames of the last two seconds."""
_LONGEST = 180
"""Frames a phrase may take."""
_SOFT_BEGINNING = 25
"""Frames before the voice is noticed that may belong to it."""
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the phrase may have been said. Frames count from the start of the stream."""

    start: int
    end: int
    score: float
    """Mean log-likelihood ratio per frame, in nats; about 0 for a clear saying."""


class Spotter:
    """Follows one phrase, spoken in any of several ways. Used by one thread."""

    def __init__(self, model: AcousticModel, spoken: Sequence[NDArray[np.int32]]) -> None:
        """``spoken`` holds the senones of each pronunciation: phone x STATES."""
        everything = np.concatenate(
            [model.states.reshape(-1), *(one.reshape(-1) for one in spoken)]
        )
        self._scorer = SenoneScorer(model, everything)
        self._filler = np.unique(self._scorer.columns(model.states))
        self._path = np.concatenate([self._scorer.columns(one).reshape(-1) for one in spoken])
        sizes = [one.size for one in spoken]
        self._last = np.cumsum(sizes) - 1
        self._first = self._last - np.array(sizes) + 1
        self.reset()

    def reset(self) -> None:
        """Begin a new stream."""
        self._tail = np.zeros((0, COEFFICIENTS), np.float32)
        self._tail_at = 0
        self._next = LOOK_AHEAD
        self._score = np.full(self._path.size, _NEVER)
        self._begin = np.zeros(self._path.size, np.int64)

    def feed(self, cepstra: NDArray[np.float32]) -> Candidate | None:
        """Take the next frames; return the best place among them, whatever its score."""
        self._tail = np.concatenate((self._tail, cepstra))
        ready = self._tail_at + len(self._tail) - LOOK_AHEAD
        if ready <= self._next:
            return None
        frames = with_changes(self._tail[self._next - LOOK_AHEAD - self._tail_at :])
        frames[:, :COEFFICIENTS] -= loud_mean(self._tail[-_MEAN_FRAMES:])
        fit = self._scorer(frames)
        ratios = fit[:, self._path] - fit[:, self._filler].max(axis=1, keepdims=True)
        best: Candidate | None = None
        for ratio in ratios:
            found = self._step(ratio)
            if found is not None and (best is None or found.score > best.score):
                best = found
        keep = max(0, len(self._tail) - _MEAN_FRAMES)
        self._tail, self._tail_at = self._tail[keep:], self._tail_at + keep
        return best

    def skip(self, cepstra: NDArray[np.float32]) -> None:
        """Take frames without a voice: nothing is computed, and no saying goes on through them.

        The last of them are looked at when a voice follows: many words begin softly.
        """
        self._tail = np.concatenate((self._tail, cepstra))
        keep = max(0, len(self._tail) - _MEAN_FRAMES)
        self._tail, self._tail_at = self._tail[keep:], self._tail_at + keep
        end = self._tail_at + len(self._tail)
        self._next = max(self._next, end - _SOFT_BEGINNING, self._tail_at + LOOK_AHEAD)
        self._score[:] = _NEVER

    def _step(self, ratio: NDArray[np.float32]) -> Candidate | None:
        """Go on by one frame; return the best phrase that ends there."""
        entering = np.empty_like(self._score)
        entering[1:] = self._score[:-1]
        entering[self._first] = 0.0
        begin = np.empty_like(self._begin)
        begin[1:] = self._begin[:-1]
        begin[self._first] = self._next
        moved = entering > self._score
        self._score = np.where(moved, entering, self._score) + ratio
        self._begin = np.where(moved, begin, self._begin)
        frames = self._next - self._begin[self._last] + 1
        means = np.where(frames <= _LONGEST, self._score[self._last] / frames, _NEVER)
        top = int(means.argmax())
        found = Candidate(int(self._begin[self._last[top]]), self._next, float(means[top]))
        self._next += 1
        return found if found.score > _NEVER else None
