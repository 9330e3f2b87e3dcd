"""The history of runs."""

import json
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from ova.core import Alternative, Intent, NotFound, RunEvent, RunEventType, RunResult, Slot
from ova.core.run import CommandResult
from ova.storage import Database, RunFilter
from ova.storage.migrate import MIGRATIONS, known_revisions

REVISION = "0004"
OLD_RUNS = [
    {
        "text": "Lampe an",
        "reply": "Ja",
        "error": None,
        "commands": [{"intent": "HassTurnOn", "skill": "home"}],
        "source": "text",
    },
    {"text": "lamp", "reply": "Which?", "error": "ambiguous", "question": {"kind": "ambiguous"}},
    {"text": "flurb", "reply": "", "error": "no_intent", "commands": []},
    {"text": "lamp on", "reply": "", "error": "no_entity", "commands": [{"intent": "A"}]},
]


def run(number, **changes):
    values = {
        "run_id": f"run-{number}",
        "text": "turn on the lamp",
        "intent": Intent("HassTurnOn", "home", (Slot("name", "lamp"),)),
        "reply": "Done",
        "confidence": 0.9,
        "reason": "",
        "error": None,
        "timings_ms": {"stt": 1.5},
        "started_at": float(number),
    }
    return RunResult(**{**values, **changes})


def ids(rows):
    return [row["run_id"] for row in rows]


def test_a_run_is_read_back_with_its_events(any_database):
    event = RunEvent("run-1", RunEventType.RUN_END, 3.0, {"a": 1})
    any_database.runs.add(run(1, events=(event,)))
    kept = {**run(1).to_json(), "seq": 1}
    assert any_database.runs.recent() == [kept]
    assert any_database.runs.get("run-1") == {**kept, "events": [event.to_json()]}


def test_the_newest_come_first_in_pages(any_database):
    for number in range(10):
        any_database.runs.add(run(number))
    first = any_database.runs.recent(4)
    assert ids(first) == ["run-9", "run-8", "run-7", "run-6"]
    assert ids(any_database.runs.recent(4, before="run-6")) == [
        "run-5",
        "run-4",
        "run-3",
        "run-2",
    ]
    with pytest.raises(NotFound):
        any_database.runs.recent(before="run-99")
    with pytest.raises(NotFound):
        any_database.runs.get("run-99")


COMMAND = CommandResult(Intent("HassTurnOn", "home"), "Done")


@pytest.fixture
def house(any_database):
    """Three runs that differ in everything."""
    for one in (
        run(
            1,
            commands=(COMMAND, CommandResult(Intent("HassSetPosition", "covers"), "Moved")),
            satellite_id="s1",
            area_id="kitchen",
        ),
        run(2, text="Öffne die Tür", reply="50% Straße", error="no_entity", source="audio"),
        run(3, text="", reply="", error="not_ready", alternatives=(Alternative("left_light"),)),
    ):
        any_database.runs.add(one)
    return any_database.runs


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "LAMP turn"}, ["run-1"]),
        ({"words": "offne tur"}, ["run-2"]),
        ({"words": "strasse 50%"}, ["run-2"]),
        ({"words": "left_l"}, ["run-3"]),
        ({"words": "%"}, ["run-2"]),
        ({"words": "leftxl"}, []),
        ({"outcome": "done"}, ["run-1"]),
        ({"outcome": "not_understood"}, ["run-2"]),
        ({"outcome": "failed"}, ["run-3"]),
        ({"error": "not_ready"}, ["run-3"]),
        ({"source": "audio"}, ["run-2"]),
        ({"satellite_id": "s1"}, ["run-1"]),
        ({"area_id": "kitchen"}, ["run-1"]),
        ({"intent": "HassSetPosition"}, ["run-1"]),
        ({"intent": "HassSet"}, []),
        ({"skill": "covers"}, ["run-1"]),
        ({"since": 2.0, "until": 3.0}, ["run-2"]),
        ({"outcome": "done", "source": "audio"}, []),
    ],
)
def test_runs_are_found_by_what_was_said_and_by_what_came_of_it(house, wanted, found):
    assert ids(house.recent(wanted=RunFilter(**wanted))) == found
    assert house.count(RunFilter(**wanted)) == len(found)
    assert [one["run_id"] for one in house.each(RunFilter(**wanted))] == found


