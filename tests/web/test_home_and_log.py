"""Floors, order, bulk changes, names and the log over REST, on a whole hub."""

import logging
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from tests.hubs import PASSWORD, hub_in_process

from ova.home import DeclaredEntity
from ova.hub import OpenVoiceAssistant


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.setup("anna", PASSWORD)
        yield hub


@pytest.fixture
def lamps(whole_hub: OpenVoiceAssistant) -> list[str]:
    declared = [DeclaredEntity(f"lamp{n}", f"Spare lamp {n}", "light") for n in range(2)]
    whole_hub.home.sync("spare", declared)
    return [entity.id for entity, _ in whole_hub.home.owned("spare")]


def test_a_floor_lives_over_rest_and_pages_are_told(
    anna: FlaskClient, whole_hub: OpenVoiceAssistant
):
    told: list[dict[str, object]] = []
    end = whole_hub.subscribe(lambda kind, data: told.append(data) if kind == "places" else None)
    made = anna.post("/api/floors", json={"name": "Top", "aliases": ["upstairs"]})
    assert made.status_code == 201

    body = {"name": "Roof", "was": {"name": "Top"}}
    assert anna.patch("/api/floors/top", json=body).json["name"] == "Roof"
    assert anna.patch("/api/floors/top", json=body).status_code == 412
    assert [floor["name"] for floor in told[-1]["floors"] if floor["id"] == "top"] == ["Roof"]
    assert anna.patch("/api/places/order", json={"floors": ["top"]}).json["floors"] == ["top"]
    assert anna.get("/api/floors").json[0]["id"] == "top"
    assert anna.delete("/api/floors/top").status_code == 204
    assert anna.get("/api/places/order").json["floors"] == ["top"]
    end()


def test_many_entities_are_changed_at_once_or_none(anna: FlaskClient, lamps: list[str]):
    changes = [{"id": one, "exposed": False, "was": {"exposed": True}} for one in lamps]

    assert len(anna.patch("/api/entities", json={"changes": changes}).json) == 2
    assert anna.patch("/api/entities", json={"changes": changes}).status_code == 412
    assert anna.patch("/api/entities", json={"changes": []}).status_code == 422
    assert anna.get(f"/api/entities/{lamps[0]}").json["exposed"] is False


def test_faults_of_names_are_told_and_gone_when_they_are_cured(
    anna: FlaskClient, whole_hub: OpenVoiceAssistant, lamps: list[str]
):
    anna.patch(f"/api/entities/{lamps[0]}", json={"exposed": True, "name": "Twin"})
    anna.patch(f"/api/entities/{lamps[1]}", json={"exposed": True, "name": "Twin"})
    found = [one for one in anna.get("/api/names/faults").json if one["text"] == "Twin"]
    assert [(one["kind"], len(one["things"])) for one in found] == [("same_name", 2)]

    anna.patch(f"/api/entities/{lamps[1]}", json={"exposed": False})

    assert not [one for one in anna.get("/api/names/faults").json if one["text"] == "Twin"]


def test_names_that_are_commands_are_told(anna: FlaskClient, lamps: list[str]):
    anna.patch(f"/api/entities/{lamps[0]}", json={"exposed": True, "name": "Stop"})

    found = [one["kind"] for one in anna.get("/api/names/faults").json if one["text"] == "Stop"]

    assert found == ["command"]


def test_the_log_is_read_and_a_source_told_to_say_more(
    anna: FlaskClient, whole_hub: OpenVoiceAssistant
):
    logging.getLogger("ova.hub").warning("<b>the cat is on the table</b>")
    lines = anna.get("/api/log?level=warning&source=hub&text=cat").json["lines"]
    assert [line["text"] for line in lines] == ["<b>the cat is on the table</b>"]

    told = anna.put("/api/log/levels", json={"source": "hub", "minutes": 1}).json["raised"]
    assert [one["source"] for one in told] == ["hub"]
    assert anna.put("/api/log/levels", json={"source": "hub", "minutes": 0}).json["raised"] == []
    assert anna.put("/api/log/levels", json={"source": "moon", "minutes": 1}).status_code == 422
    assert anna.get("/api/log?level=loud").status_code == 422


def test_settings_somebody_else_changed_are_not_overwritten_and_a_change_is_told_to_pages(
    anna: FlaskClient, whole_hub: OpenVoiceAssistant
):
    told: list[dict[str, object]] = []
    end = whole_hub.subscribe(lambda kind, data: told.append(data) if kind == "settings" else None)
    before = anna.get("/api/settings").json["home_name"]

    body = {"home_name": "Villa", "was": {"home_name": before}}
    assert anna.patch("/api/settings", json=body).json["home_name"] == "Villa"
    refused = anna.patch("/api/settings", json={**body, "home_name": "Castle"})

    assert (refused.status_code, refused.json["code"]) == (412, "changed_meanwhile")
    assert [one["home_name"] for one in told] == ["Villa"]
    assert anna.patch("/api/settings", json={"was": 5}).status_code == 422
    end()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"latitude": 91.0, "longitude": 0.0}, "/latitude"),
        ({"external_url": "not an address"}, "/external_url"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_the_field(
    anna: FlaskClient, change: dict[str, object], field: str
):
    refused = anna.patch("/api/settings", json=change)

    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json["errors"]] == [field]


def test_recognisers_tell_why_they_cannot_hear(anna: FlaskClient):
    order = ["whisper", "pocketsphinx"]
    assert anna.patch("/api/settings", json={"recogniser_order": order}).status_code == 200

    told = anna.get("/api/recognisers").json

    assert [one["id"] for one in told["recognisers"]][:2] == order
    states = {one["id"]: one for one in told["recognisers"]}
    assert states["pocketsphinx"]["usable"]
    assert states["vosk"]["cure"]
    assert states["wyoming"]["reason"] == "No server is set."


def test_who_can_be_asked_anything_is_listed(anna: FlaskClient):
    assert anna.get("/api/agents").json == []
