"""PCM becomes a WAV file."""

import io
import wave

from ova.core import AudioClip


def write_wav(clip: AudioClip) -> bytes:
    """Return the clip as the bytes of a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(clip.format.channels)
        file.setsampwidth(clip.format.width)
        file.setframerate(clip.format.rate)
        file.writeframes(clip.pcm)
    return buffer.getvalue()
