"""What lies on the shelf: installed, copied there by hand, damaged, or left by a power cut."""

import json
import shutil

import pytest
from tests.engines.models.mirrors import ONNX, SETTINGS, TINY

from ova.engines.models import Label, ModelKind, NoSuchModel, Shelf, best_model
from ova.engines.models.shelf import write_label


def recogniser(models, name, **label):
    folder = models / "vosk" / name
    shutil.copytree(TINY, folder)
    if label:
        write_label(folder, Label(**label))
    return folder


def voice(folder, name, *, settings=SETTINGS, onnx=ONNX):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(onnx)
    if settings is not None:
        (folder / f"{name}.onnx.json").write_text(json.dumps(settings))


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("vosk-model-small-de-0.15", "de"),
        ("vosk-model-small-en-us-0.15", "en-US"),
        ("vosk-model-en-us-0.22-lgraph", "en-US"),
        ("vosk-model-small-cn-0.22", "zh"),
        ("vosk-model-small-sv-rhasspy-0.15", "sv"),
        ("vosk-model-nl-spraakherkenning-0.6", "nl"),
        ("vosk-model-tl-ph-generic-0.6", "tl-PH"),
        ("vosk-model-small-uk-v3-small", "uk"),
        ("de", "de"),
        ("en-fixture", "en"),
        ("fr_kitchen", "fr"),
        ("vosk-model-spk-0.4", ""),
        ("kitchen", ""),
    ],
)
def test_the_language_of_a_folder_copied_by_hand_is_read_from_its_name(models, name, language):
    recogniser(models, name)

    (found,) = Shelf(models).installed()

    assert (found.id, found.kind, found.language) == (name, ModelKind.VOSK, language)
    assert found.fault == ""
    assert found.label.installed_at == 0


def test_voices_copied_by_hand_are_found_in_folders_and_as_loose_files(models):
    voice(models / "piper" / "mine", "some")
    voice(models / "piper", "loose")

    found = {one.id: one for one in Shelf(models).installed("piper")}

    assert set(found) == {"mine", "loose"}
    assert {one.language for one in found.values()} == {"en-US"}
    assert found["mine"].file == models / "piper" / "mine" / "some.onnx"
    assert found["loose"].file == models / "piper" / "loose.onnx"


@pytest.mark.parametrize(
    ("settings", "onnx", "fault"),
    [
        (None, ONNX, "a.onnx.json is missing"),
        ([], ONNX, "no “audio”"),
        ({**SETTINGS, "audio": {}}, ONNX, "no sample rate"),
        ({**SETTINGS, "phoneme_id_map": None}, ONNX, "phoneme_id_map"),
        (SETTINGS, b"", "a.onnx is empty"),
        (SETTINGS, b"version https://git-lfs.github.com/spec/v1", "no ONNX model"),
    ],
)
def test_a_voice_that_cannot_speak_says_why(models, settings, onnx, fault):
    voice(models / "piper" / "a", "a", settings=settings, onnx=onnx)

    (found,) = Shelf(models).installed()

    assert fault in found.fault


def test_a_voice_that_lost_its_file_is_shown_with_the_fault(models):
    voice(models / "piper" / "a", "a")
    (models / "piper" / "a" / "a.onnx").unlink()

    (found,) = Shelf(models).installed()

    assert ".onnx file is missing" in found.fault


@pytest.mark.parametrize("name", ["am/final.mdl", "conf/model.conf", "graph/Gr.fst"])
def test_a_recogniser_that_lost_a_file_is_shown_and_not_chosen(models, name):
    (recogniser(models, "de") / name).unlink()

    (found,) = Shelf(models).installed()

    assert name.rpartition("/")[2] in found.fault
    assert best_model(models, "vosk", "de") is None


def test_folders_that_are_no_models_and_what_is_being_built_are_left_out(models):
    (models / "vosk" / "notes").mkdir(parents=True)
    (models / "vosk" / "readme.txt").write_text("hello")
    recogniser(models, ".old-de")
    (models / "piper" / "empty").mkdir(parents=True)

    assert Shelf(models).installed() == ()
    assert Shelf(models / "nowhere").installed() == ()


def test_a_label_that_cannot_be_read_harms_nothing(models):
    (recogniser(models, "de") / "ova-model.json").write_text("{half")

    (found,) = Shelf(models).installed()

    assert (found.language, found.fault) == ("de", "")


def test_the_best_model_is_of_the_region_then_dynamic_then_the_latest(models):
    recogniser(models, "en-first", language="en-US", installed_at=1.0)
    recogniser(models, "en-second", language="en-US", installed_at=2.0)
    recogniser(models, "en-british", language="en-GB", installed_at=3.0)
    static = recogniser(models, "en-static", language="en-US", installed_at=4.0)
    (static / "graph" / "HCLr.fst").rename(static / "graph" / "HCLG.fst")
    recogniser(models, "vosk-model-small-de-0.15")

    order = [one.id for one in Shelf(models).installed("vosk", "en-US")]

    assert order == ["en-second", "en-first", "en-static", "en-british"]
    assert best_model(models, "vosk", "en-GB").id == "en-british"
    assert best_model(models, "vosk", "en").id == "en-british"
    assert best_model(models, "vosk", "de").id == "vosk-model-small-de-0.15"
    assert best_model(models, "vosk", "fr") is None
    assert best_model(models, "piper", "en") is None


def test_a_removed_model_is_gone_with_all_its_files(models):
    recogniser(models, "de")
    voice(models / "piper", "loose")
    voice(models / "piper", "other")
    shelf = Shelf(models)

    shelf.remove(shelf.get("de"))
    shelf.remove(shelf.get("loose"))

    assert [one.id for one in shelf.installed()] == ["other"]
    assert {path.name for path in models.rglob("*") if path.is_file()} == {
        "other.onnx",
        "other.onnx.json",
    }
    with pytest.raises(NoSuchModel):
        shelf.get("de")


def test_what_a_power_cut_left_is_cleared_up(models):
    recogniser(models, "de")
    recogniser(models, ".gone-abc")
    recogniser(models, ".old-de")
    shutil.copytree(TINY, models / ".new-abc" / "de")

    Shelf(models).tidy()

    assert [path.name for path in sorted(models.iterdir())] == ["vosk"]
    assert [path.name for path in (models / "vosk").iterdir()] == ["de"]


def test_a_model_whose_successor_did_not_arrive_is_put_back(models):
    recogniser(models, ".old-de")
    shutil.copytree(TINY, models / ".new-abc" / "de")

    Shelf(models).tidy()

    assert [one.id for one in Shelf(models).installed()] == ["de"]
