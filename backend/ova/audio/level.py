"""How loud something is, and bringing it to a known loudness."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

SILENCE_DBFS = -120.0
"""What digital silence measures: quieter than any 16-bit sound."""


def level_dbfs(samples: NDArray[np.int16] | NDArray[np.floating[Any]]) -> float:
    """Return the RMS level in dB below full scale (a full-scale square wave is 0)."""
    if not samples.size:
        return SILENCE_DBFS
    scale = 32768.0 if samples.dtype == np.int16 else 1.0
    power = float(np.mean(np.square(samples.astype(np.float64) / scale)))
    return max(SILENCE_DBFS, 10.0 * float(np.log10(power))) if power > 0 else SILENCE_DBFS


def snr_db(
    samples: NDArray[np.int16] | NDArray[np.floating[Any]], *, frame: int = 512
) -> float | None:
    """Return the distance in dB between loud and quiet frames, or None for less than ten frames.

    Loud is the 90th percentile of the frames' levels, quiet the 10th: an estimate that needs no
    knowledge of where speech is.
    """
    count = samples.size // frame
    if count < 10:
        return None
    levels = [level_dbfs(samples[i * frame : (i + 1) * frame]) for i in range(count)]
    quiet, loud = np.percentile(levels, [10, 90])
    return float(loud - quiet)


def normalise_peak(samples: NDArray[np.float32], peak: float = 0.5) -> NDArray[np.float32]:
    """Return the samples scaled so that the largest is ``peak``; silence stays silence."""
    top = float(np.max(np.abs(samples))) if samples.size else 0.0
    return samples * np.float32(peak / top) if top > 0 else samples
