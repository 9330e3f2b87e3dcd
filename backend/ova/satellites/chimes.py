"""The sounds by which a satellite is tried and found."""

import functools

import numpy as np

from ova.core import AudioClip, AudioFormat

RATE_HZ = 22_050
TEST_HZ = (523.25, 659.25, 783.99, 1046.5)
"""C5 E5 G5 C6: from the low to the high end of a small loudspeaker."""
IDENTIFY_HZ = (880.0, 1174.66, 880.0, 1174.66, 880.0, 1174.66)
"""A5 D6, over and over: easy to walk towards."""
RING_HZ = (1046.5, 1318.5, 1568.0)
"""C6 E6 G6: clear on small loudspeakers, and not shrill."""
REST_S = 0.8
NOTE_S = 0.18
GAP_S = 0.05
FADE_S = 0.012
LEVEL = 0.4


@functools.cache
def trial_chime() -> AudioClip:
    """Return the test sound."""
    return _notes(TEST_HZ)


@functools.cache
def identify_chime() -> AudioClip:
    """Return the sound a satellite is found by."""
    return _notes(IDENTIFY_HZ)


@functools.cache
def ring_chime() -> AudioClip:
    """Return one round of what rings where the device has no tone of its own, rest included."""
    tone = _notes(RING_HZ)
    return AudioClip(tone.pcm + bytes(2 * int(REST_S * RATE_HZ)), tone.format)


def _notes(pitches: tuple[float, ...]) -> AudioClip:
    time_s = np.arange(int(NOTE_S * RATE_HZ)) / RATE_HZ
    fade = np.minimum(1.0, np.minimum(time_s, time_s[::-1]) / FADE_S)
    gap = np.zeros(int(GAP_S * RATE_HZ))
    pieces: list[np.ndarray] = []
    for pitch in pitches:
        overtone = 0.2 * np.sin(4 * np.pi * pitch * time_s)
        pieces += [
            (np.sin(2 * np.pi * pitch * time_s) + overtone) * fade * np.exp(-4 * time_s),
            gap,
        ]
    samples = np.concatenate(pieces)
    scaled = samples / np.abs(samples).max() * LEVEL * 32_767
    return AudioClip(scaled.astype("<i2").tobytes(), AudioFormat(RATE_HZ))
