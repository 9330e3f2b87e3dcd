"""Groups of satellites over REST, in a real hub; every answer is checked against its form."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from tests.hubs import PASSWORD, hub_in_process
from werkzeug.test import TestResponse

from ova.hub import OpenVoiceAssistant
from ova.web import create_app

Ask = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("groups")) as hub:
        hub.accounts.create_owner("anna", PASSWORD)
        hub.converse("what time is it")
        hub.say_wav("ready")
        for name in ("shelf", "stove"):
            assert hub.open_link(lambda *_message: None).hello({"id": name, "name": name})["ok"]
        yield hub


@pytest.fixture(scope="module")
def client(
    hub: OpenVoiceAssistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FlaskClient]:
    app = create_app(hub, frontend_dir=tmp_path_factory.mktemp("dist"))
    app.validate_response = True
    _, secret = hub.accounts.create_token(hub.accounts.named("anna").id, "tests")
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    yield client
    app.close()


@pytest.fixture
def group(hub: OpenVoiceAssistant, client: FlaskClient) -> Iterator[str]:
    made = client.post(
        "/api/satellite-groups", json={"name": "Downstairs", "satellite_ids": ["shelf", "stove"]}
    )
    assert made.status_code == 201
    yield made.json["id"]
    for one in hub.satellites.groups.all():
        hub.satellites.groups.delete(one.id)


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def test_a_group_is_made_changed_and_never_called_like_anything_else(
    client: FlaskClient, group: str
):
    address = f"/api/satellite-groups/{group}"
    assert [one["name"] for one in client.get("/api/satellite-groups").json] == ["Downstairs"]
    for name in ("kitchen", "Shelf", "downstairs"):
        body = {"name": name, "satellite_ids": ["shelf"]}
        assert code(client.post("/api/satellite-groups", json=body)) == (409, "name_taken")
    assert code(client.post("/api/areas", json={"name": "Downstairs"})) == (409, "name_taken")
    renamed = client.patch("/api/satellites/shelf", json={"name": "downstairs"})
    assert code(renamed) == (409, "name_taken")
    nobody = {"name": "Upstairs", "satellite_ids": ["cellar"]}
    assert code(client.post("/api/satellite-groups", json=nobody)) == (404, "not_found")
    empty = {"name": "Upstairs", "satellite_ids": []}
    assert client.post("/api/satellite-groups", json=empty).status_code == 422

    changed = client.patch(address, json={"name": "Below", "was": {"name": "Downstairs"}})
    assert changed.json["name"] == "Below"
    stale = {"satellite_ids": ["shelf"], "was": {"name": "Downstairs"}}
    assert code(client.patch(address, json=stale)) == (412, "changed_meanwhile")


def test_a_group_is_spoken_to_and_rung_on_until_it_is_deleted(client: FlaskClient, group: str):
    said = client.post("/api/announcements", json={"text": "Dinner.", "group_ids": [group]})
    assert (said.status_code, said.json["announced"]) == (202, ["shelf", "stove"])

    timer = client.post("/api/timers", json={"duration_s": 3600, "group_id": group}).json
    assert (timer["group_id"], timer["satellite_ids"]) == (group, ["shelf", "stove"])
    alarm = {"kind": "alarm", "in_s": 3600, "satellite_id": "shelf"}
    planned = client.post("/api/schedules", json=alarm).json
    place = f"/api/schedules/{planned['id']}"
    moved = client.patch(place, json={"group_id": group, "was": {"group_id": None}}).json
    assert (moved["group_id"], moved["satellite_ids"]) == (group, ["shelf", "stove"])
    both = {"duration_s": 60, "group_id": group, "satellite_id": "shelf"}
    assert code(client.post("/api/timers", json=both)) == (422, "group_and_satellites")
    unknown = client.post("/api/timers", json={"duration_s": 60, "group_id": "nowhere"})
    assert unknown.status_code == 404

    gone = client.delete(f"/api/satellite-groups/{group}").json

    assert gone == {"satellite_ids": ["shelf", "stove"], "timers": 1, "schedules": 1}
    left = client.get(place).json
    assert (left["group_id"], left["satellite_ids"]) == (None, ["shelf", "stove"])
    client.delete(place)
    client.delete(f"/api/timers/{timer['id']}")


def test_a_group_is_the_place_of_a_routine_and_of_a_single_text(
    hub: OpenVoiceAssistant, client: FlaskClient, group: str, monkeypatch: pytest.MonkeyPatch
):
    said: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(hub, "announce", lambda text, ids: said.append((text, tuple(sorted(ids)))))
    steps = [
        {"kind": "say", "text": "Dinner."},
        {"kind": "say", "text": "Tea.", "satellite_id": "stove"},
        {"kind": "command", "text": "set a timer for ten minutes"},
    ]
    body = {"name": "Dinner time", "steps": steps, "repeat": {"time": "18:00"}, "group_id": group}
    made = client.post("/api/routines", json=body)
    assert (made.status_code, made.json["group_id"], made.json["satellite_id"]) == (
        201,
        group,
        None,
    )
    address = f"/api/routines/{made.json['id']}"

    (plan,) = [one for one in hub.schedules.all() if one.name == "Dinner time"]
    assert hub.routines.run_due(plan) is None
    assert said == [("Dinner.", ("shelf", "stove")), ("Tea.", ("stove",))]
    assert client.get(address).json["last_run"]["state"] == "done"
    (timer,) = hub.timers.pending()
    assert (timer.group_id, sorted(timer.satellite_ids)) == (group, ["shelf", "stove"])
    client.delete(f"/api/timers/{timer.id}")

    assert client.delete(f"/api/satellite-groups/{group}").status_code == 200
    (fault,) = client.get(address).json["faults"]
    assert (fault["code"], fault["pointer"]) == ("no_such_place", "/group_id")
    assert client.post(f"{address}/run", json={}).json["state"] == "failed"
    lost = {**body, "group_id": "none"}
    assert code(client.post("/api/routines", json=lost)) == (404, "not_found")
    client.delete(address)


def test_music_for_a_group_plays_in_the_rooms_of_its_satellites(
    hub: OpenVoiceAssistant, group: str
):
    hub.satellites.groups.update(group, name="Downstairs speakers")
    hub.grammar.wait_settled(60)
    text = "play jazz on the downstairs speakers"
    nowhere = hub.converse(text)
    assert nowhere.error == "no_valid_targets"
    assert "the downstairs speakers" in nowhere.reply
    hub.satellites.update("shelf", area_id="kitchen")
    hub.satellites.update("stove", area_id="living_room")

    played = hub.converse(text)

    assert (played.error, played.intent.name) == (None, "HomePlay")
    for one in ("media_player.kitchen_radio", "media_player.television"):
        assert hub.home.entity(one).state.state == "playing"
    paused = hub.converse("pause the music on the downstairs speakers")
    assert paused.reply == "Paused the kitchen radio and the television."
