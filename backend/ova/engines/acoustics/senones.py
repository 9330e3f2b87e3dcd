"""How well frames fit states of the acoustic model."""

import numpy as np
from numpy.typing import NDArray

from ova.engines.acoustics.cepstra import COEFFICIENTS
from ova.engines.acoustics.model import STREAMS, AcousticModel

_TINY = np.float32(1e-30)


class SenoneScorer:
    """Computes log-likelihoods of a chosen set of senones, in nats."""

    def __init__(self, model: AcousticModel, senones: NDArray[np.int32]) -> None:
        """Prepare for ``senones``, repeated or not; columns of the result follow ``columns``."""
        self._chosen = np.unique(senones)
        owners = model.state_phone[self._chosen]
        phones = np.unique(owners)
        self._groups = [np.nonzero(owners == phone)[0] for phone in phones]
        self._weights = [
            [model.weights_of(self._chosen[group], stream) for stream in range(STREAMS)]
            for group in self._groups
        ]
        precision = 1 / model.variances[phones]
        means = model.means[phones]
        constant = -0.5 * (
            np.log(2 * np.pi * model.variances[phones]) + means * means * precision
        ).sum(axis=-1)
        # log N(x) = x^2 . (-precision / 2) + x . (mean * precision) + constant: one matrix product
        factors = np.concatenate(
            (-0.5 * precision, means * precision, constant[..., None]), axis=-1
        )
        self._factors = [
            np.ascontiguousarray(factors[:, stream].reshape(-1, factors.shape[-1]).T)
            for stream in range(STREAMS)
        ]

    def columns(self, senones: NDArray[np.int32]) -> NDArray[np.intp]:
        """Return where senones stand in the result, in the same shape."""
        return np.searchsorted(self._chosen, senones)

    def __call__(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return log-likelihoods of frames of 39 values: frame x senone."""
        size = COEFFICIENTS
        parts = (
            self.stream(frames[:, number * size : (number + 1) * size], number)
            for number in range(STREAMS)
        )
        return sum(parts, np.zeros((len(frames), self._chosen.size), np.float32))

    def stream(self, part: NDArray[np.float32], number: int) -> NDArray[np.float32]:
        """Return what one stream, 13 values of each frame, gives to the log-likelihoods."""
        ones = np.ones((len(part), 1), np.float32)
        density = np.concatenate((part * part, part, ones), axis=1) @ self._factors[number]
        density = density.reshape(len(part), len(self._groups), -1)
        best = density.max(axis=2, keepdims=True)
        density -= best
        fit = np.exp(density, out=density)
        total = np.empty((len(part), self._chosen.size), np.float32)
        for index, group in enumerate(self._groups):
            mixed = fit[:, index] @ self._weights[index][number]
            total[:, group] = np.log(mixed + _TINY) + best[:, index]
        return total
