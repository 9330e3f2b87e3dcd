"""The sound of a timer that is due."""

import functools

import numpy as np
from numpy.typing import NDArray

from ova.core import AudioClip, AudioFormat

RATE_HZ = 22_050
NOTES_HZ = (1046.5, 1318.5, 1568.0)
"""C6, E6, G6: clear on small loudspeakers, and not shrill."""
NOTE_S = 0.16
GAP_S = 0.04
REST_S = 0.9
LEVEL = 0.35
FADE_S = 0.012


@functools.cache
def ring_samples(rate: int) -> NDArray[np.float32]:
    """Return one round of the tone, rest included, as mono samples of -32768 to 32767 at a rate."""
    time_s = np.arange(int(NOTE_S * rate)) / rate
    fade = np.minimum(1.0, np.minimum(time_s, time_s[::-1]) / FADE_S)
    decay = np.exp(-6.0 * time_s)
    gap = np.zeros(int(GAP_S * rate))
    pieces: list[NDArray[np.float64]] = []
    for note in NOTES_HZ:
        overtone = 0.25 * np.sin(4 * np.pi * note * time_s)
        pieces += [(np.sin(2 * np.pi * note * time_s) + overtone) * fade * decay, gap]
    pieces.append(np.zeros(int(REST_S * rate)))
    samples = np.concatenate(pieces)
    scaled: NDArray[np.float32] = (samples / np.abs(samples).max() * LEVEL * 32_767).astype(
        np.float32
    )
    return scaled


def ring_tone() -> AudioClip:
    """Return one round of the tone as a sound."""
    return AudioClip(ring_samples(RATE_HZ).astype("<i2").tobytes(), AudioFormat(RATE_HZ))
