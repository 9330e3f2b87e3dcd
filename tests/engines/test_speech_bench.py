"""The speech benchmark: its rules, and a few real recordings through the real path."""

from pathlib import Path

import numpy as np
import pytest

from ova.bench.speech import run_speech_bench
from ova.bench.spoken import accepted, mix
from ova.core import Intent, InvalidInput, Match, Slot, WordArc, WordGraph

DATA = Path(__file__).parents[3] / "shared" / "bench" / "speech"


def loudest(samples):
    frames = samples[: samples.size // 2048 * 2048].reshape(-1, 2048)
    return float(np.max(np.sum(frames**2, axis=1)))


@pytest.mark.parametrize("snr", [24, 6])
def test_noise_is_mixed_at_the_wanted_distance_and_half_the_peak(snr):
    rng = np.random.default_rng(2)
    speech = rng.standard_normal(16_000).astype(np.float32)
    noise = rng.standard_normal(64_000).astype(np.float32) * 0.01

    mixed = mix(speech, noise, snr, "a.flac")

    scale = np.dot(mixed, speech) / np.dot(speech, speech)
    distance = 10 * np.log10(loudest(scale * speech) / loudest(mixed - scale * speech))
    assert distance == pytest.approx(snr, abs=0.5)
    assert np.max(np.abs(mixed)) == pytest.approx(0.5)


def test_the_name_decides_which_noise_is_taken():
    speech = np.zeros(4_096, dtype=np.float32)
    speech[0] = 1.0
    noise = np.random.default_rng(1).standard_normal(50_000).astype(np.float32)

    assert np.array_equal(mix(speech, noise, 6, "a"), mix(speech, noise, 6, "a"))
    assert not np.array_equal(mix(speech, noise, 6, "a"), mix(speech, noise, 6, "b"))


def test_a_command_is_accepted_when_intent_and_labelled_slots_are_right():
    intent = Intent("Order", "bench", (Slot("drink", "latte", " latte"), Slot("size", "small")))

    assert accepted(Match("x", intent), "Order", {"drink": "latte "})
    assert accepted(Match("x", intent), "Order", {"size": "small"})
    assert not accepted(Match("x", intent), "Order", {"drink": "mocha"})
    assert not accepted(Match("x", intent), "Order", {"milk": "cream"})
    assert not accepted(Match("x", intent), "Other", {})
    assert not accepted(Match("x"), "Order", {})


@pytest.mark.parametrize("content", [None, "", "no json", '{"audio": "a.flac"}', "[1]"])
def test_a_folder_of_another_form_is_refused_with_a_cure(tmp_path, content):
    if content is not None:
        (tmp_path / "labels.jsonl").write_text(content)

    with pytest.raises(InvalidInput) as refusal:
        run_speech_bench(tmp_path, WordGraph(2, 1, (), "empty"), Match)

    assert refusal.value.cure


@pytest.mark.parametrize("stream", [False, True])
def test_a_few_recordings_run_through_the_whole_path(stream):
    if not DATA.is_dir():
        pytest.skip("the speech benchmark's data is not beside the repository")
    words = "brew can i get have want me give i'd like make may a an iced mocha coffee with milk"
    graph = WordGraph(2, 1, tuple(WordArc(0, 1, word) for word in words.split()), "words")
    steps = []

    report = run_speech_bench(
        DATA,
        graph,
        lambda text: Match(text),
        limit=2,
        snrs=(None, 6),
        stream=stream,
        progress=lambda done, total: steps.append((done, total)),
    )

    assert report["recordings"] == 2
    assert report["accepted_percent"] == {"clean": 0.0, "6": 0.0}
    assert report["average_percent"] == 0.0
    assert 0 < report["real_time_factor"] < 1
    assert report["result_ms"]["p50"] <= report["result_ms"]["p95"]
    assert len(report["wrong"]) == 4
    assert steps[-1] == (4, 4)
