"""Faulty models: libvosk would end the process over many of them, so none may reach it."""

import shutil

import pytest

from ova.engines import EngineMissing, SpeechSettings
from ova.engines.stt import vosk_model
from ova.engines.stt.vosk import VoskRecognizer
from ova.engines.stt.vosk_model import check_model
from ova.engines.worker import make_recognizer

NEEDED = [
    "am/final.mdl",
    "conf/model.conf",
    "conf/mfcc.conf",
    "graph/HCLr.fst",
    "graph/Gr.fst",
    "graph/disambig_tid.int",
    "graph/words.txt",
]
HEARD = "turn on the kitchen light"


def refusal_of(folder):
    with pytest.raises(EngineMissing) as refusal:
        VoskRecognizer(folder)
    assert refusal.value.code == "bad_model"
    assert refusal.value.cure
    assert str(folder) in refusal.value.message
    return refusal.value.message


def heard_by(recognizer, samples):
    stream = recognizer.start()
    stream.feed(samples)
    return stream.finish().text


def edit(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_file_is_named(own_vosk_model, name):
    (own_vosk_model / name).unlink()

    assert name.rpartition("/")[2] in refusal_of(own_vosk_model)


@pytest.mark.parametrize("name", ["am/final.mdl", "graph/HCLr.fst", "graph/words.txt"])
def test_an_empty_file_is_refused(own_vosk_model, name):
    (own_vosk_model / name).write_bytes(b"")

    assert "missing or empty" in refusal_of(own_vosk_model)


@pytest.mark.parametrize(
    "name",
    [
        "am/final.mdl",
        "conf/model.conf",
        "conf/mfcc.conf",
        "graph/HCLr.fst",
        "graph/Gr.fst",
        "graph/phones/word_boundary.int",
    ],
)
def test_a_file_cut_short_is_refused(own_vosk_model, name):
    file = own_vosk_model / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    assert "cannot be used" in refusal_of(own_vosk_model)


@pytest.mark.parametrize(
    "name", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst", "graph/words.txt"]
)
def test_a_web_page_in_place_of_a_file_is_refused(own_vosk_model, name):
    (own_vosk_model / name).write_text("<!DOCTYPE html>\n<title>Not found</title>\n")

    assert "cannot be used" in refusal_of(own_vosk_model)


@pytest.mark.parametrize("name", ["conf/model.conf", "conf/mfcc.conf"])
def test_an_unknown_option_is_named(own_vosk_model, name):
    with (own_vosk_model / name).open("a") as file:
        file.write("--no-such-option=3\n")

    assert "--no-such-option=3" in refusal_of(own_vosk_model)


@pytest.mark.parametrize(
    "line", ["", "#--endpoint.silence-phones=1\n", "--endpoint.silence-phones=\n"]
)
def test_a_model_without_silence_phones_is_refused_because_libvosk_would_abort(
    own_vosk_model, line
):
    edit(own_vosk_model / "conf/model.conf", "--endpoint.silence-phones=1\n", line)

    assert "silence-phones" in refusal_of(own_vosk_model)


def test_what_aborts_libvosk_only_while_decoding_is_found_too(own_vosk_model):
    edit(own_vosk_model / "conf/model.conf", "subsampling-factor=3", "subsampling-factor=0")

    assert "frame_subsampling_factor > 0" in refusal_of(own_vosk_model)


def test_features_the_network_does_not_fit_are_refused(own_vosk_model):
    edit(own_vosk_model / "conf/mfcc.conf", "--num-ceps=40", "--num-ceps=13")

    assert "got 13 but network expects 40" in refusal_of(own_vosk_model)


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    assert "does not exist" in refusal_of(tmp_path / "nothing")


def test_a_words_file_with_tabs_is_read(own_vosk_model, light_graph, speech_of):
    words = own_vosk_model / "graph/words.txt"
    words.write_text(words.read_text().replace(" ", "\t"))
    recognizer = VoskRecognizer(own_vosk_model)
    recognizer.set_graph(light_graph)

    assert heard_by(recognizer, speech_of(HEARD)) == HEARD


def test_the_older_flat_layout_is_heard_with_too(own_vosk_model, tmp_path, light_graph, speech_of):
    flat = tmp_path / "flat"
    flat.mkdir()
    for name in [*NEEDED, "graph/phones/word_boundary.int"]:
        if name != "conf/model.conf":
            shutil.copy(own_vosk_model / name, flat)

    assert check_model(flat) == flat / "words.txt"
    recognizer = VoskRecognizer(flat)
    recognizer.set_graph(light_graph)
    assert heard_by(recognizer, speech_of(HEARD)) == HEARD


def test_a_model_is_tried_again_only_when_its_files_changed(own_vosk_model, monkeypatch):
    VoskRecognizer(own_vosk_model)
    with monkeypatch.context() as untried:
        untried.setattr(vosk_model.subprocess, "run", None)
        VoskRecognizer(own_vosk_model)

    graph = own_vosk_model / "graph/HCLr.fst"
    graph.write_bytes(graph.read_bytes()[:-4])

    assert "HCLr.fst" in refusal_of(own_vosk_model)


def test_a_model_in_a_folder_that_cannot_be_written_to_is_used(own_vosk_model):
    (own_vosk_model / ".ova-tried").mkdir()  # stands for a folder mounted read-only

    assert VoskRecognizer(own_vosk_model).name == "vosk"


def test_a_model_that_loads_slowly_is_used_without_a_trial(own_vosk_model, monkeypatch, caplog):
    monkeypatch.setattr(vosk_model, "_TRIAL_S", 0.001)

    assert VoskRecognizer(own_vosk_model).name == "vosk"
    assert "too slowly" in caplog.text


def test_auto_takes_vosk_only_when_a_model_for_the_language_is_there(own_vosk_model):
    models_dir = own_vosk_model.parent.parent
    german = SpeechSettings(models_dir=models_dir, language="de")

    assert SpeechSettings(models_dir=models_dir).vosk_model() == own_vosk_model
    assert make_recognizer(SpeechSettings(models_dir=models_dir)).name == "vosk"
    assert german.vosk_model() is None
    assert make_recognizer(german).name == "pocketsphinx"
    with pytest.raises(EngineMissing, match="does not exist"):
        make_recognizer(SpeechSettings(stt="vosk", models_dir=models_dir, language="de"))
