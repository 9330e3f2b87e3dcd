"""How loud this satellite plays, as the hub was told by people."""

import numpy as np

from ova.core import AudioFormat

QUIETEST_DB = -40.0
"""Of one percent; below that is silence."""

NEVER_MUTED = frozenset({"ring", "identify"})
"""A person who looks for a satellite must find it, and an alarm must wake."""


def gain_of(volume: int) -> float:
    """Return the factor of a volume of 0 to 100 percent: even steps sound evenly apart."""
    if volume <= 0:
        return 0.0
    return float(10 ** (QUIETEST_DB * (1 - min(volume, 100) / 100) / 20))


def scaled(pcm: bytes, fmt: AudioFormat, gain: float) -> bytes:
    """Return 16-bit samples made quieter."""
    if gain >= 1.0 or fmt.width != 2:
        return pcm
    if gain <= 0.0:
        return bytes(len(pcm))
    samples = np.frombuffer(pcm, dtype="<i2") * gain
    return samples.astype("<i2").tobytes()
