"""Making what a microphone heard from across a room as loud as a voice beside it."""

from ova.core import AudioClip

PEAK = 0.7
MOST_GAIN = 12.0
"""What is quieter still is noise, and stays quiet."""


def audible(clip: AudioClip) -> AudioClip:
    """Return a recording as speech, its loudest moment as loud as that of a spoken reply."""
    from ova.audio import normalise_peak, to_float, to_int16, to_speech  # loads numpy

    samples = to_float(to_speech(clip))
    top = float(abs(samples).max()) if samples.size else 0.0
    return AudioClip(to_int16(normalise_peak(samples, min(PEAK, top * MOST_GAIN))).tobytes())
