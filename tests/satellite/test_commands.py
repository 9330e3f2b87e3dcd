"""A command from a file to the hub and the reply back, over a real Socket.IO server."""

import json
import threading

import numpy as np
import pytest
import soxr
from tests.satellite.small_hub import TOKEN, SmallHub, tone
from tests.satellite.speech import COMMAND, RATE, found_at, read, silence, speak, write

from ova.satellite import ExitCode, SatelliteOptions, run_satellite

# The small hub's python-engineio may write its goodbye to a connection that has just gone.
pytestmark = pytest.mark.filterwarnings(
    r"ignore:Exception in thread .*\(writer\):pytest.PytestUnhandledThreadExceptionWarning"
)


@pytest.fixture
def hub():
    hub = SmallHub()
    yield hub
    hub.close()


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))


def options(hub, tmp_path, **changes):
    given = {"hub_url": hub.url, "token": TOKEN, "name": "Bench", "out": tmp_path / "out.wav"}
    return SatelliteOptions(**{**given, "timeout_s": 15.0, **changes})


@pytest.mark.parametrize("pause_s", [0.6, 0.15])
def test_the_command_after_the_wake_word_is_streamed_whole_and_the_reply_is_heard(
    hub, tmp_path, pause_s
):
    wake, command = speak("okay nabu", tmp_path), speak(COMMAND, tmp_path)
    wav = write(tmp_path / "in.wav", silence(0.5), wake, silence(pause_s), command, silence(0.3))
    assert run_satellite(options(hub, tmp_path, wav=wav, fast=True)) == ExitCode.OK
    start, alike = found_at(command, bytes(hub.audio[0]))
    assert alike > 0.999
    assert start <= (pause_s + 0.05) * RATE, "the wake word was sent too"
    assert hub.starts[0]["wake_word"]["name"] == "okay_nabu"
    assert {k: hub.starts[0][k] for k in ("rate", "width", "channels")} == {
        "rate": 16_000,
        "width": 2,
        "channels": 1,
    }
    assert read(tmp_path / "out.wav") == hub.reply
    assert hub.told("played") == [{"id": "play-1"}]


