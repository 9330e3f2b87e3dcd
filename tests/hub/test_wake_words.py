"""The home's wake words, and who listens for which."""

import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymicro_wakeword
import pyopen_wakeword
import pytest
from tests.hubs import hub_in_process, spoken

from ova.core import Conflict, InvalidInput, NotFound
from ova.engines import BadPhrase, BadWakeModel, EngineMissing, write_wav

MICRO = Path(pymicro_wakeword.__file__).parent / "models"
OPEN = Path(pyopen_wakeword.__file__).parent / "models"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        yield hub


@pytest.fixture
def words(hub):
    """The hub's wake words; what a test adds is removed."""
    yield hub.wake_words
    for word in hub.wake_words.all():
        if word["kind"] != "bundled":
            hub.wake_words.remove(word["id"])


@pytest.fixture
def satellite(hub):
    """A connected satellite and the wake-word messages it gets."""
    told = []
    link = hub.open_link(
        lambda event, *args: told.append(args[0]["wake_words"]) if event == "wake_words" else None
    )
    assert link.hello({"id": "shelf", "name": "Shelf"})["ok"]
    yield told
    hub.wake_words.choose("shelf", None)
    link.close()


def hey_rhasspy():
    return (OPEN / "hey_rhasspy.tflite").read_bytes()


def test_the_bundled_words_are_listed(words):
    listed = {word["id"]: word for word in words.all()}

    assert listed["okay_nabu"]["phrase"] == "Okay Nabu"
    assert listed["okay_nabu"]["kind"] == "bundled"
    with pytest.raises(Conflict):
        words.remove("okay_nabu")


def test_an_uploaded_model_is_kept_whole(hub, words):
    added = words.upload({"hey_robot.tflite": hey_rhasspy()})

    assert (added["id"], added["phrase"], added["kind"]) == ("hey_robot", "Hey Robot", "model")
    assert words.get("hey_robot") == added
    with zipfile.ZipFile(io.BytesIO(words.archive("hey_robot"))) as archive:
        assert archive.read("hey_robot.tflite") == hey_rhasspy()
    words.remove("hey_robot")
    with pytest.raises(NotFound):
        words.get("hey_robot")


def test_a_micro_model_comes_as_two_files_and_can_be_named(words):
    files = {name: (MICRO / name).read_bytes() for name in ("alexa.json", "alexa.tflite")}

    with pytest.raises(Conflict):
        words.upload(files)
    assert words.upload(files, "Hey Alexandra")["phrase"] == "Hey Alexandra"


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x1c\0\0\0TFL3" + bytes(5_000)])
def test_a_bad_upload_leaves_nothing_behind(hub, words, data):
    before = words.all()

    with pytest.raises(BadWakeModel):
        words.upload({"bad.tflite": data})

    assert words.all() == before
    folder = hub._options.folder.models / "wake"
    assert [path for path in folder.glob("*") if path.name.startswith(".")] == []


def test_a_phrase_is_added_warned_of_and_removed(words):
    added = words.add_phrase("Hey  Computer")

    assert (added["id"], added["phrase"], added["kind"]) == (
        "hey_computer",
        "hey computer",
        "phrase",
    )
    assert added["warning"] == ""
    assert "short" in words.add_phrase("jarvis")["warning"]
    with pytest.raises(Conflict):
        words.add_phrase("hey computer")
    with pytest.raises(BadPhrase):
        words.add_phrase("cat")
    with pytest.raises(NotFound, match="no wake word"):
        words.get("../wake")


def test_a_recording_is_tested(tmp_path):
    good, other = (write_wav(spoken(text)) for text in ("good evening edward", "open the window"))
    with hub_in_process(tmp_path, workers=1) as hub:
        words = hub.wake_words
        words.add_phrase("good evening edward")

        heard = words.test("good_evening_edward", good, 0.9)

        assert heard["heard"]
        assert 0 < heard["score"] <= 1
        assert 0 < heard["at_s"] < 4
        assert heard["level_dbfs"] < 0 < heard["snr_db"]
        assert words.test("good_evening_edward", other, 0.9)["heard"] is False
        with pytest.raises(InvalidInput):
            words.test("good_evening_edward", b"no sound")


