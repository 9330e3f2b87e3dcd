"""Wake words of a person's own: uploaded models, good and bad."""

import io
import json
import shutil
import struct
import zipfile
from pathlib import Path

import numpy as np
import pymicro_wakeword
import pyopen_wakeword
import pytest
from tests.engines.onnx_model import constant_model

from ova.engines import (
    BadWakeModel,
    EngineMissing,
    WakeWordDescription,
    WakeWordKind,
    load_wake_word,
    pack_wake_model,
    read_wake_model,
    try_wake_model,
    unpack_wake_files,
    wake_model_checksum,
)
from ova.engines.wake.onnx_classifier import OnnxClassifier

MICRO = Path(pymicro_wakeword.__file__).parent / "models"
OPEN = Path(pyopen_wakeword.__file__).parent / "models"


@pytest.fixture
def folder(tmp_path):
    """A folder to put a model into."""
    path = tmp_path / "model"
    path.mkdir()
    return path


def put(folder, *files):
    for file in files:
        shutil.copy(file, folder)
    return folder


def load(folder):
    return load_wake_word(WakeWordDescription("own", WakeWordKind.MODEL, folder=folder))


def test_a_micro_wake_word_model_is_known_by_its_description(folder):
    put(folder, MICRO / "alexa.json", MICRO / "alexa.tflite")

    model = read_wake_model(folder)

    assert (model.engine, model.phrase) == ("microwakeword", "Alexa")
    try_wake_model(folder)
    word = load(folder)
    assert (word.name, word.phrase) == ("own", "Alexa")
    word.close()


def test_a_model_that_is_deleted_while_it_is_used_hears_on(folder, speech_of):
    word = load(put(folder, *MICRO.glob("okay_nabu.*")))
    shutil.rmtree(folder)

    for _ in range(2):
        word.reset()
        quiet = np.zeros(8_000, np.int16)
        sound = np.concatenate((quiet, speech_of("okay nabu"), quiet)).tobytes()
        assert any(word.feed(sound[at : at + 960]) for at in range(0, len(sound), 960))
    word.close()


def test_an_open_wake_word_model_is_known_by_having_none(folder):
    put(folder, OPEN / "hey_rhasspy.tflite")

    model = read_wake_model(folder)

    assert (model.engine, model.phrase) == ("openwakeword", "Hey Rhasspy")
    try_wake_model(folder)
    load(folder).close()


@pytest.mark.parametrize("size", [0, 4, 1_000, 200_000])
def test_a_truncated_model_is_refused_and_takes_nothing_down(folder, size):
    data = (OPEN / "hey_rhasspy.tflite").read_bytes()
    (folder / "own.tflite").write_bytes(data[:size])

    with pytest.raises(BadWakeModel) as refusal:
        try_wake_model(folder)

    assert "Download it again" in refusal.value.cure


def test_garbage_with_the_right_mark_is_refused(folder):
    (folder / "own.tflite").write_bytes(b"\x1c\0\0\0TFL3" + b"\xff" * 50_000)

    with pytest.raises(BadWakeModel, match=r"damaged|cannot be used"):
        try_wake_model(folder)


def test_a_model_of_another_kind_is_refused_by_what_it_takes(folder):
    put(folder, OPEN / "embedding_model.tflite")

    with pytest.raises(BadWakeModel, match="no openWakeWord model: it takes"):
        try_wake_model(folder)


def test_a_micro_model_without_its_description_is_refused_with_the_cure(folder):
    put(folder, MICRO / "alexa.tflite")

    with pytest.raises(BadWakeModel) as refusal:
        try_wake_model(folder)

    assert ".json" in refusal.value.cure


def test_a_description_of_another_model_is_refused(folder):
    put(folder, MICRO / "alexa.json", MICRO / "okay_nabu.tflite")

    with pytest.raises(BadWakeModel, match=r"describes alexa\.tflite, not okay_nabu\.tflite"):
        read_wake_model(folder)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"model": "alexa.tflite", "wake_word": "Alexa", "micro": {}}',
        '{"model": "alexa.tflite", "wake_word": "Alexa", '
        '"micro": {"probability_cutoff": 7, "sliding_window_size": 5}}',
        "[" * 100_000,
        '{"model": "alexa.tflite", "wake_word": "Alexa", '
        '"micro": {"probability_cutoff": 0.5, "sliding_window_size": 1e999}}',
        '{"model": "alexa.tflite", "wake_word": "Alexa \\ud800", '
        '"micro": {"probability_cutoff": 0.5, "sliding_window_size": 5}}',
    ],
)
def test_a_wrong_description_is_refused(folder, text):
    put(folder, MICRO / "alexa.tflite")
    (folder / "alexa.json").write_text(text)

    with pytest.raises(BadWakeModel, match="no description"):
        read_wake_model(folder)


