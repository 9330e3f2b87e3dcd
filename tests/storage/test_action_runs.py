"""The log of actions."""

import threading

from ova.storage import Database, StoredActionRun
from ova.storage.action_runs import ActionRuns


def add(runs, entry="sunny", action="dim", **changes):
    values = {"source": "rest", "at": 5.0, "duration_ms": 1.5, "input": {"a": 1}}
    run = StoredActionRun(runs.next_seq(), entry, action, **{**values, **changes})
    runs.add(run)
    return run


def seqs(found):
    return [run.seq for run in found]


def test_a_run_is_read_back_as_it_was_added(any_database):
    run = add(any_database.action_runs, output=[1, None], message="Done", cost_usd=0.5)
    failed = add(any_database.action_runs, code="not_ready", message="away")

    assert any_database.action_runs.recent() == [failed, run]


def test_runs_are_found_by_page_integration_action_and_outcome(any_database):
    runs = any_database.action_runs
    for number in range(6):
        add(runs, "ab"[number % 2], "xyz"[number % 3], code="" if number < 4 else "not_ready")

    assert seqs(runs.recent(2)) == [6, 5]
    assert seqs(runs.recent(2, before=5)) == [4, 3]
    assert seqs(runs.recent(entry="a")) == [5, 3, 1]
    assert seqs(runs.recent(action="x")) == [4, 1]
    assert seqs(runs.recent(failed=True)) == [6, 5]
    assert seqs(runs.recent(failed=False, entry="b")) == [4, 2]


def test_usage_adds_up_by_action(any_database):
    runs = any_database.action_runs
    for cost, code, at in ((0.5, "", 1.0), (None, "not_ready", 2.0), (0.25, "", 3.0)):
        add(runs, cost_usd=cost, code=code, at=at)
    add(runs, "moony", "shine")

    assert [(one.entry, one.runs, one.failures, one.cost_usd) for one in runs.usage()] == [
        ("moony", 1, 0, 0.0),
        ("sunny", 3, 1, 0.75),
    ]
    (late,) = runs.usage(entry="sunny", since=2.5)
    assert (late.runs, late.failures, late.cost_usd) == (1, 0, 0.25)


def test_only_the_newest_are_kept_and_numbers_go_on_after_a_restart(tmp_path):
    path = tmp_path / "ova.sqlite3"
    with Database.open(path) as database:
        few = ActionRuns(database._connections, keep=3)
        for _ in range(10):
            add(few)
        assert seqs(few.recent()) == [10, 9, 8]
        few.close()
    with Database.open(path) as database:
        assert add(database.action_runs).seq == 11


def test_an_account_that_is_removed_leaves_none(any_database):
    add(any_database.action_runs)
    add(any_database.action_runs, "moony")
    any_database.action_runs.forget("sunny")

    assert [run.entry for run in any_database.action_runs.recent()] == ["moony"]


def test_what_waits_is_stored_when_the_database_is_closed(tmp_path):
    path = tmp_path / "ova.sqlite3"
    with Database.open(path) as database:
        for _ in range(50):
            add(database.action_runs)
    with Database.open(path) as database:
        assert len(database.action_runs.recent(100)) == 50


def test_many_threads_lose_no_run_and_no_number(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3") as database:
        runs = database.action_runs
        threads = [
            threading.Thread(target=lambda: [add(runs) for _ in range(50)]) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert seqs(runs.recent(500)) == list(range(200, 0, -1))
