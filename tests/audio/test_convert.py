"""Conversion between PCM formats, at once and chunk by chunk."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.audio import SpeechStream, convert, to_float, to_int16, to_mono, to_speech
from ova.core import AudioClip, AudioFormat

RATES = (8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000)


def tone(rate, seconds=1.0, hz=440.0, channels=1, amplitude=0.5):
    t = np.arange(int(rate * seconds)) / rate
    samples = to_int16(amplitude * np.sin(2 * np.pi * hz * t))
    return AudioClip(np.repeat(samples, channels).tobytes(), AudioFormat(rate, 2, channels))


def loudest_hz(samples, rate=16_000):
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * rate / samples.size)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tone_keeps_its_length_pitch_and_level_in_speech_format(rate, channels):
    samples = to_speech(tone(rate, channels=channels))

    assert samples.dtype == np.int16
    assert samples.size == pytest.approx(16_000, abs=2)
    assert loudest_hz(samples) == pytest.approx(440, abs=2)
    assert np.max(np.abs(samples[1000:-1000])) == pytest.approx(0.5 * 32768, rel=0.02)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("size", [7, 640, 5001])
def test_a_stream_gives_what_converting_at_once_gives(rate, size):
    clip = tone(rate, channels=2)
    stream = SpeechStream(clip.format)

    parts = [stream.feed(clip.pcm[i : i + size]) for i in range(0, len(clip.pcm), size)]
    samples = np.concatenate([*parts, stream.finish()])

    whole = to_speech(clip)
    assert samples.size == pytest.approx(whole.size, abs=2)
    shared = min(samples.size, whole.size)
    assert np.max(np.abs(samples[:shared].astype(int) - whole[:shared])) <= 4


def test_stereo_becomes_the_mean_of_both_channels():
    frames = np.array([[100, 300], [-32768, -32768], [32767, 32767]], dtype="<i2")

    assert to_mono(frames.tobytes(), AudioFormat(channels=2)).tolist() == [200, -32768, 32767]


def test_an_incomplete_last_frame_is_dropped():
    assert to_mono(b"\x01\x00\x02", AudioFormat()).tolist() == [1]
    assert to_speech(AudioClip(b"\x01")).size == 0


def test_nothing_stays_nothing():
    stream = SpeechStream(AudioFormat(44_100))

    assert to_speech(AudioClip(b"", AudioFormat(8_000))).size == 0
    assert stream.feed(b"").size == 0
    assert stream.finish().size == 0


def test_a_clip_is_converted_to_any_other_format():
    clip = convert(tone(22_050), AudioFormat(48_000, 2, 2))

    assert clip.format == AudioFormat(48_000, 2, 2)
    assert clip.seconds == pytest.approx(1.0, abs=0.001)
    assert convert(clip, clip.format) is clip


@settings(max_examples=30)
@given(st.lists(st.integers(-32768, 32767), max_size=50))
def test_int16_survives_the_way_through_float(values):
    samples = np.array(values, dtype=np.int16)

    assert np.array_equal(to_int16(to_float(samples)), samples)


def test_the_largest_floats_are_clipped_without_a_warning():
    assert to_int16(np.array([3e38, -3e38], np.float32)).tolist() == [32_767, -32_768]


def test_what_is_beyond_full_scale_is_clipped_and_nan_is_silence():
    assert to_int16(np.array([2.0, -2.0, np.nan, np.inf, -np.inf])).tolist() == [
        32767,
        -32768,
        0,
        32767,
        -32768,
    ]


@pytest.mark.parametrize(
    "fmt",
    [
        AudioFormat(16_000, 3),
        AudioFormat(16_000, 4, 2),
        AudioFormat(16_000, 4, 1, floating=True),
        AudioFormat(16_000, 4, 2, floating=True),
    ],
    ids=["24 bits", "32 bits stereo", "floats", "floats stereo"],
)
def test_longer_samples_and_floats_lose_nothing_on_the_way_there_and_back(fmt):
    original = tone(16_000)

    there = convert(original, fmt)

    assert len(there.pcm) == len(original.pcm) // 2 * fmt.frame_bytes
    assert there.seconds == original.seconds
    assert convert(there, original.format) == original


def test_floats_beyond_full_scale_and_nan_are_tamed():
    fmt = AudioFormat(16_000, 4, 1, floating=True)
    wild = np.array([2.0, -2.0, np.nan, np.inf, 0.5], "<f4").tobytes()

    assert to_mono(wild, fmt).tolist() == [32767, -32768, 0, 32767, 16384]


def test_chunks_of_any_size_of_24_bit_stereo_make_the_same_stream():
    clip = convert(tone(48_000, seconds=0.3), AudioFormat(48_000, 3, 2))
    stream = SpeechStream(clip.format)
    parts = [stream.feed(clip.pcm[start : start + 1001]) for start in range(0, len(clip.pcm), 1001)]

    whole = np.concatenate([*parts, stream.finish()])

    assert whole.size == pytest.approx(0.3 * 16_000, abs=2)
    assert loudest_hz(whole) == pytest.approx(440, abs=5)