def test_a_command_spoken_without_any_pause_after_the_wake_word_is_not_cut(hub, tmp_path):
    wake, command = speak("okay nabu", tmp_path), speak("set a timer for five minutes", tmp_path)
    wav = write(tmp_path / "in.wav", silence(0.5), wake, command, silence(0.3))
    assert run_satellite(options(hub, tmp_path, wav=wav, fast=True)) == ExitCode.OK
    rest = command[RATE // 10 :]
    assert found_at(rest, bytes(hub.audio[0]))[1] > 0.99


def test_without_wake_words_the_whole_file_is_streamed_in_real_time(hub, tmp_path):
    command = speak(COMMAND, tmp_path)
    wav = write(tmp_path / "in.wav", silence(0.3), command)
    code = run_satellite(options(hub, tmp_path, wav=wav, wake_words=(), area="Kitchen"))
    assert code == ExitCode.OK
    lag, alike = found_at(command, bytes(hub.audio[0]))
    assert alike > 0.999
    assert lag == int(0.3 * RATE)
    assert "wake_word" not in hub.starts[0]
    assert hub.hellos[0]["area"] == "Kitchen"
    assert hub.hellos[0]["kind"] == "ova"
    assert hub.hellos[0]["wake_words"] == []


def test_a_file_of_another_rate_is_resampled(hub, tmp_path):
    command = speak(COMMAND, tmp_path)
    wav = write(tmp_path / "in.wav", silence(0.3), command)
    samples = soxr.resample(np.concatenate([silence(0.3), command]), RATE, 44_100)
    data = bytearray(write(wav, samples).read_bytes())
    data[24:28] = (44_100).to_bytes(4, "little")
    wav.write_bytes(data)
    assert run_satellite(options(hub, tmp_path, wav=wav, wake_words=(), fast=True)) == 0
    assert found_at(command, bytes(hub.audio[0]))[1] > 0.99


def test_a_declined_command_is_told_by_the_exit_code(hub, tmp_path, capsys):
    hub.intent = None
    wav = write(tmp_path / "in.wav", speak(COMMAND, tmp_path))
    code = run_satellite(options(hub, tmp_path, wav=wav, wake_words=(), fast=True))
    assert code == ExitCode.NOT_UNDERSTOOD
    assert "no_intent" in capsys.readouterr().out


def test_a_command_without_a_reply_ends_too(hub, tmp_path):
    hub.reply = None
    wav = write(tmp_path / "in.wav", speak(COMMAND, tmp_path))
    assert run_satellite(options(hub, tmp_path, wav=wav, wake_words=(), fast=True)) == 0
    assert read(tmp_path / "out.wav").pcm == b""


def test_a_file_without_the_wake_word_sends_nothing(hub, tmp_path, capsys):
    wav = write(tmp_path / "in.wav", speak(COMMAND, tmp_path), silence(0.3))
    code = run_satellite(options(hub, tmp_path, wav=wav, fast=True))
    assert code == ExitCode.NOT_UNDERSTOOD
    assert hub.starts == []
    assert "the wake word was not heard" in capsys.readouterr().out


def test_json_lines_carry_the_events_of_the_run(hub, tmp_path, capsys):
    wav = write(tmp_path / "in.wav", speak(COMMAND, tmp_path))
    run_satellite(options(hub, tmp_path, wav=wav, wake_words=(), fast=True, json=True))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = [line["type"] for line in lines]
    assert kinds[0] == "satellite-connected"
    assert [kind for kind in kinds if not kind.startswith("satellite-")] == [
        "run-start",
        "stt-start",
        "stt-vad-end",
        "stt-end",
        "intent-end",
        "tts-start",
        "tts-end",
        "run-end",
    ]


def test_the_wake_word_stops_a_reply_and_listens_again(hub, tmp_path):
    hub.reply = tone(6.0)
    wake, command = speak("okay nabu", tmp_path), speak(COMMAND, tmp_path)
    asked = (wake, silence(0.5), command, silence(1.5))
    wav = write(tmp_path / "in.wav", silence(0.5), *asked, *asked)

    def shorten():
        hub.wait(lambda: len(hub.starts) == 2)
        hub.reply = tone(0.5)

    second = threading.Thread(target=shorten)
    second.start()
    assert run_satellite(options(hub, tmp_path, wav=wav)) == ExitCode.OK
    second.join()
    assert found_at(command, bytes(hub.audio[1]))[1] > 0.999
    heard = read(tmp_path / "out.wav")
    assert heard.seconds < 5.0
    assert heard.pcm.endswith(tone(0.5).pcm)
    assert [data["id"] for data in hub.told("played")] == ["play-1", "play-2"]


def test_a_reply_that_asks_back_opens_the_microphone_again(hub, tmp_path):
    hub.keep_listening = [True, False]
    first, second = speak("set a timer", tmp_path), speak("five minutes", tmp_path)
    wav = write(tmp_path / "in.wav", first, silence(1.6), second, silence(0.8))
    assert run_satellite(options(hub, tmp_path, wav=wav, wake_words=())) == ExitCode.OK
    assert len(hub.starts) == 2
    assert found_at(second, bytes(hub.audio[1]))[1] > 0.999


def test_a_hub_that_never_answers_is_not_waited_for_for_ever(hub, tmp_path, capsys):
    wav = write(tmp_path / "in.wav", silence(0.3))
    code = run_satellite(options(hub, tmp_path, wav=wav, wake_words=(), fast=True, timeout_s=1.0))
    assert code == ExitCode.NOT_UNDERSTOOD
    assert "No answer within 1 s" in capsys.readouterr().out
