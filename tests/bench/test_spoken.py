"""Spoken commands in real time: what is said, what is measured, and a small run of the real thing."""

import numpy as np
import pytest

from ova.bench.latency import run_latency_bench
from ova.bench.load import run_load_bench, spoken_summary
from ova.bench.talker import Timing
from ova.bench.utterances import COMMANDS, spoken_commands
from ova.core import SPEECH_RATE_HZ


def test_a_command_ends_with_speech_and_goes_on_with_the_room():
    (command,) = spoken_commands(1)
    end = round(command.speech_end_s * SPEECH_RATE_HZ)
    heard = np.frombuffer(command.heard_until(command.speech_end_s + 1.0), "<i2").astype(float)

    assert command.text == COMMANDS[0]
    assert heard.size == pytest.approx(end + SPEECH_RATE_HZ, abs=2)
    assert np.abs(heard[end - 400 : end]).max() > 5 * np.abs(heard[end:]).max()
    assert np.abs(heard[end:]).max() > 0


def test_every_talker_says_something_else_or_with_another_voice():
    said = [command.pcm for command in spoken_commands(12)]

    assert len(set(said)) == 12


def test_times_count_from_the_last_sample_of_speech():
    timings = [
        Timing("a", speech_end=100.0, endpoint=100.2, handler_start=100.25, first_sound=100.3),
        Timing("b", speech_end=200.0, endpoint=200.4, handler_start=200.45, first_sound=200.5),
        Timing("c", speech_end=300.0, error="stt-no-text-recognized", late_s=0.2),
    ]

    summary = spoken_summary(timings)

    assert summary["commands"] == 3
    assert summary["answered"] == summary["as_said"] == 2
    assert summary["errors"] == ["stt-no-text-recognized"]
    assert summary["to_endpoint_ms"]["p50"] == pytest.approx(300)
    assert summary["to_handler_ms"]["p50"] == pytest.approx(350)
    assert summary["to_first_sound_ms"]["p50"] == pytest.approx(400)
    assert summary["late_ms"] == 200


def test_a_hub_is_timed_typing_and_speaking():
    lines = []
    result = run_latency_bench(20, 2, progress=lines.append)

    assert result["ready_s"]["warm"] > 0
    assert result["memory_mb"]["proportional"] < result["memory_mb"]["resident"]
    assert result["text_ms"]["rounds"] == 20
    assert result["spoken"]["commands"] == 2
    assert result["spoken"]["answered"] == 2
    assert result["spoken"]["to_endpoint_ms"]["p50"] < result["spoken"]["to_first_sound_ms"]["p50"]
    assert "2 spoken commands" in lines


def test_satellites_speak_at_once():
    result = run_load_bench([2], 1, connected=5)

    row = result["satellites"]["2"]
    assert row["together"]["commands"] == row["staggered"]["commands"] == 2
    assert row["together"]["answered"] == 2
    assert result["silent"]["connected"] == 3
    assert row["together"]["cores"]["hub"] > 0
    assert row["together"]["cores"]["speech"] > 0
    assert set(result["satellites_within_limit"]) == {"staggered", "together"}
