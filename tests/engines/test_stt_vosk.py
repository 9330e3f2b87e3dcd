"""Vosk's guards: a faulty model or grammar must never reach libvosk, which ends the process."""

import pytest

from ova.core import WordArc, WordGraph
from ova.engines import EngineMissing, SpeechPool, SpeechSettings
from ova.engines.stt.phrases import phrases
from ova.engines.stt.vosk import VoskRecognizer, check_model
from ova.engines.worker import make_recognizer

FST = (2125659606).to_bytes(4, "little") + b"rest"


@pytest.fixture
def model(tmp_path):
    """Files that look like a model; libvosk never gets to see them."""
    folder = tmp_path / "vosk" / "en-small"
    files = {
        "am/final.mdl": b"\0Bmodel",
        "conf/model.conf": b"--beam=12\n--endpoint.silence-phones=1:2\n",
        "conf/mfcc.conf": b"--dither=0\n",
        "graph/HCLr.fst": FST,
        "graph/Gr.fst": FST,
        "graph/disambig_tid.int": b"",
        "graph/words.txt": b"<eps> 0\nlight 1\n",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_complete_model_passes_the_check(model):
    assert check_model(model) == model / "graph" / "words.txt"


def test_the_older_flat_layout_passes_too(tmp_path):
    for name in ("final.mdl", "mfcc.conf", "HCLG.fst", "words.txt"):
        (tmp_path / name).write_bytes(FST)

    assert check_model(tmp_path) == tmp_path / "words.txt"


@pytest.mark.parametrize(
    "name",
    [
        "am/final.mdl",
        "conf/model.conf",
        "conf/mfcc.conf",
        "graph/HCLr.fst",
        "graph/Gr.fst",
        "graph/disambig_tid.int",
        "graph/words.txt",
    ],
)
def test_a_missing_file_is_named_with_a_cure(model, name):
    (model / name).unlink()

    with pytest.raises(EngineMissing) as refusal:
        VoskRecognizer(model)

    assert refusal.value.code == "bad_model"
    assert name.rpartition("/")[2] in refusal.value.message
    assert refusal.value.cure


@pytest.mark.parametrize("name", ["am/final.mdl", "graph/HCLr.fst", "graph/words.txt"])
def test_an_empty_file_is_refused(model, name):
    (model / name).write_bytes(b"")

    with pytest.raises(EngineMissing, match="missing or empty"):
        VoskRecognizer(model)


def test_a_damaged_graph_file_is_refused(model):
    (model / "graph/Gr.fst").write_bytes(b"<!DOCTYPE html>")

    with pytest.raises(EngineMissing, match="damaged"):
        VoskRecognizer(model)


def test_a_model_without_silence_phones_is_refused_because_libvosk_would_abort(model):
    (model / "conf/model.conf").write_text("--beam=12\n")

    with pytest.raises(EngineMissing, match="silence-phones"):
        VoskRecognizer(model)


def test_a_model_libvosk_cannot_read_is_refused(model):
    with pytest.raises(EngineMissing) as refusal:
        VoskRecognizer(model)

    assert "cannot be loaded" in refusal.value.message


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(EngineMissing, match="does not exist"):
        VoskRecognizer(tmp_path / "nothing")


def test_auto_takes_vosk_only_when_a_model_for_the_language_is_there(model):
    models_dir = model.parent.parent

    assert SpeechSettings(models_dir=models_dir).vosk_model() == model
    assert SpeechSettings(models_dir=models_dir, language="de").vosk_model() is None
    assert make_recognizer(SpeechSettings(models_dir=models_dir, language="de")).name == (
        "pocketsphinx"
    )
    with pytest.raises(EngineMissing, match="cannot be loaded"):
        make_recognizer(SpeechSettings(models_dir=models_dir))


def test_a_pool_with_a_broken_model_says_so_and_does_not_become_ready(model):
    pool = SpeechPool(SpeechSettings(stt="vosk", models_dir=model.parent.parent, workers=1))
    try:
        (model / "graph/words.txt").unlink()
        pool.start()

        assert not pool.wait_ready(60)
        assert pool.error is not None
        assert pool.error.code == "bad_model"
    finally:
        pool.close()


def test_phrases_hold_every_pair_of_neighbours_and_only_known_words(light_graph):
    listed = phrases(light_graph, light_graph.words - {"lamp"})

    text = " | ".join(listed)
    assert "lamp" not in text
    for pair in ("please turn", "turn on", "turn off", "on the", "off kitchen", "hallway light"):
        assert pair in text
    assert all(phrase.endswith("light") for phrase in listed)
    assert len(listed) < 20


def test_a_sentence_of_one_word_is_a_phrase():
    graph = WordGraph(3, 2, (WordArc(0, 1, None), WordArc(1, 2, "stop")), "stop")

    assert phrases(graph, {"stop"}) == ["stop"]
    assert phrases(graph, set()) == []
