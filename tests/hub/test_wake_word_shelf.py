"""The wake words there are, and those people add."""

import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymicro_wakeword
import pyopen_wakeword
import pytest
from tests.hubs import hub_in_process

from ova.core import Conflict, NotFound
from ova.engines import BadPhrase, BadWakeModel

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
