"""The sound of a timer that is due."""

import functools

import numpy as np

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
def ring_tone() -> AudioClip:
    """Return one round of the tone, rest included; played again and again it rings."""
    time_s = np.arange(int(NOTE_S * RATE_HZ)) / RATE_HZ
    fade = np.minimum(1.0, np.minimum(time_s, time_s[::-1]) / FADE_S)
    decay = np.exp(-6.0 * time_s)
    gap = np.zeros(int(GAP_S * RATE_HZ))
    pieces: list[np.ndarray] = []
    for note in NOTES_HZ:
        overtone = 0.25 * np.sin(4 * np.pi * note * time_s)
        pieces += [(np.sin(2 * np.pi * note * time_s) + overtone) * fade * decay, gap]
    pieces.append(np.zeros(int(REST_S * RATE_HZ)))
    samples = np.concatenate(pieces)
    scaled = samples / np.abs(samples).max() * LEVEL * 32767
    return AudioClip(scaled.astype("<i2").tobytes(), AudioFormat(RATE_HZ))
