"""Best paths through the states of phones (Viterbi), in numpy."""

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9
_NEXT_PHONE = 2.0
"""What it costs the loop, in nats, to begin another phone."""


def aligned(fit: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the state of each frame on the best path through all states, one after the other.

    ``fit``: log-likelihoods, ``(frames, states)``.
    """
    count, last = fit.shape
    score = np.full(last, _NEVER)
    score[0] = fit[0, 0]
    entering = np.full(last, _NEVER)
    moved = np.zeros(fit.shape, bool)
    for index in range(1, count):
        entering[1:] = score[:-1]
        moved[index] = entering > score
        score = np.where(moved[index], entering, score) + fit[index]
    states = np.empty(count, np.intp)
    state = last - 1
    for index in range(count - 1, -1, -1):
        states[index] = state
        state -= int(moved[index, state])
    return states


def loop_score(fit: NDArray[np.float32]) -> float:
    """Return the log-likelihood of the best sequence of any phones.

    ``fit``: log-likelihoods, ``(frames, phones, states of a phone)``.
    """
    score = np.full(fit.shape[1:], _NEVER)
    score[:, 0] = fit[0, :, 0]
    for frame in fit[1:]:
        entering = score[:, -1].max() - _NEXT_PHONE
        score[:, 1:] = np.maximum(score[:, 1:], score[:, :-1])
        score[:, 0] = np.maximum(score[:, 0], entering)
        score += frame
    return float(score.max())
