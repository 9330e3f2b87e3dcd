"""Who listens for which wake words."""

from pathlib import Path

import pyopen_wakeword
import pytest
from tests.hubs import hub_in_process

from ova.core import Conflict, InvalidInput, NotFound

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
    hub.wake_choices.choose("shelf", None)
    link.close()


def hey_rhasspy():
    return (OPEN / "hey_rhasspy.tflite").read_bytes()


def test_a_satellite_is_told_what_to_listen_for_at_once_and_when_it_comes_back(
    hub, words, satellite
):
    words.upload({"hey_robot.tflite": hey_rhasspy()})
    words.add_phrase("hey computer")
    assert satellite == []

    hub.wake_choices.choose("shelf", {"hey_robot": 0.7, "hey_computer": 0.5})

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
    assert hub.wake_choices.chosen("shelf") == [
        {"id": "hey_robot", "sensitivity": 0.7},
        {"id": "hey_computer", "sensitivity": 0.5},
    ]
    link.close()


def test_a_word_in_use_stays_until_another_is_chosen(hub, words, satellite):
    words.add_phrase("hey computer")
    hub.wake_choices.choose("shelf", {"hey_computer": 0.5})

    with pytest.raises(Conflict, match="Shelf") as refusal:
        words.remove("hey_computer")
    assert refusal.value.code == "wake_word_in_use"

    hub.wake_choices.choose("shelf", None)
    assert satellite[-1] is None
    words.remove("hey_computer")


def test_a_choice_that_cannot_be_is_refused_and_changes_nothing(hub, words, satellite):
    for choice, error in (
        ({}, InvalidInput),
        (dict.fromkeys("abcdef", 0.5), InvalidInput),
        ({"nobody_knows": 0.5}, NotFound),
    ):
        with pytest.raises(error):
            hub.wake_choices.choose("shelf", choice)
    with pytest.raises(NotFound):
        hub.wake_choices.choose("no such satellite", {"alexa": 0.5})
    assert satellite == []
    assert hub.wake_choices.chosen("shelf") is None


def test_what_was_added_and_chosen_outlives_the_hub(tmp_path):
    with hub_in_process(tmp_path) as hub:
        hub.open_link(lambda *_: None).hello({"id": "shelf", "name": "Shelf"})
        hub.wake_words.upload({"hey_robot.tflite": hey_rhasspy()})
        hub.wake_words.add_phrase("hey computer")
        hub.wake_choices.choose("shelf", {"hey_robot": 0.2})
        before = hub.wake_words.all()
    (tmp_path / "models" / "wake" / ".new-left").mkdir()

    with hub_in_process(tmp_path) as hub:
        assert hub.wake_words.all() == before
        assert hub.wake_choices.chosen("shelf") == [{"id": "hey_robot", "sensitivity": 0.2}]
        assert not (tmp_path / "models" / "wake" / ".new-left").exists()
