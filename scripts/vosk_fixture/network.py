"""The finished network: what Kaldi is given, and the same sum in numpy to align speech with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SUBSAMPLING = 3
"""The network scores every third frame."""
SPLICES = ((-2, -1, 0, 1, 2), (-3, 0, 3), (-6, 0, 6), (-6, 0, 6), (0,))
"""The frames each layer looks at; after the first they are among those scored."""
CONTEXT = sum(offsets[-1] for offsets in SPLICES)

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer over spliced frames; all but the last are followed by a rectifier."""

    offsets: tuple[int, ...]
    weights: Array
    """Outputs x (offsets x inputs)."""
    bias: Array


@dataclass(frozen=True, slots=True)
class Network:
    """Layers, and how frequent each output is."""

    layers: tuple[Layer, ...]
    priors: Array

    @property
    def context(self) -> int:
        """Frames needed on each side of a scored one."""
        return CONTEXT

    def log_likelihoods(self, features: Array) -> Array:
        """Return scored frames x outputs, as Kaldi's decoder sees them but for the scale."""
        values = with_context(features)
        for number, layer in enumerate(self.layers):
            step = SUBSAMPLING if number == 0 else 1
            offsets = [offset // (1 if number == 0 else SUBSAMPLING) for offset in layer.offsets]
            count = len(values) - (offsets[-1] - offsets[0])
            shifted = [
                values[offset - offsets[0] : offset - offsets[0] + count : step]
                for offset in offsets
            ]
            values = np.concatenate(shifted, axis=1) @ layer.weights.T + layer.bias
            if number < len(self.layers) - 1:
                values = np.maximum(values, 0)
        values -= values.max(axis=1, keepdims=True)
        posteriors = values - np.log(np.exp(values).sum(axis=1, keepdims=True))
        return posteriors - np.log(self.priors)


def with_context(features: Array) -> Array:
    """Return the features with the first and last frame repeated, as Kaldi does at the ends."""
    return np.pad(features, ((CONTEXT, CONTEXT), (0, 0)), "edge")
