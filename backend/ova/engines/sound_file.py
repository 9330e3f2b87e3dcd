"""Sound files: whatever people upload becomes PCM.

WAV, FLAC, OGG and MP3 are read by libsndfile; what browsers and phones record (WebM, MP4) by FFmpeg.
"""

import io
from typing import Any

from ova.core import AudioClip
from ova.engines.containers import container_of, read_container
from ova.engines.errors import BadAudio, EngineMissing
from ova.engines.gather import Blocks, gather, not_audio

_MAX_CHANNELS = 8
_BLOCK_FRAMES = 32_768
_UNKNOWN_SIZE = 0x7FFF_0000
"""Programs that write WAV to a pipe put 0 or a number from here on as the size."""


def read_audio(data: bytes, max_seconds: float = 300.0) -> AudioClip:
    """Return the sound in a file's bytes as a mono clip: 8 to 48 kHz as it is, others at 16 kHz.

    Read block by block, so that a header that lies costs no memory. Raises BadAudio with code
    ``empty_audio``, ``not_audio``, ``audio_truncated``, ``audio_too_long``, ``unsupported_rate``
    or ``unsupported_format``, EngineMissing when the library for this kind of file is.
    """
    if not data:
        raise BadAudio(
            "The recording is empty (0 bytes).", cure="Record again.", code="empty_audio"
        )
    container = container_of(data)
    if container is not None:
        return read_container(
            data, container, lambda rate, blocks: gather(rate, blocks, max_seconds)
        )
    _check_wav_size(data)
    soundfile = _library()
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            return _read(file, max_seconds, soundfile.SoundFileError)
    except soundfile.SoundFileError as error:
        raise not_audio() from error


def _read(file: Any, max_seconds: float, fault: type[Exception]) -> AudioClip:
    if int(file.channels) > _MAX_CHANNELS:
        raise BadAudio(
            f"A recording with {file.channels} channels cannot be used.",
            cure="Send mono or stereo audio.",
            code="unsupported_format",
        )
    read = 0

    def blocks() -> Blocks:
        nonlocal read
        while len(block := file.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
            read += len(block)
            yield block.mean(axis=1)

    try:
        clip = gather(int(file.samplerate), blocks(), max_seconds)
    except fault as error:
        raise (_truncated() if file.format == "FLAC" else not_audio()) from error
    if file.format == "FLAC" and read < file.frames:
        raise _truncated()
    return clip


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


def _library() -> Any:
    try:
        import soundfile
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "Sound files cannot be read: the soundfile package cannot be loaded.",
            cure="Install it with `pip install soundfile`.",
        ) from error
    return soundfile
