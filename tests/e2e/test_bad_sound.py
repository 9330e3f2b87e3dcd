"""Sound nobody can understand, files that lie, and streams that go wrong: told plainly, harmlessly."""

import io
import queue
import signal
import struct
import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import psutil
import pytest
import socketio
import soundfile
from numpy.typing import NDArray
from tests.hubs import ServedHub, spoken

from ova.audio import convert, to_float, to_speech
from ova.core import AudioClip, AudioFormat
from ova.engines import write_wav

WAIT_S = 60.0
SENTENCE = "turn on the kitchen light"
THIN_SENTENCE = "turn off the bedroom lamp"
"""Well heard even where a telephone leaves half of the sound away."""
RATE = 16_000
Samples = NDArray[np.float32]


def file_of(
    samples: Samples, kind: str = "WAV", subtype: str = "PCM_16", rate: int = RATE
) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, format=kind, subtype=subtype)
    return buffer.getvalue()


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def white_noise(seconds: float) -> Samples:
    return np.random.default_rng(4).standard_normal(round(seconds * RATE)).astype(np.float32) * 0.2


def music(seconds: float) -> Samples:
    """Chords with overtones, a new one every half second."""
    time_s = np.arange(round(seconds * RATE)) / RATE
    whole = np.zeros_like(time_s)
    for start, root in enumerate((220.0, 247.0, 196.0, 294.0) * 4):
        here = (time_s >= start / 2) & (time_s < start / 2 + 0.5)
        for third in (1.0, 1.25, 1.5):
            for overtone in (1, 2, 3):
                whole += here * np.sin(2 * np.pi * root * third * overtone * time_s) / overtone
    return (0.08 * whole).astype(np.float32)


def command(text: str = SENTENCE) -> Samples:
    return to_float(to_speech(spoken(text)))


def with_wav_field(data: bytes, place: int, form: str, value: int) -> bytes:
    """Return a WAV file with one number of its header changed."""
    return data[:place] + struct.pack(form, value) + data[place + struct.calcsize(form) :]