def test_no_model_and_two_models_are_refused(folder):
    with pytest.raises(BadWakeModel, match="not one wake word model"):
        read_wake_model(folder)
    put(folder, OPEN / "hey_rhasspy.tflite", OPEN / "alexa.tflite")
    with pytest.raises(BadWakeModel, match="not one wake word model"):
        read_wake_model(folder)


def test_an_onnx_model_of_the_right_form_is_run(folder):
    pytest.importorskip("onnxruntime", reason="models in ONNX form need onnxruntime")
    (folder / "own.onnx").write_bytes(constant_model(0.75))

    try_wake_model(folder)
    model = OnnxClassifier(folder / "own.onnx")
    told = list(model.process_streaming(np.zeros((1, 1, 18, 96), np.float32)))

    assert told == [pytest.approx(0.75)] * 3
    model.reset()
    assert list(model.process_streaming(np.zeros((1, 1, 15, 96), np.float32))) == []


def test_an_onnx_model_that_is_none_is_refused(folder):
    pytest.importorskip("onnxruntime", reason="models in ONNX form need onnxruntime")
    (folder / "own.onnx").write_bytes(b"no model")

    with pytest.raises(BadWakeModel, match="no ONNX model"):
        try_wake_model(folder)


def test_without_onnxruntime_the_cure_names_both_ways(folder, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    (folder / "own.onnx").write_bytes(constant_model(0.5))

    with pytest.raises(EngineMissing) as refusal:
        OnnxClassifier(folder / "own.onnx")

    assert ".tflite" in refusal.value.cure
    assert "openvoiceassistant[onnx]" in refusal.value.cure


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


def test_a_zip_gives_its_model_files_wherever_they_lie_in_it():
    packed = zipped(
        **{"deep__own.tflite": b"1", "own.json": b"2", "LICENSE": b"3", "x__.own.json": b""}
    )

    assert unpack_wake_files({"a.zip": packed}) == {"own.tflite": b"1", "own.json": b"2"}


def test_a_zip_cannot_write_elsewhere():
    packed = zipped(**{"..__..__own.tflite": b"1"})

    assert unpack_wake_files({"a.zip": packed}) == {"own.tflite": b"1"}


def test_damaged_double_and_huge_archives_are_refused():
    good = zipped(**{"own.tflite": bytes(1_000)})
    with pytest.raises(BadWakeModel, match="damaged"):
        unpack_wake_files({"a.zip": good[:-40]})
    with pytest.raises(BadWakeModel, match="two files"):
        unpack_wake_files({"a.zip": good, "own.tflite": b"1"})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("own.tflite", bytes(40_000_000))
    with pytest.raises(BadWakeModel, match="too large"):
        unpack_wake_files({"a.zip": packed.getvalue()})


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_could_swell_without_a_limit_is_refused(packing):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr("a.tflite", bytes(1000))

    with pytest.raises(BadWakeModel, match="damaged"):
        unpack_wake_files({"a.zip": packed.getvalue()})


def test_an_archive_damaged_anywhere_is_refused_or_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ä.json", bytes(range(200)))
    whole, refused = packed.getvalue(), 0

    for place in range(4, len(whole)):
        for value in (0x00, 0xFF, 0x80):
            damaged = whole[:place] + bytes([value]) + whole[place + 1 :]
            try:
                unpack_wake_files({"a.zip": damaged})
            except BadWakeModel:
                refused += 1

    assert refused > 500


@pytest.mark.parametrize(
    "name", ["a\0.tflite", "a\n.tflite", "\ud800.tflite", "a" * 300 + ".tflite"]
)
def test_a_file_with_an_impossible_name_is_refused(name):
    with pytest.raises(BadWakeModel, match="name"):
        unpack_wake_files({name: b"x"})


def test_what_is_packed_is_the_same_after_the_way(folder, tmp_path):
    put(folder, MICRO / "alexa.json", MICRO / "alexa.tflite")
    (folder / "phrase.txt").write_text("only the hub's")
    arrived = tmp_path / "arrived"
    arrived.mkdir()

    for name, data in unpack_wake_files({"x": pack_wake_model(folder)}).items():
        (arrived / name).write_bytes(data)

    assert {path.name for path in arrived.iterdir()} == {"alexa.json", "alexa.tflite"}
    assert wake_model_checksum(arrived) == wake_model_checksum(folder)
    config = json.loads((arrived / "alexa.json").read_text())
    (arrived / "alexa.json").write_text(json.dumps({**config, "version": struct.calcsize("b")}))
    assert wake_model_checksum(arrived) != wake_model_checksum(folder)
