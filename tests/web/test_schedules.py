"""Alarms, reminders and planned commands over REST, on a whole hub."""

import threading

import pytest
from tests.hubs import hub_in_process

from ova.core import PlanKind, Wish

WAIT_S = 60.0
FAR = "2028-01-31T07:00"


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory):
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.setup("anna", "correct horse battery")
        over = threading.Event()
        hub.schedules.subscribe(lambda one: over.set() if one.state == "finished" else None)
        hub.schedules.add(Wish(kind=PlanKind.COMMAND, text="what time is it", in_s=0.05))
        assert over.wait(WAIT_S)  # now every thread runs that stays
        yield hub


@pytest.fixture
def plan(anna):
    """Plan something and delete it at the end."""
    made = []

    def plan(**body):
        answer = anna.post("/api/schedules", json=body)
        assert answer.status_code == 201, answer.json
        made.append(answer.json["id"])
        return answer.json

    yield plan
    for one in made:
        anna.delete(f"/api/schedules/{one}")


def test_what_is_planned_is_listed_and_edited_and_deleted(anna, plan):
    made = plan(kind="alarm", name="Work", repeat={"time": "07:00", "weekdays": [0, 1, 2, 3, 4]})
    place = f"/api/schedules/{made['id']}"

    assert (made["state"], made["text"], made["at"]) == ("pending", None, None)
    assert anna.get("/api/schedules").json == [made]
    edited = anna.patch(place, json={"at": FAR, "was": {"name": "Work"}}).json
    assert (edited["name"], edited["at"], edited["repeat"]) == ("Work", FAR + ":00", None)
    late = anna.patch(place, json={"name": "Holiday", "was": {"at": None}})
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    assert anna.post(f"{place}/pause").json["state"] == "paused"
    assert anna.post(f"{place}/resume").json == edited
    assert anna.delete(place).status_code == 204
    assert anna.get("/api/schedules").json == []
    assert anna.get(place).json["state"] == "cancelled"
    assert anna.delete(place).status_code == 409