def test_a_recording_is_never_decoded_in_the_hubs_own_process(words):
    words.add_phrase("good evening edward")

    with pytest.raises(EngineMissing, match="No speech worker"):
        words.test("good_evening_edward", write_wav(spoken("hello")))


def test_a_satellite_is_told_what_to_listen_for_at_once_and_when_it_comes_back(
    hub, words, satellite
):
    words.upload({"hey_robot.tflite": hey_rhasspy()})
    words.add_phrase("hey computer")
    assert satellite == []

    words.choose("shelf", {"hey_robot": 0.7, "hey_computer": 0.5})

    (told,) = satellite
    assert [(one["id"], one["kind"], one["sensitivity"]) for one in told] == [
        ("hey_robot", "model", 0.7),
        ("hey_computer", "phrase", 0.5),
    ]
    assert told[0]["checksum"] == words.get("hey_robot")["checksum"]
    assert words.get("hey_robot")["satellites"] == ["Shelf"]
    again = []
    link = hub.open_link(lambda event, *args: again.append((event, *args)))
    link.hello({"id": "shelf", "name": "Shelf", "wake_words": ["okay_nabu"]})
    assert ("wake_words", {"wake_words": told}) in again
    assert words.chosen("shelf") == [
        {"id": "hey_robot", "sensitivity": 0.7},
        {"id": "hey_computer", "sensitivity": 0.5},
    ]
    link.close()


def test_a_word_in_use_stays_until_another_is_chosen(words, satellite):
    words.add_phrase("hey computer")
    words.choose("shelf", {"hey_computer": 0.5})

    with pytest.raises(Conflict, match="Shelf") as refusal:
        words.remove("hey_computer")
    assert refusal.value.code == "wake_word_in_use"

    words.choose("shelf", None)
    assert satellite[-1] is None
    words.remove("hey_computer")


def test_a_choice_that_cannot_be_is_refused_and_changes_nothing(words, satellite):
    for choice, error in (
        ({}, InvalidInput),
        (dict.fromkeys("abcdef", 0.5), InvalidInput),
        ({"nobody_knows": 0.5}, NotFound),
    ):
        with pytest.raises(error):
            words.choose("shelf", choice)
    with pytest.raises(NotFound):
        words.choose("no such satellite", {"alexa": 0.5})
    assert satellite == []
    assert words.chosen("shelf") is None


def test_what_was_added_and_chosen_outlives_the_hub(tmp_path):
    with hub_in_process(tmp_path) as hub:
        hub.open_link(lambda *_: None).hello({"id": "shelf", "name": "Shelf"})
        hub.wake_words.upload({"hey_robot.tflite": hey_rhasspy()})
        hub.wake_words.add_phrase("hey computer")
        hub.wake_words.choose("shelf", {"hey_robot": 0.2})
        before = hub.wake_words.all()
    (tmp_path / "models" / "wake" / ".new-left").mkdir()

    with hub_in_process(tmp_path) as hub:
        assert hub.wake_words.all() == before
        assert hub.wake_words.chosen("shelf") == [{"id": "hey_robot", "sensitivity": 0.2}]
        assert not (tmp_path / "models" / "wake" / ".new-left").exists()


def test_a_model_copied_by_hand_without_its_phrase_hides_no_others(tmp_path):
    with hub_in_process(tmp_path) as hub:
        hub.wake_words.upload({"hey_robot.tflite": hey_rhasspy()})
        [phrase] = tmp_path.rglob("hey_robot/phrase.txt")
        phrase.unlink()
        listed = {word["id"]: word["phrase"] for word in hub.wake_words.all()}

    assert listed["hey_robot"] == "hey robot"
    assert listed["okay_nabu"] == "Okay Nabu"


def test_of_many_who_delete_a_model_at_once_one_does(words):
    words.upload({"hey_robot.tflite": hey_rhasspy()})
    together = threading.Barrier(8)

    def delete():
        together.wait(30)
        try:
            words.remove("hey_robot")
        except NotFound:
            return "gone"
        return "deleted"

    with ThreadPoolExecutor(8) as everyone:
        came = [one.result() for one in [everyone.submit(delete) for _ in range(8)]]

    assert sorted(came) == ["deleted"] + ["gone"] * 7
