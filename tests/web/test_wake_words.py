"""Wake words over REST, against a whole hub."""

from pathlib import Path

import pyopen_wakeword
import pytest
from tests.hubs import hub_in_process, spoken

from ova.engines import write_wav

OPEN = Path(pyopen_wakeword.__file__).parent / "models"
BYTES = "application/octet-stream"


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory):
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        hub.setup("anna", "correct horse battery")
        hub.open_link(lambda *_: None).hello({"id": "shelf", "name": "Shelf"})
        yield hub


def test_every_route_asks_who_is_there(rest):
    stranger = rest.test_client()

    for method, path in (
        ("GET", "/api/wake-words"),
        ("POST", "/api/wake-words"),
        ("POST", "/api/wake-phrases"),
        ("POST", "/api/wake-phrases/check"),
        ("POST", "/api/wake-phrases/test"),
        ("GET", "/api/wake-words/alexa"),
        ("DELETE", "/api/wake-words/alexa"),
        ("GET", "/api/wake-words/alexa/model"),
        ("POST", "/api/wake-words/alexa/test"),
        ("GET", "/api/satellites/shelf/wake-words"),
        ("PUT", "/api/satellites/shelf/wake-words"),
        ("DELETE", "/api/satellites/shelf/wake-words"),
    ):
        with stranger.open(path, method=method) as answer:
            assert answer.status_code == 401, path


def test_a_model_is_uploaded_as_bytes_fetched_and_deleted(anna):
    data = (OPEN / "hey_rhasspy.tflite").read_bytes()

    added = anna.post("/api/wake-words?name=hey_robot.tflite", data=data, content_type=BYTES)

    assert added.status_code == 201
    assert added.json["phrase"] == "Hey Robot"
    fetched = anna.get("/api/wake-words/hey_robot/model")
    assert fetched.mimetype == "application/zip"
    assert added.json in anna.get("/api/wake-words").json
    assert anna.delete("/api/wake-words/hey_robot").status_code == 204
    assert anna.get("/api/wake-words/hey_robot").status_code == 404


def test_a_model_is_uploaded_as_a_form_with_its_phrase(anna):
    with (OPEN / "hey_rhasspy.tflite").open("rb") as file:
        added = anna.post("/api/wake-words?phrase=Hey%20Marvin", data={"file": file})

    assert (added.status_code, added.json["id"]) == (201, "hey_marvin")
    assert anna.delete("/api/wake-words/hey_marvin").status_code == 204


def test_what_is_no_model_is_told_with_the_cure(anna):
    refused = anna.post("/api/wake-words?name=x.tflite", data=b"garbage", content_type=BYTES)
    assert (refused.status_code, refused.json["code"]) == (422, "bad_wake_model")
    assert refused.json["cure"]
    empty = anna.post("/api/wake-words", data={"other": "x"}, content_type="multipart/form-data")
    assert empty.status_code == 415


def test_a_phrase_is_added_and_tested_with_a_recording(anna):
    added = anna.post("/api/wake-phrases", json={"phrase": "good evening edward"})
    assert (added.status_code, added.json["kind"]) == (201, "phrase")

    heard = anna.post(
        "/api/wake-words/good_evening_edward/test?sensitivity=0.9",
        data=write_wav(spoken("good evening edward")),
        content_type="audio/wav",
    )

    assert heard.json["heard"] is True
    assert heard.json["snr_db"] > 0
    wrong = anna.post("/api/wake-words/good_evening_edward/test?sensitivity=3", data=b"")
    assert wrong.status_code == 422
    refused = anna.post("/api/wake-phrases", json={"phrase": "cat"})
    assert (refused.status_code, refused.json["code"]) == (422, "bad_wake_phrase")
    assert anna.delete("/api/wake-words/good_evening_edward").status_code == 204


@pytest.mark.parametrize(
    ("phrase", "fault", "risky"),
    [
        ("Hey,  computer!", "", False),
        ("jarvis", "", True),
        ("cat", "short", False),
        ("what time is it now", "everyday", False),
        ("internationalization internationalization internationalization", "long", False),
        ("agent 47", "form", False),
        ("okay nabu", "taken", False),
    ],
)
def test_what_is_to_be_said_against_a_phrase_is_told_before_it_is_added(anna, phrase, fault, risky):
    told = anna.post("/api/wake-phrases/check", json={"phrase": phrase}).json

    assert (told["fault"], told["risky"]) == (fault, risky)
    if not fault:
        assert told["phrase"] == phrase.lower().replace(",  ", " ").strip("!")
    assert told["phrase"] not in [one["phrase"] for one in anna.get("/api/wake-words").json]


def test_a_phrase_is_tried_before_it_is_added(anna):
    said = write_wav(spoken("good evening edward"))

    def heard(phrase):
        path = f"/api/wake-phrases/test?phrase={phrase}&sensitivity=0.9"
        return anna.post(path, data=said, content_type="audio/wav")

    assert heard("good%20evening%20edward").json["heard"] is True
    assert heard("marvellous%20computer").json["heard"] is False
    assert heard("cat").json["code"] == "bad_wake_phrase"
    assert "good evening edward" not in [one["phrase"] for one in anna.get("/api/wake-words").json]


def test_a_satellite_is_given_several_wake_words_and_left_to_itself_again(anna):
    path = "/api/satellites/shelf/wake-words"
    assert anna.get(path).json == {"wake_words": None}

    chosen = [{"id": "okay_nabu", "sensitivity": 0.4}, {"id": "alexa", "sensitivity": 0.5}]
    given = anna.put(path, json={"wake_words": [chosen[0], {"id": "alexa"}]})

    assert given.json == {"wake_words": chosen} == anna.get(path).json
    for wrong, status in (
        ([{"id": "alexa"}, {"id": "alexa"}], 422),
        ([{"id": "alexa", "sensitivity": 2}], 422),
        ([{"id": "nobody_knows"}], 404),
        ([], 422),
    ):
        assert anna.put(path, json={"wake_words": wrong}).status_code == status
    assert anna.get(path).json == {"wake_words": chosen}
    assert anna.delete(path).json == {"wake_words": None}
    assert anna.get("/api/satellites/nowhere/wake-words").status_code == 404
