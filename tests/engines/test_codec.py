"""Uploaded sound: read what can be read, refuse the rest plainly and cheaply."""

import contextlib
import io
import struct
import tracemalloc

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.audio import to_mono
from ova.core import AudioClip, AudioFormat
from ova.engines import BadAudio, read_audio, write_wav


def tone(rate=16_000, seconds=1.0, channels=1):
    t = np.arange(round(rate * seconds)) / rate
    return np.repeat((0.5 * np.sin(2 * np.pi * 300 * t))[:, None], channels, axis=1)


def encoded(kind="WAV", subtype=None, rate=16_000, seconds=1.0, channels=1):
    buffer = io.BytesIO()
    soundfile.write(buffer, tone(rate, seconds, channels), rate, format=kind, subtype=subtype)
    return buffer.getvalue()


def refused(data, **limits):
    with pytest.raises(BadAudio) as refusal:
        read_audio(data, **limits)
    assert refusal.value.status == 422
    assert refusal.value.cure
    return refusal.value.code


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [
        ("WAV", "PCM_16"),
        ("WAV", "PCM_U8"),
        ("WAV", "PCM_24"),
        ("WAV", "FLOAT"),
        ("WAV", "ULAW"),
        ("FLAC", None),
        ("OGG", "VORBIS"),
        ("OGG", "OPUS"),
        ("MP3", None),
    ],
)
def test_common_formats_are_read(kind, subtype):
    clip = read_audio(encoded(kind, subtype, rate=48_000))

    assert clip.format == AudioFormat(48_000)
    assert clip.seconds == pytest.approx(1.0, abs=0.1)
    samples = to_mono(clip.pcm, clip.format)
    assert np.percentile(np.abs(samples), 95) == pytest.approx(0.5 * 32768, rel=0.1)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(8_000, 8_000), (44_100, 44_100), (48_000, 48_000), (4_000, 16_000), (96_000, 16_000)],
)
def test_rates_speech_cannot_use_are_resampled(rate, expected):
    clip = read_audio(encoded(rate=rate))

    assert clip.format == AudioFormat(expected)
    assert clip.seconds == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("channels", [2, 6])
def test_more_channels_become_one(channels):
    clip = read_audio(encoded(channels=channels))

    assert clip.format.channels == 1
    assert clip.seconds == pytest.approx(1.0)


def test_what_is_written_is_read_back_the_same():
    clip = AudioClip(np.arange(-3000, 3000, dtype="<i2").tobytes(), AudioFormat(22_050))

    assert read_audio(write_wav(clip)) == clip


def test_an_empty_upload_and_one_without_samples_are_refused():
    assert refused(b"") == "empty_audio"
    assert refused(encoded(seconds=0)) == "empty_audio"


@pytest.mark.parametrize(
    "data",
    [b"\0", b"hello, this is no sound at all" * 50, b"RIFF", b"RIFF\xff\xff\xff\xffWAVE", b"fLaC",
     b"\x89PNG\r\n\x1a\n" + bytes(500), b"{}", b"OggS" + bytes(100)],
)  # fmt: skip
def test_what_is_no_sound_is_refused(data):
    assert refused(data) in {"not_audio", "empty_audio"}


@pytest.mark.parametrize("kind", ["WAV", "FLAC"])
def test_an_upload_that_broke_off_is_refused(kind):
    data = encoded(kind, seconds=5)

    assert refused(data[: len(data) // 2]) in {"audio_truncated", "not_audio"}


@pytest.mark.parametrize("size", [0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
def test_a_wav_from_a_pipe_without_a_true_size_is_read(size):
    data = bytearray(encoded())
    place = data.index(b"data") + 4
    data[place : place + 4] = struct.pack("<I", size)

    assert read_audio(bytes(data)).seconds == pytest.approx(1.0, abs=0.01)


def test_a_recording_longer_than_allowed_is_refused():
    assert refused(encoded("FLAC", seconds=3), max_seconds=2) == "audio_too_long"
    assert read_audio(encoded("FLAC", seconds=2), max_seconds=2).seconds == pytest.approx(2)


@pytest.mark.parametrize("rate", [1_000, 400_000])
def test_a_rate_beyond_reason_is_refused(rate):
    assert refused(encoded(rate=rate, seconds=0.5)) == "unsupported_rate"


def test_too_many_channels_are_refused():
    assert refused(encoded(channels=16)) == "unsupported_format"


def test_a_header_that_lies_costs_no_memory():
    data = bytearray(encoded("FLAC", rate=48_000, seconds=1))
    # STREAMINFO: 36 bits of total samples end 18 bytes into the block that starts at 8.
    data[21] |= 0x0F
    data[22:26] = b"\xff" * 4

    tracemalloc.start()
    try:
        assert refused(bytes(data)) in {"audio_truncated", "not_audio", "audio_too_long"}
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused_but_never_crash(data):
    content = bytearray(
        encoded(data.draw(st.sampled_from(["WAV", "FLAC", "OGG", "MP3"])), seconds=0.2)
    )
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    clip = None
    with contextlib.suppress(BadAudio):
        clip = read_audio(bytes(content))

    assert clip is None or clip.seconds <= 300
