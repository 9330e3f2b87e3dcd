"""The history of runs."""

import threading

import pytest

from ova.core import Intent, NotFound, RunEvent, RunEventType, RunResult, Slot
from ova.storage import Database


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
    assert any_database.runs.recent() == [run(1).to_json()]
    assert any_database.runs.get("run-1") == {**run(1).to_json(), "events": [event.to_json()]}


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
