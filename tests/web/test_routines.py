"""Routines over REST and by voice, on a whole hub."""

import threading

import pytest
from tests.hubs import a_new_grammar, hub_in_process

from ova.core import PlanKind

WAIT_S = 60.0
NIGHT = """\
name: Movie night
phrases: [movie time]
steps:
  - turn off the kitchen light
  - fly to the moon
colour: blue
"""


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ova")
    (folder / "routines").mkdir()
    (folder / "routines" / "movie.yaml").write_text(NIGHT)
    with hub_in_process(folder) as hub:
        hub.setup("anna", "correct horse battery")
        hub.converse("what time is it")  # starts the thread that keeps the runs
        yield hub


@pytest.fixture
def routine(anna, whole_hub):
    """Keep a routine that is understood when this returns, and delete it at the end."""
    made = []

    def routine(**body):
        with a_new_grammar(whole_hub):
            answer = anna.post("/api/routines", json={"name": "Night", **body})
            assert answer.status_code == 201, answer.json
        made.append(answer.json["id"])
        return answer.json

    yield routine
    for one in made:
        anna.delete(f"/api/routines/{one}")


def command(text):
    return {"kind": "command", "text": text}


def is_on(hub, entity_id="light.kitchen_light"):
    return hub.home.entity(entity_id).state.state == "on"


def test_one_phrase_does_several_things_and_says_what_is_to_be_said(anna, whole_hub, routine):
    whole_hub.home.control("light.kitchen_light", "turn_on")
    made = routine(
        phrases=["good night"],
        steps=[
            command("turn off the kitchen light"),
            command("lock the front door"),
            {"kind": "say", "text": "Sleep well."},
        ],
    )

    run = whole_hub.converse("good night")

    assert (run.error, run.reply) == (None, "Sleep well.")
    assert not is_on(whole_hub)
    past = anna.get(f"/api/routines/{made['id']}/runs").json["runs"][0]
    assert (past["state"], past["source"]) == ("done", "voice")
    assert [step["state"] for step in past["steps"]] == ["done"] * 3
    assert {one["source"] for one in whole_hub.runs(3)} == {"text", "routine"}
    assert whole_hub.converse("start the night routine").error is None
    (command_,) = anna.post("/api/understand", json={"text": "good night"}).json["commands"]
    assert (command_["kind"], command_["owner"], command_["name"]) == (
        "routine",
        made["id"],
        "Night",
    )


def test_a_step_that_fails_is_named_with_its_reason(whole_hub, routine):
    made = routine(
        phrases=["party time"],
        steps=[command("turn on the kitchen light"), command("turn on the desk lamp")],
    )
    whole_hub.home.update_entity("light.desk_lamp", exposed=False)
    whole_hub.grammar.wait_settled(WAIT_S)

    run = whole_hub.converse("party time")

    whole_hub.home.update_entity("light.desk_lamp", exposed=True)
    assert run.error == "routine_failed"
    assert run.reply.startswith("1 of 2 things worked. turn on the desk lamp: ")
    assert whole_hub.routines.get(made["id"])["last_run"]["state"] == "failed"


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"steps": []}, "no_steps", "/steps"),
        ({"steps": [command("fly to the moon")]}, "not_understood", "/steps/0"),
        (
            {"steps": [command("turn on the lamp")], "repeat": {"time": "07:00"}},
            "unclear",
            "/steps/0",
        ),
        (
            {"steps": [command("lights off")], "repeat": {"time": "07:00"}},
            "needs_area",
            "/steps/0",
        ),
        (
            {"steps": [command("lock the front door")], "phrases": ["light {name}"]},
            "phrase_slot",
            "/phrases/0",
        ),
        ({"steps": [command("lock the front door")], "phrases": ["stop"]}, "stop", "/phrases/0"),
        ({"steps": [command("lock the front door")], "satellite_id": "none"}, "not_found", None),
    ],
)
def test_what_would_not_work_is_refused_with_a_cure(anna, body, code, pointer):
    answer = anna.post("/api/routines", json={"name": "Night", **body})

    assert answer.json["code"] == code, answer.json
    assert answer.json["cure"]
    if pointer:
        assert answer.json["errors"][0]["pointer"] == pointer
    assert all(one["file"] for one in anna.get("/api/routines").json["routines"])


def test_a_phrase_that_means_something_else_is_taken_only_on_purpose(anna, whole_hub, routine):
    body = {"phrases": ["what time is it"], "steps": [command("lock the front door")]}
    answer = anna.post("/api/routines", json={"name": "Night", **body})

    assert (answer.status_code, answer.json["code"]) == (409, "sentence_taken")
    tried = anna.post("/api/routines/check", json={"name": "Night", **body}).json
    assert tried["phrases"][0]["taken"][0]["skill"] == "clock"
    made = routine(**body, anyway=True)
    assert whole_hub.converse("what time is it").intent.skill == f"routine:{made['id']}"