def test_what_repeats_every_other_week_keeps_its_weeks_when_it_is_edited(anna, plan):
    made = plan(kind="alarm", repeat={"time": "07:00", "every": 2, "weekdays": [0]})
    kept = made["repeat"]
    assert (kept["unit"], kept["every"], kept["weekdays"]) == ("week", 2, [0])
    assert kept["start"]

    place = f"/api/schedules/{made['id']}"
    edited = anna.patch(place, json={"repeat": {**kept, "time": "07:30"}, "was": {"repeat": kept}})
    assert edited.json["repeat"] == {**kept, "time": "07:30"}
    last = {"time": "09:00", "unit": "month", "every": 1, "day": -1}
    assert anna.patch(place, json={"repeat": last}).json["repeat"] == last


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "alarm"}, "no_moment"),
        ({"kind": "alarm", "in_s": 5, "at": FAR}, "two_moments"),
        ({"kind": "alarm", "at": "2020-01-01T07:00"}, "in_the_past"),
        ({"kind": "alarm", "at": "2099-01-01T07:00"}, "too_far"),
        ({"kind": "reminder", "in_s": 5}, "no_text"),
        ({"kind": "alarm", "in_s": -300}, "invalid_request"),
        ({"kind": "alarm", "at": "2028-02-31T07:00"}, "invalid_request"),
        ({"kind": "alarm", "at": "2028-02-01T07:00+01:00"}, "invalid_request"),
        ({"kind": "reminder", "in_s": 5, "text": "x" * 5000}, "invalid_request"),
        ({"kind": "alarm", "repeat": {"time": "25:00"}}, "invalid_time"),
        ({"kind": "alarm", "repeat": {"time": "07:00", "weekdays": []}}, "invalid_weekdays"),
        ({"kind": "party", "in_s": 5}, "invalid_request"),
        (
            {"kind": "alarm", "repeat": {"time": "07:00", "unit": "month", "day": 1, "nth": 2}},
            "invalid_repeat",
        ),
        (
            {"kind": "alarm", "repeat": {"time": "07:00", "every": 2, "start": "2190-01-01"}},
            "too_far",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_cure(anna, body, code):
    answer = anna.post("/api/schedules", json=body)

    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["cure"]


def test_a_place_and_a_snooze_of_its_own_are_given_and_changed(anna, whole_hub, plan):
    area = whole_hub.home.areas()[0].id
    made = plan(kind="alarm", at=FAR, snooze_s=300)
    place = f"/api/schedules/{made['id']}"

    assert (made["snooze_s"], made["area_id"], made["reason"]) == (300, None, None)
    moved = anna.patch(
        place, json={"area_id": area, "snooze_s": None, "was": {"snooze_s": 300}}
    ).json
    assert (moved["area_id"], moved["snooze_s"], moved["at"]) == (area, None, FAR + ":00")
    assert anna.patch(place, json={"area_id": "nowhere"}).status_code == 404
    assert anna.patch(place, json={"snooze_s": 5}).status_code == 422


def test_a_timer_rings_on_several_satellites(anna, whole_hub):
    for one in ("bedroom-left", "bedroom-right"):
        whole_hub.satellites.registry.adopt(one, one, "ova", None)
    body = {"duration_s": 300, "satellite_ids": ["bedroom-left", "bedroom-right"]}
    made = anna.post("/api/timers", json=body).json

    assert made["satellite_ids"] == body["satellite_ids"]
    place = f"/api/timers/{made['id']}"
    only = anna.patch(place, json={"satellite_id": "bedroom-left"}).json
    assert only["satellite_ids"] == ["bedroom-left"]
    both = anna.patch(place, json={"satellite_ids": body["satellite_ids"]}).json
    assert (both["satellite_id"], both["satellite_ids"]) == (None, body["satellite_ids"])
    assert anna.patch(place, json={"satellite_ids": ["nowhere"]}).status_code == 404
    assert anna.post("/api/timers", json={**body, "area_id": "nowhere"}).status_code == 404
    anna.delete(place)


def test_what_was_to_ring_on_a_deleted_satellite_rings_elsewhere(anna, whole_hub, plan):
    area = whole_hub.home.areas()[0].id
    registry = whole_hub.satellites.registry
    for one in ("attic-left", "attic-right"):
        registry.adopt(one, one, "ova", area)
    alone = plan(kind="alarm", at=FAR, satellite_id="attic-left")
    timer = anna.post("/api/timers", json={"duration_s": 300, "satellite_id": "attic-left"}).json

    assert anna.delete("/api/satellites/attic-left").status_code == 204
    assert anna.get(f"/api/schedules/{alone['id']}").json["satellite_ids"] == ["attic-right"]
    anna.delete("/api/satellites/attic-right")
    everywhere = anna.get(f"/api/schedules/{alone['id']}").json
    assert (everywhere["satellite_ids"], everywhere["at"]) == ([], alone["at"])
    assert whole_hub.timers.get(timer["id"]).satellite_ids == ()
    anna.delete(f"/api/timers/{timer['id']}")


def test_an_unknown_place_is_refused(anna):
    for place in ({"satellite_id": "nowhere"}, {"area_id": "nowhere"}):
        answer = anna.post("/api/schedules", json={"kind": "alarm", "in_s": 60, **place})
        assert answer.status_code == 404


def test_a_command_is_carried_out_at_its_time(whole_hub, plan):
    whole_hub.home.control("light.kitchen_light", "turn_off")
    lit, over = threading.Event(), threading.Event()
    ends = [
        whole_hub.home.subscribe(
            lambda entity: (
                lit.set()
                if (entity.id, entity.state.state) == ("light.kitchen_light", "on")
                else None
            )
        ),
        whole_hub.schedules.subscribe(lambda one: over.set() if one.state == "finished" else None),
    ]
    plan(kind="command", text="turn on the kitchen light", in_s=0.2)

    assert lit.wait(WAIT_S)
    assert over.wait(WAIT_S)
    assert whole_hub.runs(1)[0]["source"] == "schedule"
    for end in ends:
        end()


@pytest.mark.parametrize(
    ("text", "code"),
    [("fly to the moon", "not_understood"), ("turn on the lamp", "unclear"), ("lights off", "needs_area")],
)  # fmt: skip
def test_a_command_that_would_not_be_carried_out_is_not_planned(anna, plan, text, code):
    answer = anna.post("/api/schedules", json={"kind": "command", "text": text, "in_s": 900})
    made = plan(kind="command", text="turn on the kitchen light", in_s=900)

    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["cure"]
    changed = anna.patch(f"/api/schedules/{made['id']}", json={"text": text})
    assert (changed.status_code, changed.json["code"]) == (422, code)


def test_a_command_that_does_not_work_any_more_rings_and_says_why(anna, whole_hub):
    rang = threading.Event()
    end = whole_hub.schedules.subscribe(lambda one: rang.set() if one.data.get("trouble") else None)
    made = whole_hub.schedules.add(Wish(kind=PlanKind.COMMAND, text="fly to the moon", in_s=0.2))

    assert rang.wait(WAIT_S)
    end()
    place = f"/api/schedules/{made.id}"
    told = anna.get(place).json
    assert (told["state"], told["trouble"]) == ("ringing", "failed")
    assert told["words"]
    assert "fly to the moon" in whole_hub.ringing.text(whole_hub.schedules.get(made.id))
    assert anna.post(f"{place}/stop").json["state"] == "finished"
    assert anna.post(f"{place}/stop").status_code == 409


def test_an_alarm_is_snoozed_and_stopped_by_saying_stop(anna, whole_hub, plan):
    rang = threading.Event()
    end = whole_hub.schedules.subscribe(lambda one: rang.set() if one.state == "ringing" else None)
    made = plan(kind="alarm", in_s=0.2)
    place = f"/api/schedules/{made['id']}"

    assert rang.wait(WAIT_S)
    later = anna.post(f"{place}/snooze", json={"seconds": 60}).json
    assert (later["state"], later["snoozed"]) == ("pending", True)
    assert anna.post(f"{place}/skip").status_code == 409
    rang.clear()
    anna.patch(place, json={"in_s": 0.2})
    assert rang.wait(WAIT_S)
    end()
    whole_hub.converse("stop")
    assert anna.get(place).json["state"] == "finished"