@pytest.fixture
def unharmed(hub: ServedHub) -> Iterator[None]:
    """Afterwards the same workers hear the next command."""

    def workers() -> dict[int, int]:
        return {one["pid"]: one["restarts"] for one in hub.get("/api/status")["speech_workers"]}

    before = workers()
    yield
    assert workers() == before
    run = hub.call("POST", "/api/listen", data=write_wav(spoken(SENTENCE))).json()
    assert run["text"] == SENTENCE


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "samples",
    [silence(3), white_noise(5), music(6), silence(3) + 0.5, np.sign(white_noise(3))],
    ids=["silence", "white noise", "music", "direct current", "clipped noise"],
)
def test_sound_without_speech_does_nothing(hub: ServedHub, samples: Samples):
    run = hub.call("POST", "/api/listen", data=file_of(samples)).json()

    assert run["intent"] is None
    assert run["error"] == "stt-no-text-recognized"
    assert run["reason"]


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda speech: speech * 20,
        lambda speech: speech * 0.01,
        lambda speech: speech + 0.3,
        lambda speech: np.concatenate((speech, np.full(800, np.nan, np.float32))),
        lambda speech: np.stack((speech, np.zeros_like(speech)), axis=1),
    ],
    ids=["clipped", "very quiet", "with direct current", "with NaN", "on one channel only"],
)
def test_spoilt_speech_is_answered_one_way_or_the_other(hub: ServedHub, spoil: Any):
    file = file_of(spoil(command()), subtype="FLOAT")

    run = hub.call("POST", "/api/listen", data=file).json()

    assert run["error"] in (None, "stt-no-text-recognized")
    assert run["intent"] in ("HassTurnOn", None)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_audio"),
        (file_of(silence(0)), "empty_audio"),
        (file_of(silence(600)), "audio_too_long"),
        (file_of(silence(600), "FLAC"), "audio_too_long"),
        (file_of(command(), "FLAC")[:9000], "audio_truncated"),
        (file_of(command())[:20_000], "audio_truncated"),
        (b"\x1a\x45\xdf\xa3" + bytes(500), "not_audio"),
        (b"\0\0\0\x18ftypisom" + bytes(500), "not_audio"),
        (b"OggS" + bytes(500), "not_audio"),
        (with_wav_field(file_of(command()), 24, "<I", 0xFFFFFFFF), "not_audio"),
        (with_wav_field(file_of(command()), 24, "<I", 1), "unsupported_rate"),
        (with_wav_field(file_of(command()), 22, "<H", 0), "not_audio"),
        (with_wav_field(file_of(command()), 22, "<H", 1000), "unsupported_format"),
        (with_wav_field(file_of(command()), 20, "<H", 0x1234), "not_audio"),
        (with_wav_field(file_of(command()), 40, "<I", 0x7000_0000), "audio_truncated"),
    ],
    ids=[
        "no bytes",
        "no samples",
        "ten minutes",
        "ten minutes in a small file",
        "FLAC cut short",
        "WAV cut short",
        "empty WebM",
        "empty MP4",
        "empty OGG",
        "a rate of four billion",
        "a rate of one",
        "no channels",
        "a thousand channels",
        "an unknown codec",
        "a length that is a lie",
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_cure(hub: ServedHub, body: bytes, code: str):
    response = hub.ask("POST", "/api/listen", data=body, headers={"Content-Type": "audio/wav"})

    problem = response.json()
    assert response.status_code == 422, response.text
    assert problem["code"] == code
    assert problem["cure"]


class Stream:
    """A connected satellite, and everything it is told."""

    def __init__(self, hub: ServedHub) -> None:
        self.told: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.client = socketio.Client(reconnection=False)
        self.client.on("*", lambda name, *data: self.told.put((name, data)), namespace="/satellite")
        self.client.connect(
            hub.url, auth={"token": hub.token}, namespaces=["/satellite"], transports=["websocket"]
        )
        self.ask("hello", {"id": "bad-sound", "kind": "ova"})

    def ask(self, event: str, data: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.call(event, data, namespace="/satellite")
        return answer

    def send(self, pcm: bytes, step: int = 3200) -> None:
        """Stream at most ten times as fast as it was spoken."""
        for start in range(0, len(pcm), step):
            self.client.emit("audio", pcm[start : start + step], namespace="/satellite")

    def run_end(self) -> dict[str, Any]:
        """Return what ``run-end`` says."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            name, data = self.told.get(timeout=WAIT_S)
            if name == "event" and data[0]["type"] == "run-end":
                ended: dict[str, Any] = data[0]["data"]
                return ended
        pytest.fail("the run did not end")


@pytest.fixture
def stream(hub: ServedHub) -> Iterator[Stream]:
    opened = Stream(hub)
    yield opened
    opened.client.disconnect()


def pcm_of(samples: Samples) -> bytes:
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "samples",
    [silence(8), white_noise(9), music(8), silence(8) + 0.5],
    ids=["silence", "white noise", "music", "direct current"],
)
def test_a_stream_without_speech_ends_by_itself(stream: Stream, samples: Samples):
    assert stream.ask("start", {"rate": RATE})["ok"]
    stream.send(pcm_of(samples))
    stream.client.emit("stop", {}, namespace="/satellite")

    assert stream.run_end()["intent"] is None


@pytest.mark.usefixtures("unharmed")
def test_a_stream_of_no_sound_at_all_ends(stream: Stream):
    assert stream.ask("start", {"rate": RATE})["ok"]
    stream.send(b"\1")
    stream.client.emit("stop", {}, namespace="/satellite")

    assert stream.run_end()["error"] == "stt-no-text-recognized"


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("step", [1, 333, 200_001])
def test_pieces_of_any_size_are_put_together(stream: Stream, step: int):
    clip = convert(spoken(THIN_SENTENCE, pad_s=1.0), AudioFormat(8_000))
    pcm = clip.pcm if step > 1 else clip.pcm[:400]
    assert stream.ask("start", {"rate": 8_000})["ok"]
    stream.send(pcm, step)
    stream.client.emit("stop", {}, namespace="/satellite")

    assert stream.run_end()["text"] == (THIN_SENTENCE if step > 1 else "")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "fmt",
    [
        AudioFormat(8_000),
        AudioFormat(11_025, 2, 2),
        AudioFormat(22_050, 3),
        AudioFormat(44_100, 4, 2),
        AudioFormat(48_000, 4, 1, floating=True),
    ],
    ids=["telephone", "11 kHz stereo", "24 bits", "32 bits stereo", "floats of a browser"],
)
def test_a_stream_may_have_any_format(stream: Stream, fmt: AudioFormat):
    clip = convert(AudioClip(pcm_of(command(THIN_SENTENCE))), fmt)
    start = {
        "rate": fmt.rate,
        "width": fmt.width,
        "channels": fmt.channels,
        "floating": fmt.floating,
    }

    assert stream.ask("start", start)["ok"]
    stream.send(clip.pcm, 16_000)
    stream.client.emit("stop", {}, namespace="/satellite")

    assert stream.run_end()["text"] == THIN_SENTENCE


@pytest.mark.parametrize(
    "start",
    [{"rate": 1}, {"rate": 10**9}, {"width": 1}, {"channels": 9}, {"width": 2, "floating": True}],
)
def test_a_format_that_makes_no_sense_is_refused_with_a_cure(stream: Stream, start: dict[str, Any]):
    answer = stream.ask("start", start)

    assert not answer["ok"]
    assert answer["cure"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_lost_while_somebody_speaks_is_not_noticed(
    hub: ServedHub, stream: Stream, how: signal.Signals, kitchen_light_off: str
):
    pcm = convert(spoken(SENTENCE, pad_s=1.0), AudioFormat()).pcm
    assert stream.ask("start", {"rate": RATE})["ok"]
    stream.send(pcm[: len(pcm) // 2])
    hub.wait(lambda: any(one["sessions"] for one in hub.get("/api/status")["speech_workers"]))
    (victim,) = (one["pid"] for one in hub.get("/api/status")["speech_workers"] if one["sessions"])

    psutil.Process(victim).send_signal(how)
    stream.send(pcm[len(pcm) // 2 :])

    assert stream.run_end()["text"] == SENTENCE
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "on"
    hub.wait(lambda: not psutil.pid_exists(victim))
    hub.wait(lambda: len(hub.get("/api/status")["speech_workers"]) == 2)


def test_a_command_whose_workers_all_hang_ends_with_an_apology(hub: ServedHub, stream: Stream):
    for worker in hub.get("/api/status")["speech_workers"]:
        psutil.Process(worker["pid"]).send_signal(signal.SIGSTOP)
    assert stream.ask("start", {"rate": RATE})["ok"]
    stream.send(pcm_of(command()))
    events = []
    gone = threading.Event()
    while not gone.is_set():
        name, data = stream.told.get(timeout=WAIT_S)
        events.append(name if name != "event" else data[0]["type"])
        if events[-1] == "run-end":
            assert data[0]["data"]["error"] == "stt-stream-failed"
            assert "went wrong" in data[0]["data"]["reply"]
        if events[-1] == "play_end":
            gone.set()

    assert events.count("error") == 1
    assert events.count("run-end") == 1
    run = hub.call("POST", "/api/listen", data=write_wav(spoken(SENTENCE))).json()
    assert run["text"] == SENTENCE
