"""Pieces of speech put together."""

from collections.abc import Iterable, Iterator

from ova.core import AudioClip, AudioFormat

PAUSE_S = 0.3
"""Between sentences; what espeak-ng leaves there at its usual speed."""


def joined(pieces: Iterable[AudioClip], otherwise: AudioFormat) -> AudioClip:
    """Return pieces of one format as one clip; without any an empty clip ``otherwise``."""
    clips = list(pieces)
    fmt = clips[0].format if clips else otherwise
    return AudioClip(b"".join(clip.pcm for clip in clips), fmt)


def pause(fmt: AudioFormat, seconds: float = PAUSE_S) -> AudioClip:
    """Return silence."""
    return AudioClip(bytes(round(fmt.rate * seconds) * fmt.frame_bytes), fmt)


def paused(sentences: Iterable[AudioClip], pause_s: float = PAUSE_S) -> Iterator[AudioClip]:
    """Yield spoken sentences with a pause before each but the first."""
    first = True
    for clip in sentences:
        if clip.pcm and not first:
            silence = pause(clip.format, pause_s)
            yield AudioClip(silence.pcm + clip.pcm, clip.format)
        elif clip.pcm:
            yield clip
        first = first and not clip.pcm


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    from ova.language import sentences_of  # a satellite never speaks, and never loads that room

    return sentences_of(text, language)


def matched(clip: AudioClip, fmt: AudioFormat) -> AudioClip:
    """Return a clip in a format."""
    if clip.format == fmt:
        return clip
    from ova.audio import convert  # needs numpy, which a hub that only types never loads

    return convert(clip, fmt)
