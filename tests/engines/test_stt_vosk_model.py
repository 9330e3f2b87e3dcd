"""Faulty models: libvosk would end the process over many of them, so none may reach it."""

import shutil
import struct

import pytest

from ova.engines import EngineMissing
from ova.engines.stt import vosk_model
from ova.engines.stt.vosk import VoskRecognizer
from ova.engines.stt.vosk_model import check_model, time_scale

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


def make_static(folder):
    """Turn a model into one without run-time grammars: its word loop is the whole graph."""
    (folder / "graph/HCLr.fst").rename(folder / "graph/HCLG.fst")
    (folder / "graph/Gr.fst").unlink()


def change_arcs(file, change):
    """Change the input labels of an OpenFst vector graph."""
    content = bytearray(file.read_bytes())
    place = 4
    for _ in range(2):  # kinds of the graph and of its arcs
        place += 4 + struct.unpack_from("<i", content, place)[0]
    place += 4 + 4 + 8 + 8  # version, flags, properties, start
    (states,) = struct.unpack_from("<q", content, place)
    place += 8 + 8
    for _ in range(states):
        (arcs,) = struct.unpack_from("<q", content, place + 4)
        place += 12
        for _ in range(arcs):
            (label,) = struct.unpack_from("<i", content, place)
            struct.pack_into("<i", content, place, change(label))
            place += 16
    file.write_bytes(content)


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


def test_a_model_for_telephone_sound_is_used(own_vosk_model):
    edit(own_vosk_model / "conf/mfcc.conf", "--sample-frequency=16000", "--sample-frequency=8000")
    edit(own_vosk_model / "conf/mfcc.conf", "--high-freq=7600", "--high-freq=3800")

    assert VoskRecognizer(own_vosk_model).name == "vosk"


def test_priors_of_the_wrong_length_are_refused(own_vosk_model):
    file = own_vosk_model / "am/final.mdl"
    content = file.read_bytes()
    place = content.index(b"<Priors> FV ") + len(b"<Priors> FV ")
    (count,) = struct.unpack_from("<i", content, place + 1)
    cut = content[: place + 5 + 4 * (count - 3)]
    rest = content[place + 5 + 4 * count :]
    file.write_bytes(cut[:place] + struct.pack("<bi", 4, count - 3) + cut[place + 5 :] + rest)

    assert "Non matching dimensions" in refusal_of(own_vosk_model)


def test_a_graph_of_another_network_is_refused_because_libvosk_would_crash(own_vosk_model):
    make_static(own_vosk_model)
    change_arcs(own_vosk_model / "graph/HCLG.fst", lambda label: label + 5000 if label else 0)

    assert "it crashes" in refusal_of(own_vosk_model)


@pytest.mark.parametrize("kind", ["begin", "internal", "nonword", "inside"])
def test_boundaries_that_would_lose_words_are_refused(own_vosk_model, kind):
    file = own_vosk_model / "graph/phones/word_boundary.int"
    first, *others = file.read_text().splitlines()
    file.write_text("\n".join([first, *(f"{line.split()[0]} {kind}" for line in others)]))

    assert "where words begin and end" in refusal_of(own_vosk_model)


def test_a_model_without_boundaries_is_used(own_vosk_model, light_graph, speech_of):
    (own_vosk_model / "graph/phones/word_boundary.int").unlink()
    recognizer = VoskRecognizer(own_vosk_model)
    recognizer.set_graph(light_graph)

    assert heard_by(recognizer, speech_of(HEARD)) == HEARD


def test_word_times_are_right_where_the_network_skips_no_frames(
    own_vosk_model, light_graph, speech_of
):
    edit(own_vosk_model / "conf/model.conf", "subsampling-factor=3", "subsampling-factor=1")
    edit(own_vosk_model / "conf/model.conf", "--acoustic-scale=0.3", "--acoustic-scale=0.1")
    recognizer = VoskRecognizer(own_vosk_model)
    recognizer.set_graph(light_graph)
    samples = speech_of(HEARD)
    stream = recognizer.start()
    stream.feed(samples)
    heard = stream.finish()

    assert heard.text == HEARD
    assert heard.words[0].start_s == pytest.approx(0.33, abs=0.1)
    assert heard.words[-1].end_s < samples.size / 16_000


@pytest.mark.parametrize(
    ("options", "scale"),
    [("--frame-subsampling-factor=3\n", 1), ("--frame-subsampling-factor=1\n", 1 / 3), ("", 1 / 3)],
)
def test_the_scale_of_word_times_follows_the_subsampling(tmp_path, options, scale):
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf/model.conf").write_text(f"--beam=13\n{options}")

    assert time_scale(tmp_path) == pytest.approx(scale)
    assert time_scale(tmp_path / "flat") == 1


def test_a_static_graph_is_decoded_openly(own_vosk_model, make_graph, speech_of):
    make_static(own_vosk_model)
    recognizer = VoskRecognizer(own_vosk_model)
    recognizer.set_graph(make_graph("stop", "open the garage door"))

    assert heard_by(recognizer, speech_of("open the garage door")) == "open the garage door"
    assert heard_by(recognizer, speech_of("turn on the kitchen light")) == HEARD
    assert heard_by(recognizer, speech_of("turn on the kitchen banana")) == ""


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
