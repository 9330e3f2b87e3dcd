"""Sound files: whatever people upload becomes PCM."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_int16
from ova.core import SPEECH_RATE_HZ, AudioClip, AudioFormat
from ova.engines.errors import BadAudio, EngineMissing

_MIN_RATE_HZ, _MAX_RATE_HZ = 4_000, 192_000
_MAX_CHANNELS = 8
_BLOCK_FRAMES = 32_768
_UNKNOWN_SIZE = 0x7FFF_0000
"""Programs that write WAV to a pipe put 0 or a number from here on as the size."""
_FORMATS = "WAV, FLAC, OGG or MP3"


def read_audio(data: bytes, max_seconds: float = 300.0) -> AudioClip:
    """Return the sound in a file's bytes as a mono clip: 8 to 48 kHz as it is, others at 16 kHz.

    Read block by block, so that a header that lies costs no memory. Raises BadAudio with code
    ``empty_audio``, ``not_audio``, ``audio_truncated``, ``audio_too_long``, ``unsupported_rate``
    or ``unsupported_format``.
    """
    soundfile = _library()
    if not data:
        raise BadAudio(
            "The recording is empty (0 bytes).", cure="Record again.", code="empty_audio"
        )
    _check_wav_size(data)
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            return _read(file, max_seconds)
    except soundfile.SoundFileError as error:
        raise BadAudio(
            "This is not a sound file that can be read, or it is damaged.",
            cure=f"Send {_FORMATS}.",
            code="not_audio",
        ) from error


def _read(file: Any, max_seconds: float) -> AudioClip:
    rate, channels = int(file.samplerate), int(file.channels)
    if not _MIN_RATE_HZ <= rate <= _MAX_RATE_HZ:
        raise BadAudio(
            f"A sample rate of {rate} Hz cannot be used.",
            cure=f"Send audio sampled at {_MIN_RATE_HZ} to {_MAX_RATE_HZ} Hz.",
            code="unsupported_rate",
        )
    if channels > _MAX_CHANNELS:
        raise BadAudio(
            f"A recording with {channels} channels cannot be used.",
            cure="Send mono or stereo audio.",
            code="unsupported_format",
        )
    keep = 8_000 <= rate <= 48_000
    fmt = AudioFormat(rate if keep else SPEECH_RATE_HZ)
    resampler = None if keep else _resampler(rate)
    parts: list[NDArray[np.int16]] = []
    frames = 0
    while True:
        block = file.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)
        if not len(block):
            break
        frames += len(block)
        if frames > max_seconds * rate:
            raise BadAudio(
                f"The recording is longer than {max_seconds / 60:g} minutes.",
                cure="Send a shorter one.",
                code="audio_too_long",
            )
        mono = to_int16(block.mean(axis=1))
        parts.append(mono if resampler is None else _step(resampler, mono))
    if resampler is not None:
        parts.append(_step(resampler, np.zeros(0, np.int16), last=True))
    if not frames:
        raise BadAudio(
            "The recording holds no sound (0 samples).", cure="Record again.", code="empty_audio"
        )
    if file.format == "FLAC" and frames < file.frames:
        raise _truncated()
    return AudioClip(np.concatenate(parts).astype("<i2", copy=False).tobytes(), fmt)


def _check_wav_size(data: bytes) -> None:
    """Raise BadAudio when a WAV file's data ends before its header says."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8
        if data[place - 8 : place - 4] == b"data":
            if place < len(data) and place + size > len(data) + 8 and size < _UNKNOWN_SIZE:
                raise _truncated()
            return
        place += size + size % 2


def _truncated() -> BadAudio:
    return BadAudio(
        "The recording is cut short: its header promises more than there is.",
        cure="Send the whole file again.",
        code="audio_truncated",
    )


def _resampler(rate: int) -> Any:
    import soxr

    return soxr.ResampleStream(rate, SPEECH_RATE_HZ, 1, dtype="int16", quality="HQ")


def _step(resampler: Any, samples: NDArray[np.int16], *, last: bool = False) -> NDArray[np.int16]:
    done: NDArray[np.int16] = resampler.resample_chunk(samples, last=last)
    return done.reshape(-1)


def _library() -> Any:
    try:
        import soundfile
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "Sound files cannot be read: the soundfile package cannot be loaded.",
            cure="Install it with `pip install soundfile`.",
        ) from error
    return soundfile
