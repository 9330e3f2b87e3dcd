"""What browsers and phones record: sound in containers that libsndfile does not know."""

import io
from collections.abc import Callable
from typing import Any

from ova.core import AudioClip
from ova.engines.errors import BadAudio, EngineMissing
from ova.engines.gather import Blocks, not_audio

_EBML = b"\x1a\x45\xdf\xa3"
_ADTS = (b"\xff\xf1", b"\xff\xf9")


def container_of(data: bytes) -> str | None:
    """Return FFmpeg's name of the container some bytes begin with, or None for other files.

    Sources: RFC 8794 (EBML: WebM, Matroska), ISO/IEC 14496-12 (MP4), ISO/IEC 13818-7 (ADTS).
    """
    if data.startswith(_EBML):
        return "matroska"
    if data[4:8] == b"ftyp":
        return "mov"
    return "aac" if data.startswith(_ADTS) else None


def read_container(
    data: bytes, container: str, gather: Callable[[int, Blocks], AudioClip]
) -> AudioClip:
    """Have ``gather`` join the first sound track, mixed to mono at its own rate.

    What is missing at the end is no error: browsers write containers as streams without lengths.
    Raises BadAudio, EngineMissing.
    """
    av = _library()
    try:
        # Named, so that no other of FFmpeg's many demuxers can be chosen by a stranger's bytes.
        with av.open(io.BytesIO(data), format=container, metadata_errors="ignore") as file:
            if not file.streams.audio:
                raise BadAudio(
                    "The file holds no sound track.", cure="Record again.", code="not_audio"
                )
            track = file.streams.audio[0]
            track.codec_context.thread_count = 1
            return gather(int(track.rate or 0), _mono(av, file, track))
    except (av.error.FFmpegError, ValueError) as error:
        raise not_audio() from error


def _mono(av: Any, file: Any, track: Any) -> Blocks:
    samples = av.AudioResampler(format="fltp", layout=track.layout, rate=track.rate)
    try:
        for frame in file.decode(track):
            for block in samples.resample(frame):
                yield block.to_ndarray().mean(axis=0)
    except (av.error.EOFError, av.error.InvalidDataError):
        return  # it ends in the middle of a frame


def _library() -> Any:
    try:
        import av
    except ImportError as error:
        raise EngineMissing(
            "This kind of recording cannot be read: the av package cannot be loaded.",
            cure="Install it with `pip install av`, or send WAV, FLAC, OGG or MP3.",
        ) from error
    return av
