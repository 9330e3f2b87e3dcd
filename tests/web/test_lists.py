"""Lists and announcements over REST, on a whole hub."""

import pytest
from tests.hubs import hub_in_process


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory):
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.setup("anna", "correct horse battery")
        hub.converse("what time is it")  # now every thread runs that stays
        yield hub


def test_two_people_write_on_one_list_and_take_back_what_they_did(anna, whole_hub):
    told = []
    whole_hub.subscribe(lambda kind, data: told.append(kind) if kind.startswith("list") else None)
    made = anna.post("/api/lists", json={"name": "Shopping", "kind": "shopping"})
    assert made.status_code == 201
    place = f"/api/lists/{made.json['list']['id']}"

    added = anna.post(f"{place}/items", json={"texts": ["milk", "eggs"]}).json
    milk, eggs = added["items"]
    assert milk["added_by"] == "anna"
    spoken = whole_hub.converse("add bread to the shopping list")
    assert not spoken.error
    assert [one["text"] for one in anna.get(place).json["items"]] == ["milk", "eggs", "bread"]

    ticked = anna.patch(f"{place}/items/{milk['id']}", json={"done": True, "was": {"done": False}})
    assert ticked.json["items"][0]["done"]
    late = anna.patch(f"{place}/items/{milk['id']}", json={"text": "x", "was": {"done": False}})
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    moved = anna.post(f"{place}/items/{eggs['id']}/move", json={"before": milk["id"]}).json
    assert [one["text"] for one in moved["list"]["items"]] == ["eggs", "milk", "bread"]

    cleared = anna.post(f"{place}/clear", json={"done_only": True}).json
    assert [one["text"] for one in cleared["list"]["items"]] == ["eggs", "bread"]
    back = anna.post("/api/lists/undo", json={"change": cleared["change"]}).json
    assert [one["text"] for one in back["list"]["items"]] == ["eggs", "milk", "bread"]
    again = anna.post("/api/lists/undo", json={"change": cleared["change"]})
    assert (again.status_code, again.json["code"]) == (409, "changed_since")

    gone = anna.delete(place).json
    assert anna.get("/api/lists").json == []
    assert anna.get(place).status_code == 404
    anna.post("/api/lists/undo", json={"change": gone["change"]})
    assert len(anna.get("/api/lists").json[0]["items"]) == 3
    assert set(anna.get("/api/lists/words?kind=shopping").json["words"]) == {
        "milk",
        "eggs",
        "bread",
    }
    assert {"list", "list_removed"} == set(told)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/lists", {"name": ""}, 422),
        ("/api/lists", {"name": "x", "kind": "fruit"}, 422),
        ("/api/lists/nothing/items", {"texts": ["x"]}, 404),
        ("/api/lists/nothing/items", {"texts": []}, 422),
        ("/api/lists/undo", {"change": 10**12}, 404),
        ("/api/announcements", {"text": "hello", "area_ids": ["nowhere"]}, 404),
        ("/api/announcements", {"text": "hello"}, 503),
    ],
)
def test_what_cannot_be_is_said_plainly(anna, path, body, status):
    answer = anna.post(path, json=body)

    assert answer.status_code == status, answer.json
    assert answer.json["cure"]


def test_a_recording_for_several_places_comes_as_far_as_what_reads_sound(anna):
    where = "satellite_ids=one&satellite_ids=other"

    answer = anna.post(
        f"/api/announcements/recording?{where}", data=b"RIFF", content_type="audio/wav"
    )

    assert answer.json["code"] == "engine_missing", answer.json  # this hub has no speech workers