def test_a_routine_that_would_start_itself_is_refused(anna, routine):
    made = routine(phrases=["good night"], steps=[command("lock the front door")])
    other = routine(name="Other", phrases=["sleepy time"], steps=[command("good night")])
    for text in ("good night", "sleepy time"):
        answer = anna.patch(f"/api/routines/{made['id']}", json={"steps": [command(text)]})
        assert answer.json["code"] == "calls_itself"
    assert other["faults"] == []


def test_a_routine_is_changed_as_it_was_seen_and_switched_off(anna, whole_hub, routine):
    made = routine(phrases=["good night"], steps=[command("lock the front door")])
    place = f"/api/routines/{made['id']}"

    assert anna.patch(place, json={"name": "Bed", "was": {"name": "Night"}}).json["name"] == "Bed"
    assert anna.patch(place, json={"icon": "moon", "was": {"name": "Night"}}).status_code == 412
    assert anna.get(place).json["phrases"] == ["good night"]
    with a_new_grammar(whole_hub):
        assert anna.post(f"{place}/disable").json["enabled"] is False
    assert whole_hub.converse("good night").intent.name == "HelpGreet"  # which gave way to it
    assert anna.post(f"{place}/run", json={}).json["state"] == "done"
    assert anna.post(f"{place}/enable").json["enabled"] is True


def test_a_routine_runs_at_its_times_and_only_the_routine_changes_them(anna, whole_hub, routine):
    made = routine(
        steps=[command("turn on the kitchen light")], repeat={"time": "22:30", "weekdays": [0]}
    )
    place = f"/api/routines/{made['id']}"
    (plan,) = whole_hub.schedules.find(PlanKind.ROUTINE)

    assert (plan.due_at, plan.data["routine"]) == (made["next_at"], made["id"])
    listed = anna.get(f"/api/schedules/{plan.id}").json
    assert (listed["kind"], listed["routine_id"]) == ("routine", made["id"])
    assert anna.delete(f"/api/schedules/{plan.id}").json["code"] == "of_a_routine"
    moved = anna.patch(place, json={"repeat": {"time": "23:00"}}).json
    assert whole_hub.schedules.get(plan.id).due_at == moved["next_at"]
    odd = anna.patch(place, json={"repeat": {"time": "23:00", "every": 2}}).json
    assert odd["repeat"]["start"]
    anna.post(f"{place}/disable")
    assert anna.post(f"{place}/enable").json["next_at"] == odd["next_at"]
    whole_hub.home.control("light.kitchen_light", "turn_off")
    assert whole_hub.routines.run_due(plan) is None
    assert whole_hub.routines.run_due(plan) is None  # after a start in between
    assert is_on(whole_hub)
    assert len(anna.get(f"{place}/runs").json["runs"]) == 1
    anna.patch(place, json={"repeat": None})
    assert whole_hub.schedules.find(PlanKind.ROUTINE) == []


def test_a_routine_that_waits_goes_on_by_itself_and_is_told_live(anna, whole_hub, routine):
    whole_hub.home.control("light.kitchen_light", "turn_off")
    made = routine(
        phrases=["good night"],
        steps=[{"kind": "wait", "seconds": 0.3}, command("turn on the kitchen light")],
    )
    states, over = [], threading.Event()

    def told(kind, payload):
        if kind == "routine":
            states.append(payload["last_run"]["state"])
            if payload["last_run"]["state"] == "done":
                over.set()

    end = whole_hub.subscribe(told)
    assert whole_hub.converse("good night").reply == "The rest follows."

    assert over.wait(WAIT_S)
    end()
    assert states[-1] == "done"
    assert "waiting" in states
    assert is_on(whole_hub)
    assert anna.post(f"/api/routines/{made['id']}/stop").status_code == 409


def test_routines_in_files_are_listed_with_their_faults_and_read_again(anna, whole_hub):
    (shown,) = anna.get("/api/routines").json["routines"]

    assert (shown["name"], shown["file"]) == ("Movie night", "movie.yaml")
    assert [(one["line"], one["code"]) for one in shown["faults"]] == [
        (6, "routine_fault"),
        (5, "not_understood"),
    ]
    assert anna.patch("/api/routines/file-movie", json={"icon": "tv"}).json["code"] == "in_a_file"
    whole_hub.home.control("light.kitchen_light", "turn_on")
    assert whole_hub.converse("movie time").error == "routine_failed"
    assert not is_on(whole_hub)

    told = threading.Event()
    end = whole_hub.subscribe(
        lambda kind, one: told.set() if kind == "routine" and one["name"] == "Cinema" else None
    )
    file = whole_hub._options.folder.routines / "movie.yaml"
    file.write_text("name: Cinema\nphrases: [cinema time]\nsteps: [turn on the kitchen light]\n")
    assert told.wait(WAIT_S)
    end()
    assert anna.get("/api/routines").json["file_faults"] == []
    file.unlink()
