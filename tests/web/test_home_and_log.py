"""Floors, order, bulk changes, names and the log over REST, on a whole hub."""

import logging
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from tests.hubs import PASSWORD, hub_in_process

from ova.home import DeclaredEntity
from ova.hub import OpenVoiceAssistant

pytest_plugins = ["tests.web.real_app"]


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
