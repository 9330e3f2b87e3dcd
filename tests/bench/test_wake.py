"""The wake word benchmark on a small folder of its own."""

import json

import pytest
from click.testing import CliRunner
from tests.hubs import spoken

from ova.bench.wake import WakeBench, run_wake_bench
from ova.cli.bench_wake import wake
from ova.core import InvalidInput
from ova.engines import write_wav


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """One phrase that espeak-ng can say, one bundled word, two commands and two sentences."""
    folder = tmp_path_factory.mktemp("bench")
    for phrase, texts in (
        ("good_evening_edward", ["good evening edward", "turn off the lamp"]),
        ("okay_nabu", ["okay nabu"]),
    ):
        (folder / "wake" / phrase).mkdir(parents=True)
        for index, text in enumerate(texts):
            (folder / "wake" / phrase / f"{index}.wav").write_bytes(write_wav(spoken(text)))
    (folder / "speech" / "audio").mkdir(parents=True)
    for index, text in enumerate(("good evening edward", "a small coffee please")):
        (folder / "speech" / "audio" / f"{index}.wav").write_bytes(write_wav(spoken(text)))
    (folder / "everyday.txt").write_text("did you lock the car\n")
    return folder


def test_sayings_heard_and_false_accepts_are_counted(data):
    result = run_wake_bench(WakeBench(data, sensitivity=0.9))

    own = result["phrases"]["good_evening_edward"]
    assert own["kind"] == "phrase"
    assert (own["sayings"], own["heard"], own["recall_percent"]) == (2, 1, 50.0)
    assert own["missed"] == ["1.wav"]
    assert own["false_accepts"] == 1
    (wrong,) = own["false_accepts_in"]["commands"]["accepts"]
    assert wrong["sound"] == "0.wav"
    assert own["false_accepts_per_hour"] == pytest.approx(1 / own["hours"], rel=0.2)
    assert own["rtf"] > 0
    bundled = result["phrases"]["okay_nabu"]
    assert (bundled["kind"], bundled["heard"], bundled["false_accepts"]) == ("bundled", 1, 0)


def test_a_folder_without_the_phrase_is_refused(data, tmp_path):
    with pytest.raises(InvalidInput, match="no recordings of hey_you"):
        run_wake_bench(WakeBench(data, ("hey_you",)))
    with pytest.raises(InvalidInput, match="any phrase"):
        run_wake_bench(WakeBench(tmp_path))


def test_the_command_prints_json(data):
    arguments = ["--data", str(data), "--phrase", "okay_nabu", "--every", "2", "--json"]

    printed = CliRunner().invoke(wake, arguments)

    assert printed.exit_code == 0
    assert json.loads(printed.stdout)["phrases"]["okay_nabu"]["recall_percent"] == 100.0
