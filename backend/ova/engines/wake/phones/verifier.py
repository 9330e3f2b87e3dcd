"""The second look: how well one stretch of sound fits the phrase, against any other sounds.

The stretch gets a cepstral mean of its own, the phrase is aligned with it, and the alignment's
log-likelihood is compared with that of the best free sequence of phones over the same frames (a
likelihood ratio against a phone loop, as in Sukkar and Lee 1996).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ova.engines.acoustics import (
    COEFFICIENTS,
    LOOK_AHEAD,
    STATES,
    AcousticModel,
    SenoneScorer,
    loud_mean,
    with_changes,
)

_PHONE_CHANGE = -3.0
"""Log probability of a change of phone in the loop: about one in forty, one over the phones."""
_LONGEST_PHONE = 10
"""Frames a phone counts at most: a long vowel must not make up for consonants that are not there."""
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best alignment of the phrase with a stretch of sound."""

    ratio: float
    """Log-likelihood per frame above the free sequence of phones, in nats."""
    fit: float
    """The phones' mean log-likelihood per frame above the best state of each frame, in nats."""
    start: int
    end: int
    """First and last frame of the phrase, counted from the stretch's first."""

    @property
    def score(self) -> float:
        """Both together; the higher, the more it sounds like the phrase."""
        return self.ratio + self.fit


class Verifier:
    """Judges stretches of sound for one phrase. Keeps nothing between them."""

    def __init__(self, model: AcousticModel, spoken: Sequence[NDArray[np.int32]]) -> None:
        """``spoken`` holds the senones of each pronunciation: phone x STATES."""
        everything = np.concatenate(
            [model.states.reshape(-1), *(one.reshape(-1) for one in spoken)]
        )
        self._scorer = SenoneScorer(model, everything)
        self._loop = self._scorer.columns(model.states)
        self._path = np.concatenate([self._scorer.columns(one).reshape(-1) for one in spoken])
        sizes = [one.size for one in spoken]
        self._last = np.cumsum(sizes) - 1
        self._first = self._last - np.array(sizes) + 1

    def judge(self, cepstra: NDArray[np.float32]) -> Verdict | None:
        """Return how the phrase lies in a stretch; None for one that is too short."""
        if len(cepstra) <= 2 * LOOK_AHEAD + int((self._last - self._first).min()) + 1:
            return None
        frames = with_changes(cepstra)
        frames[:, :COEFFICIENTS] -= loud_mean(cepstra)
        fit = self._scorer(frames)
        best = fit[:, np.unique(self._loop)].max(axis=1)
        free = self._free(fit)
        gains = np.diff(free, prepend=0.0).astype(np.float32)
        ratios = fit[:, self._path] - best[:, None]
        verdicts = []
        # Against the loop's gain a good saying scores above zero all along: against the best state of
        # each frame it would pay to begin late and hurry through the first sounds.
        for start, states in self._alignments(fit[:, self._path] - gains[:, None]):
            end = start + len(states)
            along = ratios[np.arange(start, end), states]
            before = free[start - 1] if start else 0.0
            own = float(along.sum()) + float(best[start:end].sum())
            verdicts.append(
                Verdict(
                    (own - float(free[end - 1] - before)) / len(states),
                    _phone_mean(along, states),
                    start + LOOK_AHEAD,
                    end - 1 + LOOK_AHEAD,
                )
            )
        return max(verdicts, key=lambda verdict: verdict.score)

    def _free(self, fit: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the score of the best sequence of phones up to and with each frame."""
        phones = fit[:, self._loop]
        score = np.full((len(self._loop), STATES), _NEVER)
        score[:, 0] = phones[0, :, 0]
        entering = np.empty_like(score)
        totals = np.empty(len(fit))
        totals[0] = score.max()
        for index in range(1, len(fit)):
            entering[:, 0] = score[:, -1].max() + _PHONE_CHANGE
            entering[:, 1:] = score[:, :-1]
            score = np.maximum(score, entering) + phones[index]
            totals[index] = score.max()
        return totals

    def _alignments(self, ratios: NDArray[np.float32]) -> Iterator[tuple[int, NDArray[np.intp]]]:
        """Yield each pronunciation's best path: its first frame, and its state at every frame."""
        score = np.full(self._path.size, _NEVER)
        entering = np.empty_like(score)
        moved = np.empty(ratios.shape, bool)
        totals, ends = np.full(len(self._last), _NEVER), np.zeros(len(self._last), int)
        for index, ratio in enumerate(ratios):
            entering[1:] = score[:-1]
            entering[self._first] = 0.0
            moved[index] = entering > score
            score = np.where(moved[index], entering, score) + ratio
            better = score[self._last] > totals
            totals = np.where(better, score[self._last], totals)
            ends = np.where(better, index, ends)
        for first, last, end in zip(self._first, self._last, ends, strict=True):
            states, state, index = [int(last)], int(last), int(end)
            while not (moved[index, state] and state == first):
                state -= int(moved[index, state])
                index -= 1
                states.append(state)
            yield index, np.array(states[::-1])


def _phone_mean(along: NDArray[np.float32], states: NDArray[np.intp]) -> float:
    """Return the mean over phones, each counted by its length up to _LONGEST_PHONE frames."""
    phones = states // STATES
    phones = phones - phones[0]
    lengths = np.bincount(phones)
    weights = np.minimum(lengths, _LONGEST_PHONE)
    return float((np.bincount(phones, along) / lengths * weights).sum() / weights.sum())
