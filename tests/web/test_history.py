"""Past commands over REST: found, explained, cured, tried again, exported and forgotten."""

import pytest
from tests.hubs import hub_in_process


@pytest.fixture(scope="module")
def whole_hub(tmp_path_factory):
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.setup("anna", "correct horse battery")
        hub.converse("what time is it")  # starts the thread that keeps the runs
        yield hub


@pytest.fixture
def say(anna):
    """Type a command and return its run."""

    def said(text):
        return anna.post("/api/converse", json={"text": text}).json

    return said


def found(anna, **query):
    answer = anna.get("/api/runs", query_string=query)
    assert answer.status_code == 200, answer.text
    return [run["text"] for run in answer.json]


def test_runs_are_found_page_by_page(anna, say):
    texts = ["turn on the kitchen light", "flurb nonsense", "turn off the kitchen light"]
    for text in texts:
        say(text)
    assert found(anna, limit=3) == texts[::-1]
    assert found(anna, outcome="not_understood", words="FLURB") == ["flurb nonsense"]
    assert found(anna, intent="HassTurnOff", skill="home", limit=1) == [texts[2]]
    first = anna.get("/api/runs?limit=1").json[0]
    say("what time is it")
    assert found(anna, limit=2, before_seq=first["seq"]) == texts[1::-1]
    assert found(anna, to_day="2001-01-01") == []


@pytest.mark.parametrize(
    "query",
    ["outcome=good", "from_day=never", "source=smoke", "before_seq=-1", "word=x", "limit=0"],
)
def test_a_query_that_makes_no_sense_is_refused(query, anna):
    assert anna.get(f"/api/runs?{query}").status_code == 422


def test_what_there_is_to_choose_from_is_counted(anna, say):
    say("turn on the kitchen light")
    summary = anna.get("/api/runs/summary?outcome=done").json
    assert summary["count"] == summary["outcomes"]["done"] >= 1
    assert summary["kept"] >= summary["count"]
    assert summary["of_intent"]["HassTurnOn"] >= 1
    assert "home" in summary["of_skill"]


def test_what_is_filtered_is_exported_with_its_events(anna, say):
    run = say("turn on the bedroom lamp")
    answer = anna.get("/api/runs/export?words=bedroom+lamp")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert [one["run_id"] for one in answer.json] == [run["run_id"]]
    assert answer.json[0]["events"][-1]["type"] == "run-end"
    assert anna.get("/api/runs/export?words=nobody+said+this").json == []


def test_a_failed_command_is_cured_and_tried_again(anna, say):
    run = say("turn on the coffee brewer")
    path = f"/api/runs/{run['run_id']}"
    cure = anna.get(f"{path}/cures").json["cures"][0]
    body = {name: cure[name] for name in ("kind", "place", "id", "text", "was")}

    done = anna.post(f"{path}/cures", json=body)
    assert done.json["after"] == {"aliases": [*cure["was"]["aliases"], cure["text"]]}
    assert anna.post(f"{path}/cures", json=body).status_code == 412
    assert anna.post(f"{path}/replay").json["changed"] is True
    again = anna.post(f"{path}/again").json
    assert (again["outcome"], again["again_of"]) == ("done", run["run_id"])
    tried = {"run_id": again["run_id"], "outcome": "done"}
    assert anna.get(path).json["tried_again"] == [tried]


def test_what_was_no_command_is_reported_listed_and_taken_back(anna, say):
    run = say("flurb the whole thing")
    done = anna.post(f"/api/runs/{run['run_id']}/cures", json={"kind": "not_a_command"}).json
    assert say("flurb the whole thing")["error"] == "not_a_command"
    assert [one["id"] for one in anna.get("/api/not-commands").json] == [done["id"]]
    assert anna.delete(f"/api/not-commands/{done['id']}").status_code == 204
    assert anna.delete(f"/api/not-commands/{done['id']}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "mend"},
        {"kind": "alias", "place": "cellar", "id": "x", "text": "y"},
        {"kind": "alias", "place": "entity", "id": "light.kitchen_light", "text": " "},
    ],
)
def test_a_cure_that_makes_no_sense_is_refused(body, anna, say):
    run = say("flurb")
    assert anna.post(f"/api/runs/{run['run_id']}/cures", json=body).status_code == 422


def test_runs_can_be_deleted_one_by_one_and_all(anna, say):
    path = f"/api/runs/{say('what time is it')['run_id']}"
    assert anna.delete(path).status_code == 204
    for call in (anna.get, anna.delete):
        assert call(path).status_code == 404
    assert anna.get(f"{path}/cures").status_code == 404
    say("what time is it")
    assert anna.delete("/api/runs").json["deleted"] >= 1
    assert anna.get("/api/runs").json == []
