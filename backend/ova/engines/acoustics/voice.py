"""How far a voice lies from the model's, as one offset of its cepstra."""

import numpy as np
from numpy.typing import NDArray

from ova.engines.acoustics.model import AcousticModel

_DOUBT = 5.0
"""The offset is drawn towards none as by so many frames."""


def voice_offset(
    model: AcousticModel,
    cepstra: NDArray[np.float32],
    phones: NDArray[np.intp],
    senones: NDArray[np.int32],
) -> NDArray[np.float32]:
    """Return what to take from cepstra ``(frames, 13)`` for them to fit best: 13 values.

    ``phones`` and ``senones`` tell, for each frame, the phone and the state it is a sound of. One
    step of expectation and maximisation of an additive bias (Sankar and Lee, "A maximum-likelihood
    approach to stochastic matching for robust speech recognition", 1996).
    """
    pulled = np.zeros(cepstra.shape[1])
    weight = np.zeros(cepstra.shape[1])
    for phone in np.unique(phones):
        mine = phones == phone
        means, variances = model.means[phone, 0], model.variances[phone, 0]
        away = cepstra[mine][:, None] - means
        density = -0.5 * (np.square(away) / variances + np.log(variances)).sum(axis=2)
        density += np.log(model.weights_of(senones[mine], 0)).T
        share = np.exp(density - density.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        exact = share[:, :, None] / variances
        pulled += (exact * away).sum(axis=(0, 1))
        weight += exact.sum(axis=(0, 1)) + _DOUBT * mine.mean() * (1 / variances).mean(axis=0)
    offset: NDArray[np.float32] = (pulled / weight).astype(np.float32)
    return offset
