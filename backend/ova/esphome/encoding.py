"""Sound as a device's media player takes it, encoded while it is made."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_mono
from ova.core import AudioFormat

if TYPE_CHECKING:
    import soundfile
    import soxr

MIME = {"flac": "audio/flac", "mp3": "audio/mpeg", "wav": "audio/wav"}
"""What can be made, and what it is called on the web."""
_SUBTYPES = {"flac": ("FLAC", "PCM_16"), "mp3": ("MP3", "MPEG_LAYER_III")}
_UNKNOWN = 0x7FFF_FF00
"""Bytes of a WAV file that is not whole yet: longer than any."""
RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
ANNOUNCEMENT = 1


class Offered(Protocol):
    """A format a media player offers; see ``aioesphomeapi.MediaPlayerSupportedFormat``."""

    format: str
    sample_rate: int
    num_channels: int
    purpose: Any


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """What a device wants to fetch."""

    container: str = "flac"
    """One of ``MIME``."""
    rate: int = 0
    """Samples per second; 0: as they come."""
    channels: int = 1

    def __str__(self) -> str:
        rate = f" {self.rate / 1000:g} kHz" if self.rate else ""
        return f"{self.container}{rate}"


def sound_format(offered: Iterable[Offered]) -> SoundFormat:
    """Return the best of what a media player offers: those for announcements first.

    One that says nothing takes everything, as far as is known.
    """
    usable = [one for one in offered if one.format.lower() in MIME]
    usable.sort(key=lambda one: int(one.purpose or 0) != ANNOUNCEMENT)
    if not usable:
        return SoundFormat()
    best = usable[0]
    rate = best.sample_rate if best.sample_rate in RATES else 0
    return SoundFormat(best.format.lower(), rate, 2 if best.num_channels == 2 else 1)


class Target(Protocol):
    """A file that can be written to, and rewritten at its head."""

    def write(self, data: bytes, /) -> int:
        """Write at the current place."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""
        ...

    def tell(self) -> int:
        """Return the current place."""
        ...


class Encoder:
    """Writes one sound into a file, piece by piece."""

    def __init__(self, wanted: SoundFormat, source: AudioFormat, target: Target) -> None:
        self._wanted = wanted
        self._source = source
        self._target = target
        self._rate = wanted.rate or _near(source.rate, wanted.container)
        self._rest = b""
        self._resampler: soxr.ResampleStream | None = None
        self._file: soundfile.SoundFile | None = None
        self._bytes = 0
        if self._rate != source.rate:
            self._resampler = _resampler(source.rate, self._rate)
        if wanted.container == "wav":
            self._wav_header(_UNKNOWN)
        else:
            self._file = _sound_file(target, self._rate, wanted)

    def feed(self, pcm: bytes) -> None:
        """Write a piece."""
        data = self._rest + pcm
        whole = len(data) - len(data) % self._source.frame_bytes
        self._rest = data[whole:]
        self._write(to_mono(data[:whole], self._source), last=False)

    def finish(self) -> None:
        """Write the end, and the length where it goes."""
        self._write(np.zeros(0, dtype=np.int16), last=True)
        if self._file is not None:
            self._file.close()
        else:
            self._target.seek(0)
            self._wav_header(self._bytes)

    def _write(self, samples: NDArray[np.int16], *, last: bool) -> None:
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples, last=last).reshape(-1)
        if not samples.size:
            return
        frames = np.repeat(samples, self._wanted.channels).astype("<i2", copy=False)
        if self._file is not None:
            self._file.write(frames.reshape(-1, self._wanted.channels))
        else:
            self._bytes += len(frames) * 2
            self._target.write(frames.tobytes())

    def _wav_header(self, length: int) -> None:
        frame = 2 * self._wanted.channels
        told = (1, self._wanted.channels, self._rate, self._rate * frame, frame, 16)
        head = b"RIFF" + struct.pack("<I", length + 36) + b"WAVEfmt "
        self._target.write(
            head + struct.pack("<IHHIIHH", 16, *told) + b"data" + struct.pack("<I", length)
        )


def _resampler(rate: int, wanted: int) -> "soxr.ResampleStream":
    import soxr

    return soxr.ResampleStream(rate, wanted, 1, dtype="int16")


def _sound_file(target: Target, rate: int, wanted: SoundFormat) -> "soundfile.SoundFile":
    import soundfile  # loads a large library

    container, subtype = _SUBTYPES[wanted.container]
    return soundfile.SoundFile(target, "w", rate, wanted.channels, subtype, format=container)


def _near(rate: int, container: str) -> int:
    """Return the rate to encode at: MP3 knows few."""
    return rate if container != "mp3" or rate in RATES else 44_100
