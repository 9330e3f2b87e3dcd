"""PCM becomes a FLAC file."""

import io

import numpy as np

from ova.audio import to_mono
from ova.core import AudioClip


def write_flac(clip: AudioClip) -> bytes:
    """Return a clip as the bytes of a mono 16-bit FLAC file at its own rate."""
    import soundfile  # loads a large library

    buffer = io.BytesIO()
    samples = np.ascontiguousarray(to_mono(clip.pcm, clip.format))
    soundfile.write(buffer, samples, clip.format.rate, format="FLAC", subtype="PCM_16")
    return buffer.getvalue()