def test_it_is_counted_what_there_is_to_choose_from(house):
    assert house.tally("outcome") == {"done": 1, "not_understood": 1, "failed": 1}
    assert house.tally("intents") == {"HassTurnOn": 1, "HassSetPosition": 1}
    assert house.tally("satellite_id", RunFilter(outcome="failed")) == {}


def test_a_page_stays_right_when_runs_come_and_go_meanwhile(any_database):
    runs = any_database.runs
    for number in range(6):
        runs.add(run(number))
    first = runs.recent(2)
    runs.add(run(6))
    runs.remove(first[-1]["run_id"])
    assert ids(runs.recent(2, before_seq=first[-1]["seq"])) == ["run-3", "run-2"]


def test_a_run_that_was_deleted_is_gone_and_so_are_all(house):
    house.remove("run-2")
    assert ids(house.recent()) == ["run-3", "run-1"]
    assert house.count(RunFilter(words="strasse")) == 0
    for forget in (house.get, house.remove):
        with pytest.raises(NotFound):
            forget("run-2")
    assert house.clear() == 2
    assert (house.recent(), house.count(), house.tally("outcome")) == ([], 0, {})


def test_what_is_too_much_or_too_old_goes_when_that_is_asked_for(any_database):
    runs = any_database.runs
    for number in range(6):
        runs.add(run(number))
    runs.flush()
    runs.keep, runs.oldest = 4, 3.0
    assert sorted(runs.prune()) == ["run-0", "run-1", "run-2"]
    assert ids(runs.recent()) == ["run-5", "run-4", "run-3"]
    assert runs.prune() == []


def test_runs_of_an_earlier_version_are_found_too(path, tmp_path):
    earlier = tmp_path / "migrations"
    later = [f"v{number}_*" for number in known_revisions() if number >= REVISION]
    shutil.copytree(MIGRATIONS, earlier, ignore=shutil.ignore_patterns("__pycache__", *later))
    Database.open(path, migrations=earlier).close()
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("INSERT INTO areas VALUES ('hall', 'Hall', NULL, '[]')")
        old.execute("INSERT INTO satellites VALUES ('s1', 'S', 'browser', 'hall', NULL, '1', '{}')")
        for number, result in enumerate(OLD_RUNS, start=1):
            told = json.dumps({"run_id": f"run-{number}", **result})
            values = (f"run-{number}", float(number), "s1", told)
            old.execute(
                "INSERT INTO runs (run_id, started_at, satellite_id, text, result, events)"
                " VALUES (?, ?, ?, '', ?, '[]')",
                values,
            )
    with Database.open(path) as database:
        runs = database.runs
        assert ids(runs.recent(wanted=RunFilter(words="lampe", area_id="hall"))) == ["run-1"]
        assert ids(runs.recent(wanted=RunFilter(intent="HassTurnOn"))) == ["run-1"]
        assert runs.tally("outcome") == {"done": 1, "asked": 1, "not_understood": 1, "failed": 1}
        kept = runs.get("run-3")
        assert (kept["outcome"], kept["area_id"], kept["seq"]) == ("not_understood", "hall", 3)


def test_only_the_newest_are_kept(path):
    with Database.open(path, keep_runs=5) as database:
        for number in range(12):
            database.runs.add(run(number))
            if number % 3 == 0:
                database.runs.flush()
        assert ids(database.runs.recent()) == ["run-11", "run-10", "run-9", "run-8", "run-7"]
        assert database.runs.count() == 5


def test_runs_are_stored_by_the_background_thread_and_by_close(path):
    with Database.open(path) as database, Database.open(path) as other:
        database.runs.add(run(1))
        seen = threading.Event()

        def look():
            while not other.runs.recent() and not seen.wait(0.02):
                pass
            seen.set()

        reader = threading.Thread(target=look)
        reader.start()
        assert seen.wait(20)
        reader.join()
        database.runs.add(run(2))
        database.close()
        assert ids(other.runs.recent()) == ["run-2", "run-1"]


def test_a_run_that_cannot_be_stored_takes_no_other_with_it(path, caplog):
    with Database.open(path) as database:
        bad = RunEvent("run-2", RunEventType.RUN_END, 3.0, {"a": object()})
        for one in (run(1), run(2, events=(bad,)), run(3)):
            database.runs.add(one)
        assert ids(database.runs.recent()) == ["run-3", "run-1"]
    assert "run-2" in caplog.text


def test_many_threads_lose_no_run(path):
    with Database.open(path) as database:

        def work(start):
            for number in range(start, start + 100):
                database.runs.add(run(number))

        threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 800, 100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert database.runs.count() == 800
