"""From any PCM format to any other, at once or chunk by chunk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ, AudioClip, AudioFormat

if TYPE_CHECKING:
    import soxr

_FULL_SCALE = 32768.0


def to_float(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """Return int16 samples as float32 in [-1, 1)."""
    return samples.astype(np.float32) / np.float32(_FULL_SCALE)


def to_int16(samples: NDArray[np.floating[Any]]) -> NDArray[np.int16]:
    """Return float samples as int16; what is beyond full scale is clipped, NaN becomes 0."""
    within = np.clip(np.nan_to_num(samples, nan=0.0), -1.0, 1.0)  # the largest floats overflow
    scaled = np.rint(within * _FULL_SCALE)
    clipped: NDArray[np.int16] = np.clip(scaled, -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int16)
    return clipped


def to_mono(pcm: bytes, fmt: AudioFormat) -> NDArray[np.int16]:
    """Return the frames of ``pcm`` as int16 mono at their own rate; an incomplete last frame goes."""
    samples = _samples(pcm[: len(pcm) - len(pcm) % fmt.frame_bytes], fmt)
    if fmt.channels == 1:
        return samples
    frames = samples.reshape(-1, fmt.channels).astype(np.int32)
    mixed: NDArray[np.int16] = (frames.sum(axis=1) // fmt.channels).astype(np.int16)
    return mixed


def _samples(pcm: bytes, fmt: AudioFormat) -> NDArray[np.int16]:
    if fmt.floating:
        return to_int16(np.frombuffer(pcm, dtype="<f4"))
    if fmt.width == 2:
        return np.frombuffer(pcm, dtype="<i2").astype(np.int16, copy=False)
    # The two highest bytes of a longer integer are that sample at 16 bits.
    parts = np.frombuffer(pcm, dtype=np.uint8).reshape(-1, fmt.width)
    return np.ascontiguousarray(parts[:, -2:]).view("<i2").reshape(-1).astype(np.int16, copy=False)


def to_speech(clip: AudioClip) -> NDArray[np.int16]:
    """Return a clip as 16 kHz mono int16 samples."""
    return _resample(to_mono(clip.pcm, clip.format), clip.format.rate, SPEECH_RATE_HZ)


def convert(clip: AudioClip, fmt: AudioFormat) -> AudioClip:
    """Return the clip in another format; stereo made from mono has two equal channels."""
    if clip.format == fmt:
        return clip
    mono = _resample(to_mono(clip.pcm, clip.format), clip.format.rate, fmt.rate)
    return AudioClip(_pcm(np.repeat(mono, fmt.channels), fmt), fmt)


def _pcm(samples: NDArray[np.int16], fmt: AudioFormat) -> bytes:
    if fmt.floating:
        return to_float(samples).astype("<f4", copy=False).tobytes()
    parts = np.zeros((samples.size, fmt.width), np.uint8)
    parts[:, -2:] = samples.astype("<i2", copy=False).view(np.uint8).reshape(-1, 2)
    return parts.tobytes()


class SpeechStream:
    """Turns PCM chunks of one format into 16 kHz mono int16, whatever their sizes."""

    def __init__(self, fmt: AudioFormat) -> None:
        self._format = fmt
        self._rest = b""
        self._resampler: soxr.ResampleStream | None = None
        if fmt.rate != SPEECH_RATE_HZ:
            # Imported when needed: workers that only hear 16 kHz stay smaller.
            import soxr

            self._resampler = soxr.ResampleStream(
                fmt.rate, SPEECH_RATE_HZ, 1, dtype="int16", quality="HQ"
            )

    def feed(self, pcm: bytes) -> NDArray[np.int16]:
        """Return the speech samples this chunk completes, maybe none."""
        data = self._rest + pcm
        whole = len(data) - len(data) % self._format.frame_bytes
        self._rest = data[whole:]
        return self._pass(to_mono(data[:whole], self._format), last=False)

    def finish(self) -> NDArray[np.int16]:
        """Return the samples still held back by the resampler; the stream is over."""
        self._rest = b""
        return self._pass(np.zeros(0, dtype=np.int16), last=True)

    def _pass(self, samples: NDArray[np.int16], *, last: bool) -> NDArray[np.int16]:
        if self._resampler is None:
            return samples
        done: NDArray[np.int16] = self._resampler.resample_chunk(samples, last=last)
        return done.reshape(-1)


def _resample(samples: NDArray[np.int16], rate: int, wanted: int) -> NDArray[np.int16]:
    if rate == wanted or not samples.size:
        return samples
    import soxr

    resampled: NDArray[np.int16] = soxr.resample(samples, rate, wanted, quality="HQ")
    return resampled
