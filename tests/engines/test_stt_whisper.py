"""Whisper by faster-whisper, with a tiny model that always says the same."""

import importlib.util
import shutil
import sys

import numpy as np
import pytest
from tests.engines.whisper_model import write_whisper_model
from tests.peers import require

from ova.core import Unheard
from ova.engines import EngineMissing
from ova.engines.stt.whisper import HINTS, WhisperRecognizer

SECOND = 16_000


def has_whisper():
    return importlib.util.find_spec("faster_whisper") is not None


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    require(has_whisper, "the extra [whisper] is not installed")
    return write_whisper_model(tmp_path_factory.mktemp("whisper") / "tiny")


def hear(recognizer, samples):
    stream = recognizer.start()
    stream.feed(samples)
    return stream.finish()


def test_the_text_comes_as_written_and_the_words_as_spoken(model, noise):
    heard = hear(WhisperRecognizer(model), noise(2.0))

    assert heard.text == "Turn on the kitchen light."
    assert [word.word for word in heard.words] == ["turn", "on", "the", "kitchen", "light"]
    assert heard.words[-1].end_s <= 2.0
    assert heard.unheard is None


def test_what_whisper_takes_for_no_speech_is_nothing(tmp_path, noise):
    require(has_whisper, "the extra [whisper] is not installed")
    heard = hear(WhisperRecognizer(write_whisper_model(tmp_path, silent=True)), noise(2.0))

    assert (heard.text, heard.words) == ("", ())
    assert heard.unheard is Unheard.NOISE
    assert heard.alternatives == ("Turn on the kitchen light.",)


def test_an_endless_repetition_is_no_command(tmp_path, noise):
    require(has_whisper, "the extra [whisper] is not installed")
    model = write_whisper_model(tmp_path, f" {'a' * 40}hahahahahahahahahahahahahahahahahahahaha")

    heard = hear(WhisperRecognizer(model), noise(2.0))

    assert heard.text == ""
    assert heard.unheard is Unheard.NO_COMMAND


def test_a_click_is_not_even_decoded(model):
    heard = hear(WhisperRecognizer(model), np.ones(SECOND // 20, np.int16))

    assert (heard.text, heard.confidence, heard.unheard) == ("", 0.0, None)


def test_the_longest_words_of_the_sentences_are_hints(model, make_graph, noise):
    recognizer = WhisperRecognizer(model)
    names = [f"{chr(97 + one)}{chr(97 + two)}dehumidifier" for one in range(9) for two in range(9)]
    recognizer.set_graph(make_graph("turn on the chandelier", *names))

    assert recognizer.hints.split() == sorted(recognizer.hints.split())
    assert len(recognizer.hints.split()) == HINTS
    assert "turn" not in recognizer.hints.split()
    assert hear(recognizer, noise(1.0)).text == "Turn on the kitchen light."
    recognizer.set_graph(make_graph("on"))
    assert recognizer.hints is None


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_a_missing_file_is_named_and_nothing_is_downloaded(model, tmp_path, name):
    shutil.copytree(model, tmp_path / "broken")
    (tmp_path / "broken" / name).unlink()

    with pytest.raises(EngineMissing, match=f"{name} is missing") as refusal:
        WhisperRecognizer(tmp_path / "broken")

    assert refusal.value.code == "bad_model"


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_a_damaged_file_is_refused(model, tmp_path, name):
    shutil.copytree(model, tmp_path / "broken")
    file = tmp_path / "broken" / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    with pytest.raises(EngineMissing, match="cannot load it") as refusal:
        WhisperRecognizer(tmp_path / "broken")

    assert refusal.value.cure


def test_a_language_the_model_does_not_know_is_refused(model):
    assert WhisperRecognizer(model, "en-GB").name == "whisper"
    with pytest.raises(EngineMissing, match="does not know the language “de”"):
        WhisperRecognizer(model, "de")


def test_without_the_library_the_extra_is_named(model, monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)

    with pytest.raises(EngineMissing) as refusal:
        WhisperRecognizer(model)

    assert "openvoiceassistant[whisper]" in refusal.value.cure
