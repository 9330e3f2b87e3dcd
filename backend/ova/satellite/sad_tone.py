"""The sound of something that cannot be done now."""

import functools

import numpy as np

from ova.core import AudioClip, AudioFormat

RATE_HZ = 22_050
NOTES_HZ = (392.0, 261.63)
"""G4, C4: downwards."""
NOTE_S = 0.22
LEVEL = 0.35
FADE_S = 0.012


@functools.cache
def sad_tone() -> AudioClip:
    """Return it."""
    time_s = np.arange(int(NOTE_S * RATE_HZ)) / RATE_HZ
    fade = np.minimum(1.0, np.minimum(time_s, time_s[::-1]) / FADE_S) * np.exp(-4.0 * time_s)
    samples = np.concatenate([np.sin(2 * np.pi * note * time_s) * fade for note in NOTES_HZ])
    scaled = samples / np.abs(samples).max() * LEVEL * 32767
    return AudioClip(scaled.astype("<i2").tobytes(), AudioFormat(RATE_HZ))
