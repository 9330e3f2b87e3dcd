"""What browsers and phones record, and what pretends to be that."""

import io

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ova.engines import BadAudio, read_audio, write_wav

KINDS = {
    "webm": ("libopus", 48_000),
    "ogg": ("libopus", 48_000),
    "mp4": ("aac", 44_100),
    "adts": ("aac", 16_000),
    "mp3": ("libmp3lame", 22_050),
    "matroska": ("pcm_s16le", 8_000),
}


def tone(rate, seconds=1.0):
    return (0.3 * np.sin(2 * np.pi * 440 * np.arange(round(rate * seconds)) / rate)).astype("f4")


def recorded(kind, seconds=1.0, layout="mono", options=None):
    """Return a tone as such a file."""
    codec, rate = KINDS[kind]
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=kind, options=options or {}) as file:
        track = file.add_stream(codec, rate=rate, layout=layout)
        samples = np.tile(tone(rate, seconds), (1 if layout == "mono" else 2, 1))
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", layout)
        frame.rate = rate
        mixer = av.AudioResampler(
            track.codec_context.format.name, layout, rate, frame_size=track.frame_size or 1024
        )
        for piece in [*mixer.resample(frame), *mixer.resample(None)]:
            file.mux(track.encode(piece))
        file.mux(track.encode(None))
    return buffer.getvalue()


def outcome(data):
    """Return the clip a file holds and None, or None and why it was refused."""
    try:
        return read_audio(data, max_seconds=60), None
    except BadAudio as refusal:
        return None, refusal


def loudest_hz(clip):
    samples = np.frombuffer(clip.pcm, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return np.argmax(spectrum) * clip.format.rate / samples.size


@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_recording_is_read(kind, layout):
    clip = read_audio(recorded(kind, layout=layout))

    assert clip.format.channels == 1
    assert clip.seconds == pytest.approx(1.0, abs=0.15)
    assert loudest_hz(clip) == pytest.approx(440, abs=3)
    assert np.abs(np.frombuffer(clip.pcm, "<i2")).max() == pytest.approx(0.3 * 32768, rel=0.15)


def test_a_stream_without_a_length_as_browsers_write_it_is_read():
    assert read_audio(recorded("webm", options={"live": "1"})).seconds == pytest.approx(1, abs=0.1)


def test_a_stream_that_breaks_off_is_read_up_to_there():
    data = recorded("webm", seconds=4, options={"live": "1"})

    assert 1 < read_audio(data[: len(data) // 2]).seconds < 3


def test_a_phones_recording_without_its_index_is_refused():
    data = recorded("mp4")

    with pytest.raises(BadAudio) as refusal:
        read_audio(data[: len(data) // 2])
    assert refusal.value.code == "not_audio"


def test_too_long_a_recording_is_refused():
    with pytest.raises(BadAudio) as refusal:
        read_audio(recorded("webm", seconds=4), max_seconds=2)
    assert refusal.value.code == "audio_too_long"


def test_a_film_without_sound_is_refused():
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="matroska") as file:
        track = file.add_stream("mjpeg", rate=1)
        track.width = track.height = 16
        track.pix_fmt = "yuvj420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), "rgb24")
        file.mux(track.encode(frame))
        file.mux(track.encode(None))

    with pytest.raises(BadAudio) as refusal:
        read_audio(buffer.getvalue())
    assert refusal.value.code == "not_audio"


@pytest.fixture(scope="module")
def originals(say):
    return {
        "wav": write_wav(say("hello")),
        **{kind: recorded(kind, seconds=0.3) for kind in KINDS},
    }


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(["wav", *KINDS]),
    cut=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=20),
    tail=st.binary(max_size=50),
)
def test_damaged_files_are_read_or_refused_but_never_break_anything(
    originals, kind, cut, changes, tail
):
    data = bytearray(originals[kind])
    for place, value in changes:
        data[round(place * (len(data) - 1))] = value
    data = bytes(data[: round(cut * len(data))]) + tail

    clip, refusal = outcome(data)

    assert refusal is None or refusal.cure
    assert clip is None or 0 < clip.seconds <= 61


@settings(max_examples=60, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"RIFF\xff\xff\xff\xffWAVE",
            b"fLaC",
            b"OggS",
            b"\x1a\x45\xdf\xa3",
            b"....ftypisom",
            b"\xff\xf1",
        ]
    ),
    rest=st.binary(max_size=400),
)
def test_garbage_behind_a_known_beginning_is_refused_with_a_cure(head, rest):
    _, refusal = outcome(head + rest)

    assert refusal is None or refusal.cure
