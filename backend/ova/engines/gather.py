"""Blocks of decoded sound become one clip."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_int16
from ova.core import SPEECH_RATE_HZ, AudioClip, AudioFormat
from ova.engines.errors import BadAudio

_MIN_RATE_HZ, _MAX_RATE_HZ = 4_000, 192_000
_FORMATS = "WAV, FLAC, OGG, MP3, WebM or MP4"

Blocks = Iterator[NDArray[np.float32]]
"""Pieces of sound, mono."""


def not_audio() -> BadAudio:
    """Return the error for what cannot be read at all."""
    return BadAudio(
        "This is not a sound file that can be read, or it is damaged.",
        cure=f"Send {_FORMATS}.",
        code="not_audio",
    )


def gather(rate: int, blocks: Blocks, max_seconds: float) -> AudioClip:
    """Return mono blocks as one clip. Raises BadAudio when the sound cannot be used."""
    if not _MIN_RATE_HZ <= rate <= _MAX_RATE_HZ:
        raise BadAudio(
            f"A sample rate of {rate} Hz cannot be used.",
            cure=f"Send audio sampled at {_MIN_RATE_HZ} to {_MAX_RATE_HZ} Hz.",
            code="unsupported_rate",
        )
    keep = 8_000 <= rate <= 48_000
    fmt = AudioFormat(rate if keep else SPEECH_RATE_HZ)
    resampler = None if keep else _resampler(rate)
    parts: list[NDArray[np.int16]] = []
    frames = 0
    for block in blocks:
        frames += len(block)
        if frames > max_seconds * rate:
            raise BadAudio(
                f"The recording is longer than {max_seconds / 60:g} minutes.",
                cure="Send a shorter one.",
                code="audio_too_long",
            )
        mono = to_int16(block)
        parts.append(mono if resampler is None else _step(resampler, mono))
    if not frames:
        raise BadAudio(
            "The recording holds no sound (0 samples).", cure="Record again.", code="empty_audio"
        )
    if resampler is not None:
        parts.append(_step(resampler, np.zeros(0, np.int16), last=True))
    return AudioClip(np.concatenate(parts).astype("<i2", copy=False).tobytes(), fmt)


def _resampler(rate: int) -> Any:
    import soxr

    return soxr.ResampleStream(rate, SPEECH_RATE_HZ, 1, dtype="int16", quality="HQ")


def _step(resampler: Any, samples: NDArray[np.int16], *, last: bool = False) -> NDArray[np.int16]:
    done: NDArray[np.int16] = resampler.resample_chunk(samples, last=last)
    return done.reshape(-1)
